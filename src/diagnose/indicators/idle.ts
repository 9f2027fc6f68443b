import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { combineInstances, type KnownPoint, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { roundAmount } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** Ours: a first request that starts the app takes ten seconds and more; an ordinary one a tenth of that. */
const coldStartInSeconds = 8
const slowFactor = 8
/** Ours: slow in more than a third of the minutes with requests is slow, not cold. */
const maxSlowShare = 0.35
/** Microsoft: an app without Always On is unloaded after 20 minutes without requests; metrics are late, so a little less. */
const idleInMs = 15 * 60_000

/** Single slow minutes among ordinary ones. */
export const slowNowAndThen: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', 'HttpResponseTime')
  if (finding === undefined) return undefined
  const points = combineInstances(finding)
  const slow = slowOf(points)
  if (slow.length === 0 || slow.length > Math.max(1, points.length * maxSlowShare)) return undefined
  const args = { count: slow.length, slowest: roundAmount(Math.max(...valuesOfPoints(slow))) }
  return { text: messageOf('evidence.slow-now-and-then', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

const slowOf = (points: readonly KnownPoint[]): readonly KnownPoint[] => {
  const usual = medianOf(valuesOfPoints(points)) ?? 0
  return points.filter(
    ([, value], index) =>
      value >= coldStartInSeconds && value >= slowFactor * usual && !isInStretch(points, index, slowFactor * usual),
  )
}

/** Ours: a start is over within these minutes; what goes on for longer is a trouble of its own, over or not. */
const longestStartInMinutes = 4

const isInStretch = (points: readonly KnownPoint[], index: number, slow: number): boolean => {
  const from = points.findLastIndex(([, value], place) => place < index && value < slow) + 1
  const to = points.findIndex(([, value], place) => place > index && value < slow)
  return (to < 0 ? points.length : to) - from > longestStartInMinutes
}

/** Each slow minute is the first one with a request after a long pause. */
export const slowAfterIdle: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', 'HttpResponseTime')
  const asked = requestMinutesOf(findings)
  if (finding === undefined || asked === undefined) return undefined
  const slow = slowOf(combineInstances(finding))
  const afterIdle = slow.filter(([at]) => wasIdle(findings, asked, at))
  if (afterIdle.length === 0 || afterIdle.length * 2 <= slow.length) return undefined
  const text = messageOf('evidence.slow-after-idle', { count: afterIdle.length })
  return { text, probe: probeOfFinding(findings, finding), strength: 1 }
}

/** What came before the window is not known: only a pause that lies in it counts. */
const wasIdle = ({ window }: ObservedFindings, asked: readonly number[], at: number): boolean => {
  const before = asked.filter((minute) => minute < at - 60_000).at(-1) ?? window.from
  return at - before >= idleInMs
}

const requestMinutesOf = (findings: ObservedFindings): readonly number[] | undefined => {
  const finding = metricFindingOf(findings, 'app', 'Requests')
  return finding && combineInstances(finding).flatMap(([at, value]) => (value > 0 ? [at] : []))
}

/** There were pauses long enough for Azure to unload the app. */
export const hadIdlePauses: Indicator = (findings) => {
  const asked = requestMinutesOf(findings)
  const finding = metricFindingOf(findings, 'app', 'Requests')
  if (asked === undefined || finding === undefined) return undefined
  const edges = [findings.window.from, ...asked, findings.window.to]
  const longest = Math.max(...edges.slice(1).map((at, index) => at - (edges[index] ?? at)))
  if (longest < idleInMs) return undefined
  const args = { minutes: Math.round(longest / 60_000) }
  return { text: messageOf('evidence.pauses', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Requests come in all the time: the app is never unloaded. */
export const neverIdle: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', 'Requests')
  const asked = requestMinutesOf(findings)
  if (finding === undefined || asked === undefined || asked.length === 0 || hadIdlePauses(findings) !== undefined)
    return undefined
  return { text: messageOf('evidence.never-idle'), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** A process began within the window, without anybody's doing: it was unloaded before. */
export const processStartedInWindow: Indicator = (findings) => {
  const young = stateFindingsOf(findings, 'instance').find(
    ({ properties: { startedAt } }) => typeof startedAt === 'number' && startedAt >= findings.window.from,
  )
  if (young === undefined) return undefined
  const args = { startedAt: Number(young.properties.startedAt) }
  return { text: messageOf('evidence.started-lately', args), probe: probeOfFinding(findings, young), strength: 1 }
}
