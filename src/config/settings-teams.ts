import { z } from 'zod'
import { declareSetting } from './declare-setting.ts'
import { guidSchema, oneOfSchema } from './setting-schemas.ts'

export const teamsSettings = {
  MICROSOFT_APP_ID: declareSetting(guidSchema.optional(), {
    group: 'teams',
    about: 'Application (client) id of the Azure Bot.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  MICROSOFT_APP_TYPE: declareSetting(oneOfSchema(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'), {
    group: 'teams',
    about: 'Type of the Azure Bot: SingleTenant, or UserAssignedMSI, which needs no password.',
    example: 'SingleTenant',
  }),
  MICROSOFT_APP_TENANT_ID: declareSetting(guidSchema.optional(), {
    group: 'teams',
    about: 'Entra tenant of the Azure Bot.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  MICROSOFT_APP_PASSWORD: declareSetting(z.string().optional(), {
    group: 'teams',
    about: 'Client secret of the Azure Bot.',
    example: '',
    secret: true,
  }),
  MICROSOFT_APP_CERTIFICATE_PATH: declareSetting(z.string().optional(), {
    group: 'teams',
    about: 'PEM file with certificate and private key, instead of the password.',
    example: './bot.pem',
  }),
}
