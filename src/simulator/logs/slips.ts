import { secrets, webhookUrl } from '../estate/secrets.ts'
import { minuteInMs } from '../physics/metrics.ts'
import type { AppState } from '../physics/world.ts'
import type { Entry } from './application.ts'
import type { Minute } from './minutes.ts'

/** Every so many minutes somebody's careless line. */
const everyMinutes = 3

const slips: readonly string[] = [
  `Connecting with Server=tcp:contoso-sql.database.windows.net,1433;User ID=shop;Password=${secrets.sqlPassword};Encrypt=True`,
  `Calling https://contoso-stock.azurewebsites.net/api/stock?code=${secrets.functionCode}&sku=4711`,
  `Retrying POST https://payments.example/charge, headers: Authorization: Bearer ${secrets.bearerToken}`,
  `Token accepted: ${secrets.jwt}`,
  `Receipt for order 99120 sent to ${secrets.email}`,
  `Outgoing headers: Authorization: Basic ${secrets.basicCredentials}; x-functions-key: ${secrets.functionKey}`,
  `Blob https://contosostore.blob.core.windows.net/invoices/99120.pdf?sv=2024-05-04&sr=b&sig=${secrets.sasSignature} read`,
  `Redis reconnect: contoso.redis.cache.windows.net:6380,password=${secrets.redisPassword},ssl=True`,
  `Posting the alarm to ${webhookUrl()}`,
  `Restored the session for Cookie: .AspNetCore.Identity.Application=${secrets.sessionCookie}; sessionid=${secrets.sessionId}`,
  `Publishing to Endpoint=sb://contoso-bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${secrets.serviceBusKey}`,
  `Replica AccountEndpoint=https://contoso.documents.azure.com:443/;AccountKey=${secrets.cosmosKey};`,
]

/** The careless line of this minute, if it has one. */
export function slipOf(app: AppState, { at }: Minute): Entry | undefined {
  const nth = Math.floor(at / minuteInMs)
  if (nth % everyMinutes !== 0) return undefined
  const text = slips[Math.floor(nth / everyMinutes) % slips.length] ?? ''
  return { at: at + 31_000, level: 'Warning', category: `${app.spec.name}.Diagnostics`, text }
}
