import { hostLabelOf } from '../estate/estate-ids.ts'
import { plantedSecrets } from '../estate/planted-secrets.ts'
import { seededFraction } from '../physics/seeded-random.ts'
import type { AppState } from '../physics/simulated-app.ts'
import type { SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { appFailureOf } from './app-failure.ts'
import { type LogMinute, logMinutesOf } from './log-minutes.ts'

/** A sample of each minute: the whole of it would be thousands of lines. */
const linesAMinute = 5

const fields =
  'date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken'

/** W3C extended, as in `LogFiles/http/RawLogs`. */
export function httpLogOf(world: SimulatedWorld, app: AppState, machine: string, period: SimulatedPeriod): string {
  const lines = logMinutesOf(world, app, machine, period).flatMap((minute) => linesOf(world, app, minute))
  return ['#Software: Microsoft Internet Information Services 8.0', `#Fields: ${fields}`, ...lines, ''].join('\r\n')
}

function linesOf(world: SimulatedWorld, app: AppState, minute: LogMinute): string[] {
  const count = Math.min(linesAMinute, minute.requests)
  const failed = minute.failed === 0 ? 0 : Math.max(1, Math.round((count * minute.failed) / minute.requests))
  return Array.from({ length: count }, (_, index) => lineOf(world, app, minute, { index, hasFailed: index < failed }))
}

const stems = ['/', '/products/4711', '/basket', '/api/stock', '/account/reset'] as const
const queries = ['-', 'page=2', '-', `code=${plantedSecrets.functionCode}`, `mail=${plantedSecrets.email}`] as const

function lineOf(
  world: SimulatedWorld,
  app: AppState,
  minute: LogMinute,
  { index, hasFailed }: { index: number; hasFailed: boolean },
): string {
  const drawn = seededFraction(world.seed, 'http log', hostLabelOf(app.spec), minute.machine, minute.at, index)
  const at = new Date(minute.at + Math.floor((60_000 * (index + drawn)) / linesAMinute)).toISOString()
  const which = Math.floor(drawn * stems.length)
  const stem = hasFailed ? appFailureOf(world, app, minute.at).path : stems[which]
  const cookie = `ARRAffinity=${minute.machine.toLowerCase()};+.AspNetCore.Identity.Application=${plantedSecrets.sessionCookie}`
  const took = Math.round(minute.responseInMs * (0.8 + 0.4 * drawn))
  const status = hasFailed ? '500 0 64' : '200 0 0'
  const from = `203.0.113.${1 + Math.floor(drawn * 250)}`
  return `${at.slice(0, 10)} ${at.slice(11, 19)} ${app.spec.name.toUpperCase()} GET ${stem} ${hasFailed ? '-' : queries[which]} 443 - ${from} Mozilla/5.0 ${drawn < 0.3 ? cookie : '-'} - ${hostLabelOf(app.spec)}.azurewebsites.net ${status} 1822 1204 ${took}`
}
