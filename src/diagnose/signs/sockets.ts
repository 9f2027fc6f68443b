import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow, keyFor } from '../figures.ts'
import { type Level, levelOf, timesOf } from '../level.ts'
import { metricOf } from '../seen.ts'
import { median, overall, spread, valuesOf } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Said, Sign } from '../weighing.ts'

/** Microsoft: each instance has 128 SNAT ports set aside for one destination; more are given on best effort. */
export const portsAnInstance = 128
/** Ours: an app with a pool of connections holds steady; three times as many is a pool that is not used. */
const manyTimes = 3

/** Ours: most of them at once are not one more pool. */
const mostPorts = 0.75 * portsAnInstance
/** Ours: a level that moves by less than this share stands at a ceiling. */
const still = 0.03

/** Outbound sockets of the plan are far up, by as many as Azure sets aside for a destination; clearest where they stand at a ceiling. */
export const socketsUp: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'SocketOutboundAll')
  if (level?.before === undefined || level.now < portsAnInstance) return undefined
  const rise = level.now - level.before
  if (rise < mostPorts || level.now < 1.7 * level.before) return undefined
  return { ...saidOf('evidence.sockets', level), strength: isUp(level) || isStill(seen) ? 1 : 0.7 }
}

const isStill = (seen: Seen): boolean => {
  const finding = metricOf(seen, 'plan', 'SocketOutboundAll')
  const values = finding === undefined ? [] : valuesOf(overall(finding)).slice(-5)
  return values.length === 5 && spread(values) <= still * (median(values) ?? 0)
}

/** Sockets that were closed a moment ago and still hold their port: connections made and thrown away. */
export const timeWaitUp: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'TcpTimeWait')
  return level !== undefined && isUp(level) ? saidOf('evidence.time-wait', level) : undefined
}

const isUp = (level: Level): boolean => (timesOf(level, 20) ?? 0) >= manyTimes

/** Outbound sockets are as before, or few: no port is short. */
export const socketsOrdinary: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'SocketOutboundAll')
  if (level === undefined || timeWaitUp(seen) !== undefined) return undefined
  const isOrdinary = level.now < portsAnInstance / 2 || (timesOf(level, 20) ?? manyTimes) < 2
  return isOrdinary ? saidOf('evidence.sockets-ordinary', level) : undefined
}

const saidOf = (key: string, level: Level): Said => ({
  text: phrase(keyFor(key, level), beforeAndNow(level, amount)),
  probe: level.probe,
  strength: 1,
})
