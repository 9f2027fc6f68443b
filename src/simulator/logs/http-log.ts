import { labelOf } from '../estate/ids.ts'
import { secrets } from '../estate/secrets.ts'
import { chance } from '../physics/random.ts'
import type { AppState, World } from '../physics/world.ts'
import { failureOf } from './failure.ts'
import { type Minute, minutesOf, type Period } from './minutes.ts'

/** A sample of each minute: the whole of it would be thousands of lines. */
const linesAMinute = 5

const fields =
  'date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken'

/** W3C extended, as in `LogFiles/http/RawLogs`. */
export function httpLog(world: World, app: AppState, machine: string, period: Period): string {
  const lines = minutesOf(world, app, machine, period).flatMap((minute) => linesOf(world, app, minute))
  return ['#Software: Microsoft Internet Information Services 8.0', `#Fields: ${fields}`, ...lines, ''].join('\r\n')
}

function linesOf(world: World, app: AppState, minute: Minute): string[] {
  const count = Math.min(linesAMinute, minute.requests)
  const failed = minute.failed === 0 ? 0 : Math.max(1, Math.round((count * minute.failed) / minute.requests))
  return Array.from({ length: count }, (_, nth) => lineOf(world, app, minute, { nth, hasFailed: nth < failed }))
}

const stems = ['/', '/products/4711', '/basket', '/api/stock', '/account/reset'] as const
const queries = ['-', 'page=2', '-', `code=${secrets.functionCode}`, `mail=${secrets.email}`] as const

function lineOf(
  world: World,
  app: AppState,
  minute: Minute,
  { nth, hasFailed }: { nth: number; hasFailed: boolean },
): string {
  const drawn = chance(world.seed, 'http log', labelOf(app.spec), minute.machine, minute.at, nth)
  const at = new Date(minute.at + Math.floor((60_000 * (nth + drawn)) / linesAMinute)).toISOString()
  const which = Math.floor(drawn * stems.length)
  const stem = hasFailed ? failureOf(world, app, minute.at).path : stems[which]
  const cookie = `ARRAffinity=${minute.machine.toLowerCase()};+.AspNetCore.Identity.Application=${secrets.sessionCookie}`
  const took = Math.round(minute.responseInMs * (0.8 + 0.4 * drawn))
  const status = hasFailed ? '500 0 64' : '200 0 0'
  const from = `203.0.113.${1 + Math.floor(drawn * 250)}`
  return `${at.slice(0, 10)} ${at.slice(11, 19)} ${app.spec.name.toUpperCase()} GET ${stem} ${hasFailed ? '-' : queries[which]} 443 - ${from} Mozilla/5.0 ${drawn < 0.3 ? cookie : '-'} - ${labelOf(app.spec)}.azurewebsites.net ${status} 1822 1204 ${took}`
}
