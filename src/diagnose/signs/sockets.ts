import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow, keyFor } from '../figures.ts'
import { type Level, levelOf, levelsOf, timesOf } from '../level.ts'
import type { Said, Sign } from '../weighing.ts'

/** Microsoft: each instance has 128 SNAT ports set aside for one destination; more are given on best effort. */
export const portsAnInstance = 128
/** Ours: an app with a pool of connections holds steady; three times as many is a pool that is not used. */
const manyTimes = 3

/** Outbound sockets of the plan are far up, and past what Azure sets aside for one destination. */
export const socketsUp: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'SocketOutboundAll')
  if (level === undefined || !isUp(level)) return undefined
  const most = Math.max(level.now, ...levelsOf(seen, 'plan', 'SocketOutboundAll').map(({ now }) => now))
  return most < portsAnInstance ? undefined : saidOf('evidence.sockets', level)
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
