import { isLoopback } from './setting-schemas.ts'
import type { SettingName } from './settings-schema.ts'

/** What is set, whether or not it is right: so that a group half-filled shows beside a setting that is wrong. */
export type GivenSettings = Readonly<Partial<Record<SettingName, string>>>

/** What only shows when settings are seen together. */
export const findConflicts = (given: GivenSettings): readonly string[] =>
  [azureConflicts, credentialConflicts, slackConflicts, teamsConflicts, alertConflicts, hostConflicts].flatMap((look) =>
    look(given),
  )

const azureConflicts = (given: GivenSettings): readonly string[] => {
  if (given.AZURE_SUBSCRIPTION_IDS !== undefined)
    return given.SIMULATOR_URL === undefined
      ? []
      : ['SIMULATOR_URL: practice and real Azure exclude each other; remove it, or remove AZURE_SUBSCRIPTION_IDS']
  const started = credentialNames.filter((name) => given[name] !== undefined)
  // A cluster sets these by itself, also where somebody only wants to practise.
  if (started.length === 0 || given.AZURE_FEDERATED_TOKEN_FILE !== undefined) return []
  return [
    `AZURE_SUBSCRIPTION_IDS is missing: set it to use real Azure, or remove ${joinedWithAnd(started)} to practise`,
  ]
}

const credentialNames = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
] as const

const credentialConflicts = (given: GivenSettings): readonly string[] => {
  const proofs = (
    ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'] as const
  ).filter((name) => given[name] !== undefined)
  if (given.AZURE_SUBSCRIPTION_IDS === undefined) return []
  if (proofs.length === 0) return []
  const several = proofs.length > 1 ? [`${joinedWithAnd(proofs)} exclude each other: keep one`] : []
  return [...several, ...missingSettings(given, ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'], proofs[0] ?? '')]
}

const slackConflicts = (given: GivenSettings): readonly string[] => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given
  if (bot === undefined && app === undefined && signing === undefined) return []
  if (bot === undefined)
    return missingSettings(given, ['SLACK_BOT_TOKEN'], app === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN')
  if (app !== undefined || signing !== undefined) return []
  return ['SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTPS) is missing: SLACK_BOT_TOKEN needs one of them']
}

const teamsConflicts = (given: GivenSettings): readonly string[] => {
  const { MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_CERTIFICATE_PATH: certificate } = given
  const begun = (['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_TYPE'] as const).filter(
    (name) => given[name] !== undefined,
  )
  if (begun.length === 0 && password === undefined && certificate === undefined) return []
  const because = begun[0] ?? (password === undefined ? 'MICROSOFT_APP_CERTIFICATE_PATH' : 'MICROSOFT_APP_PASSWORD')
  return [
    ...missingSettings(given, ['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID'], because),
    ...teamsSignInConflicts(given, because),
  ]
}

const teamsSignInConflicts = (given: GivenSettings, because: string): readonly string[] => {
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

const alertConflicts = (given: GivenSettings): readonly string[] => {
  const begun = (['ALERT_ENTRA_TENANT_ID', 'ALERT_ENTRA_AUDIENCE'] as const).filter((name) => given[name] !== undefined)
  const half =
    begun.length === 1 ? missingSettings(given, ['ALERT_ENTRA_TENANT_ID', 'ALERT_ENTRA_AUDIENCE'], begun[0] ?? '') : []
  const open = given.ALERT_WEBHOOK_SECRET !== undefined || begun.length === 2
  const unused =
    given.ALERT_CHANNELS !== undefined && !open && begun.length === 0
      ? [
          'ALERT_WEBHOOK_SECRET, or ALERT_ENTRA_TENANT_ID and ALERT_ENTRA_AUDIENCE, is missing: ALERT_CHANNELS needs one of them',
        ]
      : []
  return [...half, ...unused]
}

const hostConflicts = (given: GivenSettings): readonly string[] => {
  if (given.HOST === undefined || isLoopback(given.HOST)) return []
  const alerted = given.ALERT_WEBHOOK_SECRET !== undefined || given.ALERT_ENTRA_AUDIENCE !== undefined
  const delivered =
    given.MICROSOFT_APP_ID !== undefined ||
    given.SLACK_SIGNING_SECRET !== undefined ||
    (alerted && given.SLACK_BOT_TOKEN !== undefined)
  if (delivered) return []
  return ['HOST must be 127.0.0.1: the web chat has no sign-in, so nobody but this machine may reach it']
}

const missingSettings = (given: GivenSettings, names: readonly SettingName[], because: string): readonly string[] =>
  names.filter((name) => given[name] === undefined).map((name) => `${name} is missing: ${because} needs it`)

const joinedWithAnd = (names: readonly string[]): string => names.join(' and ')
