import { plantedSecrets, slackWebhookUrl } from '../estate/planted-secrets.ts'
import { minuteInMs } from '../physics/simulated-time.ts'

/** Every so many minutes there is one. */
const leakEveryMinutes = 3

const secretLines: readonly string[] = [
  `Connecting with Server=tcp:contoso-sql.database.windows.net,1433;User ID=shop;Password=${plantedSecrets.sqlPassword};Encrypt=True`,
  `Calling https://contoso-stock.azurewebsites.net/api/stock?code=${plantedSecrets.functionCode}&sku=4711`,
  `Retrying POST https://payments.example/charge, headers: Authorization: Bearer ${plantedSecrets.bearerToken}`,
  `Token accepted: ${plantedSecrets.jwt}`,
  `Receipt for order 99120 sent to ${plantedSecrets.email}`,
  `Outgoing headers: Authorization: Basic ${plantedSecrets.basicCredentials}; x-functions-key: ${plantedSecrets.functionKey}`,
  `Blob https://contosostore.blob.core.windows.net/invoices/99120.pdf?sv=2024-05-04&sr=b&sig=${plantedSecrets.sasSignature} read`,
  `Redis reconnect: contoso.redis.cache.windows.net:6380,password=${plantedSecrets.redisPassword},ssl=True`,
  `Posting the alarm to ${slackWebhookUrl()}`,
  `Restored the session for Cookie: .AspNetCore.Identity.Application=${plantedSecrets.sessionCookie}; sessionid=${plantedSecrets.sessionId}`,
  `Publishing to Endpoint=sb://contoso-bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${plantedSecrets.serviceBusKey}`,
  `Replica AccountEndpoint=https://contoso.documents.azure.com:443/;AccountKey=${plantedSecrets.cosmosKey};`,
]

/** What somebody's careless code writes in the minute that begins at `at`, if it writes anything. */
export function secretLineOf(at: number): string | undefined {
  const minute = Math.floor(at / minuteInMs)
  if (minute % leakEveryMinutes !== 0) return undefined
  return secretLines[Math.floor(minute / leakEveryMinutes) % secretLines.length]
}
