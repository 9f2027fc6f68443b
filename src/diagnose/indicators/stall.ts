import { messageOf } from '../../i18n/message.ts'
import { requestsReachingApp } from '../../incident/app-requests.ts'
import type { RequestFinding } from '../../incident/finding.ts'
import type { Indicator } from '../cause-model.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount } from '../message-figures.ts'
import { type InstanceLevel, instanceLevelsOf, metricLevelOf, ratioToBefore } from '../metric-level.ts'
import { probeOfFinding, probesCovering } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** Ours: a process at work uses a fraction of its usual CPU only where it has stopped working. */
const maxRemainingShare = 1 / 3
/** Ours: fewer requests a minute than this come and go by chance. */
const minRequestsPerMinute = 5

/** Ours: less than this a minute is what a process takes that nobody asks. */
const minWorkingSeconds = 1

/** The app uses next to no CPU while it used to: it does not work at all. */
export const cpuTimeDropped: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'CpuTime')
  if (level?.before === undefined || level.before < minWorkingSeconds || level.now > level.before * maxRemainingShare)
    return undefined
  const text = messageOf('evidence.cpu-time-gone', beforeAndNowArgs(level, roundAmount))
  return { text, probe: level.probe, strength: level.now <= level.before / 6 ? 1 : 0.7 }
}

/** Ours: whoever waits for something slow has an answer, or an error, within this; a dead process leaves it to the front end. */
const hangingInSeconds = 20
const hangFactor = 10

/** What is answered at all comes after the better part of a minute. */
export const answersHang: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'HttpResponseTime')
  if (level === undefined || level.now < hangingInSeconds || (ratioToBefore(level, 0.02) ?? hangFactor) < hangFactor)
    return undefined
  const text = messageOf(comparisonKey('evidence.response-time', level), beforeAndNowArgs(level, roundAmount))
  return { text, probe: level.probe, strength: 1 }
}

/** Our own request was answered well and at once: where few others come, it is not the app that holds them up. */
export const ownRequestServed: Indicator = (findings) => {
  const requests = requestsReachingApp(findings)
  const [first] = requests
  if (first === undefined || !requests.every(isServed)) return undefined
  const args = { seconds: roundAmount(first.durationInMs / 1000) }
  return { text: messageOf('evidence.request-served', args), probe: probeOfFinding(findings, first), strength: 1 }
}

/** No request of ours got to the app: whether it answers is not known. */
export const ownRequestUnseen: Indicator = (findings) =>
  requestsReachingApp(findings).length > 0
    ? undefined
    : {
        text: messageOf('evidence.request-unseen'),
        probe: probesCovering(findings, 'own-request')[0] ?? '',
        strength: 1,
      }

/** Azure's own pings are answered on every instance: its processes answer. */
export const healthCheckPassing: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'HealthCheckStatus')
  return level === undefined || level.now < 100
    ? undefined
    : { text: messageOf('evidence.health-check-passing'), probe: level.probe, strength: 1 }
}

/** Microsoft's 5 s, as for any answer. */
const isServed = ({ status, durationInMs, turnedAwayBy }: RequestFinding): boolean =>
  status !== undefined && status < 400 && turnedAwayBy === undefined && durationInMs < 5_000

/** Most instances, and two at least, complete nothing any more: one alone is a bad instance. */
export const instancesStalled: Indicator = (findings) => {
  const levels = instanceLevelsOf(findings, 'app', 'Requests')
  const stalled = levels.filter(isStalled)
  const [first] = stalled
  if (first === undefined || stalled.length < 2 || stalled.length * 2 < levels.length) return undefined
  const text = messageOf('evidence.instances-stalled', { count: stalled.length, of: levels.length })
  return { text, probe: first.probe, strength: isWaitedFor(findings, stalled) ? 1 : 0.7 }
}

/** Ours: nine tenths of a core. */
const spinningSeconds = 54

/** Those that complete nothing burn a core each: one thread that never comes back, where all the work is done by one. */
export const stalledInstancesSpin: Indicator = (findings) => {
  const levels = instanceLevelsOf(findings, 'app', 'Requests')
  const stalled = levels.filter(isStalled)
  if (stalled.length * 2 < levels.length) return undefined
  const cpu = instanceLevelsOf(findings, 'app', 'CpuTime').filter(({ instance }) =>
    stalled.some((one) => one.instance === instance),
  )
  const spinning = cpu.filter(({ now }) => now >= spinningSeconds)
  const [first] = spinning
  if (first === undefined || spinning.length * 2 <= stalled.length) return undefined
  const text = messageOf('evidence.instances-spin', { count: spinning.length, now: roundAmount(first.now) })
  return { text, probe: first.probe, strength: 1 }
}

const isStalled = ({ before, now }: InstanceLevel): boolean =>
  before !== undefined && before >= minRequestsPerMinute && now <= before / 10

/** Their queues are not empty: requests come, and nobody takes them. */
const isWaitedFor = (findings: ObservedFindings, stalled: readonly InstanceLevel[]): boolean => {
  const queues = instanceLevelsOf(findings, 'app', 'RequestsInApplicationQueue')
  return stalled.some(({ instance }) => (queues.find((queue) => queue.instance === instance)?.now ?? 0) >= 10)
}
