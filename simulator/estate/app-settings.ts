import type { AppSpec, PlanSpec } from './estate-spec.ts'
import { plantedSecrets, privateKeyPem, slackWebhookUrl } from './planted-secrets.ts'

/** The app settings that an app begins with: those that Azure knows, the app's own, and what should be in a vault. */
export function appSettingsOf(spec: AppSpec, plan: PlanSpec): Readonly<Record<string, string>> {
  const common = {
    ASPNETCORE_ENVIRONMENT: spec.slot === undefined ? 'Production' : 'Staging',
    APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${plantedSecrets.instrumentationKey};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/`,
    WEBSITE_RUN_FROM_PACKAGE: '1',
    Features__NewBasket: 'true',
    Orders__PageSize: '50',
    ...(plan.os === 'linux' && { WEBSITES_PORT: '8080', WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false' }),
  }
  return { ...common, ...(secretsFor[spec.name] ?? {}) }
}

const sqlServer = 'Server=tcp:contoso-sql.database.windows.net,1433;Initial Catalog=shop;User ID=shop'

/** As Azure has it that a setting takes its value from a vault. */
const secretReference = (secret: string): string =>
  `@Microsoft.KeyVault(SecretUri=https://contoso-vault.vault.azure.net/secrets/${secret}/)`

const secretsFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'contoso-web': {
    SQLCONNSTR_Shop: `${sqlServer};Password=${plantedSecrets.sqlPassword};Encrypt=True`,
    AzureWebJobsStorage: `DefaultEndpointsProtocol=https;AccountName=contosostore;AccountKey=${plantedSecrets.storageKey};EndpointSuffix=core.windows.net`,
    Catalog__ImagesUrl: `https://contosostore.blob.core.windows.net/images?sv=2024-05-04&se=2030-01-01&sp=r&sig=${plantedSecrets.sasSignature}`,
    Orders__Queue: `Endpoint=sb://contoso-bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${plantedSecrets.serviceBusKey}`,
    Redis__Connection: `contoso.redis.cache.windows.net:6380,password=${plantedSecrets.redisPassword},ssl=True`,
    Payments__StripeSecret: plantedSecrets.stripeKey,
    Mail__SendGrid: plantedSecrets.sendgridKey,
    AzureAd__ClientSecret: plantedSecrets.entraSecret,
    Stock__FunctionKey: plantedSecrets.functionKey,
    Alerts__Webhook: slackWebhookUrl(),
    Signing__PrivateKey: privateKeyPem(),
    Orders__Contact: plantedSecrets.email,
    Payments__ApiKey: secretReference('payments-api-key'),
    // Of a mail relay that is long gone.
    Mail__RelayKey: secretReference('mail-relay-key'),
  },
  'contoso-api': {
    COSMOS_KEY: plantedSecrets.cosmosKey,
    DATABASE_URL: `postgres://api:${plantedSecrets.urlPassword}@contoso-pg.postgres.database.azure.com/api?sslmode=require`,
    GITHUB_TOKEN: plantedSecrets.githubToken,
    NPM_TOKEN: plantedSecrets.npmToken,
    SLACK_BOT_TOKEN: plantedSecrets.slackToken,
    OPENAI_API_KEY: plantedSecrets.openaiKey,
    GOOGLE_MAPS_KEY: plantedSecrets.googleKey,
    PAYMENTS_API_KEY: secretReference('payments-api-key'),
  },
  'contoso-admin': {
    AWS_ACCESS_KEY_ID: plantedSecrets.awsKeyId,
    AWS_SECRET_ACCESS_KEY: plantedSecrets.awsSecret,
    GITLAB_TOKEN: plantedSecrets.gitlabToken,
  },
  'contoso-shop': { SQLCONNSTR_Shop: `${sqlServer};Password=${plantedSecrets.sqlPassword};Encrypt=True` },
  'fabrikam-portal': {
    DATABASE_URL: `postgres://portal:${plantedSecrets.urlPassword}@fabrikam-pg.example:5432/portal`,
  },
}
