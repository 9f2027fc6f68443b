import { privateKeyBlock, secrets, webhookUrl } from './secrets.ts'
import type { AppSpec, PlanSpec } from './spec.ts'

/** The app settings that an app begins with: those that Azure knows, the app's own, and what should be in a vault. */
export function appSettingsOf(spec: AppSpec, plan: PlanSpec): Readonly<Record<string, string>> {
  const common = {
    ASPNETCORE_ENVIRONMENT: spec.slot === undefined ? 'Production' : 'Staging',
    APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${secrets.instrumentationKey};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/`,
    WEBSITE_RUN_FROM_PACKAGE: '1',
    Features__NewBasket: 'true',
    Orders__PageSize: '50',
    ...(plan.os === 'linux' && { WEBSITES_PORT: '8080', WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false' }),
  }
  return { ...common, ...(secretsFor[spec.name] ?? {}) }
}

const sqlServer = 'Server=tcp:contoso-sql.database.windows.net,1433;Initial Catalog=shop;User ID=shop'

const secretsFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'contoso-web': {
    SQLCONNSTR_Shop: `${sqlServer};Password=${secrets.sqlPassword};Encrypt=True`,
    AzureWebJobsStorage: `DefaultEndpointsProtocol=https;AccountName=contosostore;AccountKey=${secrets.storageKey};EndpointSuffix=core.windows.net`,
    Catalog__ImagesUrl: `https://contosostore.blob.core.windows.net/images?sv=2024-05-04&se=2030-01-01&sp=r&sig=${secrets.sasSignature}`,
    Orders__Queue: `Endpoint=sb://contoso-bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${secrets.serviceBusKey}`,
    Redis__Connection: `contoso.redis.cache.windows.net:6380,password=${secrets.redisPassword},ssl=True`,
    Payments__StripeSecret: secrets.stripeKey,
    Mail__SendGrid: secrets.sendgridKey,
    AzureAd__ClientSecret: secrets.entraSecret,
    Stock__FunctionKey: secrets.functionKey,
    Alerts__Webhook: webhookUrl(),
    Signing__PrivateKey: privateKeyBlock(),
    Orders__Contact: secrets.email,
  },
  'contoso-api': {
    COSMOS_KEY: secrets.cosmosKey,
    DATABASE_URL: `postgres://api:${secrets.urlPassword}@contoso-pg.postgres.database.azure.com/api?sslmode=require`,
    GITHUB_TOKEN: secrets.githubToken,
    NPM_TOKEN: secrets.npmToken,
    SLACK_BOT_TOKEN: secrets.slackToken,
    OPENAI_API_KEY: secrets.openaiKey,
    GOOGLE_MAPS_KEY: secrets.googleKey,
  },
  'contoso-admin': {
    AWS_ACCESS_KEY_ID: secrets.awsKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.awsSecret,
    GITLAB_TOKEN: secrets.gitlabToken,
  },
  'contoso-shop': { SQLCONNSTR_Shop: `${sqlServer};Password=${secrets.sqlPassword};Encrypt=True` },
  'fabrikam-portal': { DATABASE_URL: `postgres://portal:${secrets.urlPassword}@fabrikam-pg.example:5432/portal` },
}
