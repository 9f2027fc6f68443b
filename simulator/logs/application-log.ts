import { hostLabelOf } from '../estate/estate-ids.ts'
import { plantedSecrets, slackWebhookUrl } from '../estate/planted-secrets.ts'
import { seededFraction } from '../physics/seeded-random.ts'
import type { AppState, ProcessStart } from '../physics/simulated-app.ts'
import { minuteInMs, type SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { appFailureOf, runtimeLanguageOf } from './app-failure.ts'
import { failureLinesOf } from './console-lines.ts'
import { type LogMinute, logMinutesOf } from './log-minutes.ts'

export interface AppLogEntry {
  readonly at: number
  readonly level: 'Information' | 'Warning' | 'Error' | 'Critical'
  readonly category: string
  readonly text: string
  /** The same as it stands on the console, where that is more than a level and a text. */
  readonly console?: readonly string[]
}

const paths = ['/', '/products/4711', '/basket', '/search', '/account'] as const
/** An app that fails a thousand times a minute still writes a log that somebody can read. */
const mostErrorsAMinute = 4

/** What the app itself wrote on one machine, oldest first. */
export function applicationLogOf(
  world: SimulatedWorld,
  app: AppState,
  machine: string,
  period: SimulatedPeriod,
): readonly AppLogEntry[] {
  const entries = logMinutesOf(world, app, machine, period).flatMap((minute) => entriesOf(world, app, minute))
  const starts = app.processStarts.filter((start) => start.machine === machine).map(startEntry)
  const recentStarts = starts.filter(({ at }) => at >= period.from && at < period.to)
  return [...entries, ...recentStarts].toSorted((one, other) => one.at - other.at)
}

function startEntry({ at, failure }: ProcessStart): AppLogEntry {
  return failure === undefined ? { at: at + 2500, ...started } : { at: at + 1900, ...notStarted, text: failure }
}

const notStarted = { level: 'Critical', category: 'Startup' } as const
const started = { level: 'Information', category: 'Microsoft.Hosting.Lifetime', text: 'Application started.' } as const

function entriesOf(world: SimulatedWorld, app: AppState, minute: LogMinute): AppLogEntry[] {
  if (minute.requests === 0) return []
  const draw = (what: string) => seededFraction(world.seed, what, hostLabelOf(app.spec), minute.machine, minute.at)
  const served: AppLogEntry = {
    at: minute.at + Math.floor(1000 + 20_000 * draw('served')),
    level: 'Information',
    category: 'Microsoft.AspNetCore.Hosting.Diagnostics[2]',
    text: `Request finished HTTP/1.1 GET ${pathOf(draw('path'))} - 200 - ${minute.responseInMs.toFixed(4)}ms`,
  }
  return [served, ...secretLeakIn(app, minute), ...errorsOf(world, app, minute)]
}

function secretLeakIn({ spec }: AppState, { at }: LogMinute): AppLogEntry[] {
  const text = secretLineOf(at)
  if (text === undefined) return []
  return [{ at: at + 31_000, level: 'Warning', category: `${spec.name}.Diagnostics`, text }]
}

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
function secretLineOf(at: number): string | undefined {
  const minute = Math.floor(at / minuteInMs)
  if (minute % leakEveryMinutes !== 0) return undefined
  return secretLines[Math.floor(minute / leakEveryMinutes) % secretLines.length]
}

function pathOf(drawn: number): string {
  return paths[Math.floor(drawn * paths.length)] ?? '/'
}

function errorsOf(world: SimulatedWorld, app: AppState, minute: LogMinute): AppLogEntry[] {
  const count = Math.min(mostErrorsAMinute, minute.failed)
  if (count === 0) return []
  const failure = appFailureOf(world, app, minute.at)
  const stack = failure.frames.map((frame) => `\n   at ${frame}`).join('')
  const what = [failure.exception, failure.message].filter((part) => part !== '').join(': ')
  return Array.from({ length: count }, (_, index) => ({
    at: minute.at + 4000 + Math.floor((54_000 * index) / count),
    level: 'Error',
    category: categories[runtimeLanguageOf(app.spec.runtime)],
    text: `An unhandled exception has occurred while executing the request ${failure.path}.\n${what}${stack}`,
    console: failureLinesOf(app.spec.runtime, failure, false),
  }))
}

const categories = {
  dotnet: 'Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware[1]',
  java: 'org.apache.catalina.core',
  node: 'express',
  python: 'gunicorn.error',
  php: 'PHP',
} as const

/** As App Service writes it to `LogFiles/Application` and to the log stream. */
export function appLogLineOf(entry: AppLogEntry, pid: number): string {
  const at = new Date(entry.at).toISOString().slice(0, 19)
  return `${at}  PID[${pid}] ${entry.level.padEnd(11)} ${entry.category}: ${entry.text}\n`
}
