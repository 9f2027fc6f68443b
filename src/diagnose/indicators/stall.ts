import { messageOf } from '../../i18n/message.ts'
import type { Indicator } from '../cause-model.ts'
import { beforeAndNowArgs, roundAmount } from '../message-figures.ts'
import { type InstanceLevel, instanceLevelsOf, metricLevelOf } from '../metric-level.ts'
import type { ObservedFindings } from '../types.ts'

/** Ours: a process at work uses a fraction of its usual CPU only where it has stopped working. */
const maxRemainingShare = 1 / 3
/** Ours: fewer requests a minute than this come and go by chance. */
const minRequestsPerMinute = 5

/** The app uses next to no CPU while it used to: it does not work at all. */
export const cpuTimeDropped: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'CpuTime')
  if (level?.before === undefined || level.before < 1 || level.now > level.before * maxRemainingShare) return undefined
  const text = messageOf('evidence.cpu-time-gone', beforeAndNowArgs(level, roundAmount))
  return { text, probe: level.probe, strength: level.now <= level.before / 6 ? 1 : 0.7 }
}

/** Most instances, and two at least, complete nothing any more: one alone is a bad instance. */
export const instancesStalled: Indicator = (findings) => {
  const levels = instanceLevelsOf(findings, 'app', 'Requests')
  const stalled = levels.filter(isStalled)
  const [first] = stalled
  if (first === undefined || stalled.length < 2 || stalled.length * 2 < levels.length) return undefined
  const text = messageOf('evidence.instances-stalled', { count: stalled.length, of: levels.length })
  return { text, probe: first.probe, strength: isWaitedFor(findings, stalled) ? 1 : 0.7 }
}

const isStalled = ({ before, now }: InstanceLevel): boolean =>
  before !== undefined && before >= minRequestsPerMinute && now <= before / 10

/** Their queues are not empty: requests come, and nobody takes them. */
const isWaitedFor = (findings: ObservedFindings, stalled: readonly InstanceLevel[]): boolean => {
  const queues = instanceLevelsOf(findings, 'app', 'RequestsInApplicationQueue')
  return stalled.some(({ instance }) => (queues.find((queue) => queue.instance === instance)?.now ?? 0) >= 10)
}
