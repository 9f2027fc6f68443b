import { z } from 'zod'
import { declareSetting } from '../../settings/declare-setting.ts'
import { type GivenSettings, joinedWithAnd, missingSettings } from '../../settings/missing-settings.ts'
import { guidSchema, oneOfSchema } from '../../settings/setting-schemas.ts'
import type { PlatformSettings } from '../platform-module.ts'
import type { TeamsAppConfig } from './options.ts'

const shape = {
  MICROSOFT_APP_ID: declareSetting(guidSchema.optional(), {
    about: 'Application (client) id of the Azure Bot.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  MICROSOFT_APP_TYPE: declareSetting(oneOfSchema(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'), {
    about: 'Type of the Azure Bot: SingleTenant, or UserAssignedMSI, which needs no password.',
    example: 'SingleTenant',
  }),
  MICROSOFT_APP_TENANT_ID: declareSetting(guidSchema.optional(), {
    about: 'Entra tenant of the Azure Bot.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  MICROSOFT_APP_PASSWORD: declareSetting(z.string().optional(), {
    about: 'Client secret of the Azure Bot.',
    example: '',
    secret: true,
  }),
  MICROSOFT_APP_CERTIFICATE_PATH: declareSetting(z.string().optional(), {
    about: 'PEM file with certificate and private key, instead of the password.',
    example: './bot.pem',
  }),
}
type Shape = typeof shape

const conflicts = (given: GivenSettings<keyof Shape>): readonly string[] => {
  const { MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_CERTIFICATE_PATH: certificate } = given
  const begun = (['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_TYPE'] as const).filter(
    (name) => given[name] !== undefined,
  )
  if (begun.length === 0 && password === undefined && certificate === undefined) return []
  const because = begun[0] ?? (password === undefined ? 'MICROSOFT_APP_CERTIFICATE_PATH' : 'MICROSOFT_APP_PASSWORD')
  return [
    ...missingSettings(given, ['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID'], because),
    ...signInConflicts(given, because),
  ]
}

const signInConflicts = (given: GivenSettings<keyof Shape>, because: string): readonly string[] => {
  const names = (['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE_PATH'] as const).filter(
    (name) => given[name] !== undefined,
  )
  const managed = given.MICROSOFT_APP_TYPE === 'UserAssignedMSI'
  if (managed && names.length > 0) return [`${joinedWithAnd(names)}: a managed identity has none; remove it`]
  if (names.length > 1) return [`${joinedWithAnd(names)} exclude each other: keep one`]
  if (managed || names.length === 1) return []
  return [
    `MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE_PATH is missing: ${because} needs one of them ` +
      '(or MICROSOFT_APP_TYPE=UserAssignedMSI)',
  ]
}

const configOf = (values: z.output<z.ZodObject<Shape>>): TeamsAppConfig | undefined => {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId } = values
  if (appId === undefined || tenantId === undefined) return undefined
  const { MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_CERTIFICATE_PATH: path } = values
  if (password !== undefined) return { appId, tenantId, signIn: { kind: 'password', password } }
  if (path !== undefined) return { appId, tenantId, signIn: { kind: 'certificate', path } }
  return { appId, tenantId, signIn: { kind: 'managed-identity' } }
}

export const teamsSettings: PlatformSettings = {
  title: 'Microsoft Teams: the three identifiers, with a password or a certificate',
  shape,
  prefix: 'MICROSOFT_APP_',
  neededSetting: 'MICROSOFT_APP_ID',
  deliverySetting: 'MICROSOFT_APP_ID',
  conflicts,
  configOf,
}
