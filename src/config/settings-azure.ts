import { z } from 'zod'
import { declareSetting } from '../settings/declare-setting.ts'
import { guidListSchema, guidSchema, ownNetworksSchema } from '../settings/setting-schemas.ts'

export const azureSettings = {
  VISIT_PRIVATE_NETWORKS: declareSetting(ownNetworksSchema.optional(), {
    about:
      'Private networks whose apps the bot may visit, separated by commas, where it runs inside of them. Without it, ' +
      'apps with a private address are judged by their figures alone.',
    example: '10.20.0.0/16',
  }),
  AZURE_SUBSCRIPTION_IDS: declareSetting(guidListSchema.optional(), {
    about: 'Subscriptions to look after, separated by commas. Setting it is what makes Azure real.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  AZURE_TENANT_ID: declareSetting(guidSchema.optional(), {
    about: 'Entra tenant of the application that Appmedic signs in as; not needed with a managed identity or az login.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  AZURE_CLIENT_ID: declareSetting(guidSchema.optional(), {
    about: 'Its application (client) id, or the client id of a user-assigned managed identity.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  AZURE_WRITER_CLIENT_ID: declareSetting(guidSchema.optional(), {
    about:
      'Client id of a second identity, which alone carries out approved steps: a user-assigned managed identity, or a ' +
      'workload identity. The first then needs no role that writes.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  AZURE_CLIENT_SECRET: declareSetting(z.string().optional(), {
    about: 'Its secret. Better a certificate, better still a managed identity.',
    example: '',
    secret: true,
  }),
  AZURE_CLIENT_CERTIFICATE_PATH: declareSetting(z.string().optional(), {
    about: 'PEM file with its certificate and private key, instead of the secret.',
    example: './appmedic.pem',
  }),
  AZURE_FEDERATED_TOKEN_FILE: declareSetting(z.string().optional(), {
    about: 'Token file of a workload identity, instead of the secret; Kubernetes sets it by itself.',
    example: '/var/run/secrets/azure/tokens/azure-identity-token',
  }),
}
