import { messageOf } from '../../i18n/message.ts'
import type { CallsFinding, MetricFinding } from '../../incident/finding.ts'
import { baselineFindingsOf, findingsOfKind, metricFindingOf, peaksOf } from '../../incident/read-findings.ts'
import { combineInstances, compareCodeUnits, type KnownPoint } from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { roundAmount, roundPercent } from '../message-figures.ts'
import { metricLevelOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { onsetToleranceInMs } from './suspected-changes.ts'

/** Microsoft: Azure's front end gives a request 230 seconds, 240 in places; a few more or less are measuring. */
const limitInSeconds = { from: 226, to: 246 }
/** Ours: as many minutes, or it is a chance. */
const minMinutes = 3
/** Ours: an answer of a minute is a long one; where most of those end at the limit, it is the limit that ends them. */
const longInSeconds = 60
const longInMs = longInSeconds * 1000
const minShareAtLimit = 0.6

const isAtLimit = ([, seconds]: KnownPoint): boolean => seconds >= limitInSeconds.from && seconds <= limitInSeconds.to

/** The longest answers of many a minute take as long as Azure's front end lets any take, and none takes longer. */
export const longestAtTimeLimit: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', peaksOf('HttpResponseTime'))
  if (finding === undefined) return undefined
  const from = (findings.since ?? findings.window.from) - onsetToleranceInMs
  const long = combineInstances(finding).filter(([at, seconds]) => at >= from && seconds >= longInSeconds)
  const atLimit = long.filter(isAtLimit)
  if (atLimit.length < minMinutes || atLimit.length < minShareAtLimit * long.length) return undefined
  if (long.some(([, seconds]) => seconds > limitInSeconds.to)) return undefined
  const args = { count: atLimit.length, seconds: roundAmount(Math.max(...atLimit.map(([, seconds]) => seconds))) }
  return { text: messageOf('evidence.longest-at-limit', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Ours: as many requests, or it is a chance. */
const minCutOff = 3
/** What IIS writes of a request whose answer the front end no longer waited for. */
const cutOffSubStatus = 121

/** A log or telemetry has a path whose requests fail once they have taken as long as the front end lets any take. */
export const pathCutOff: Indicator = (findings) => {
  const from = (findings.since ?? findings.window.from) - onsetToleranceInMs
  const [cut] = findingsOfKind(findings, 'calls')
    .filter((one) => one.of === 'request' && one.failed >= minCutOff && (one.last ?? 0) >= from && isCutOff(one))
    .toSorted((a, b) => b.failed - a.failed || compareCodeUnits(a.name, b.name))
  if (cut === undefined) return undefined
  const args = { path: cut.name, failed: cut.failed, seconds: roundAmount((cut.slowInMs ?? 0) / 1000) }
  return { text: messageOf('evidence.path-cut-off', args), probe: probeOfFinding(findings, cut), strength: 1 }
}

const isCutOff = ({ slowInMs = 0, status, subStatus }: CallsFinding): boolean =>
  isAtLimit([0, slowInMs / 1000]) || (status === 500 && subStatus === cutOffSubStatus && slowInMs >= longInMs)

/** Ours: what one quarter of an hour in four has is usual. */
const usualShare = 0.25
const minQuarters = 8

/** They took as long before: callers who hold a request open, as long polling does, are how this app is used. */
export const longestUsuallyAtLimit: Indicator = (findings) => {
  const finding = baselineFindingsOf(findings, 'app', peaksOf('HttpResponseTime')).find(
    ({ baseline }) => baseline === 'look-back',
  )
  const before = finding && quartersBefore(findings, finding)
  if (finding === undefined || before === undefined || before.length < minQuarters) return undefined
  const share = before.filter(isAtLimit).length / before.length
  if (share < usualShare) return undefined
  return {
    text: messageOf('evidence.longest-usual', { share: roundPercent(100 * share) }),
    probe: probeOfFinding(findings, finding),
    strength: 1,
  }
}

const quartersBefore = ({ since, window }: ObservedFindings, finding: MetricFinding): readonly KnownPoint[] =>
  combineInstances(finding).filter(([at]) => at + finding.grainInMs <= (since ?? window.from))

/** Ours: a limit that cuts the long ones off leaves nine in ten alone. */
const maxFailingShare = 0.1

/** Nearly all requests are answered, and about as many come as before. */
export const mostAreAnswered: Indicator = (findings) => {
  const requests = metricLevelOf(findings, 'app', 'Requests')
  const errors = metricLevelOf(findings, 'app', 'Http5xx')
  if (requests === undefined || requests.now <= 0 || requests.now < 0.5 * (requests.before ?? 0)) return undefined
  const share = (errors?.now ?? 0) / requests.now
  if (share > maxFailingShare) return undefined
  const text = messageOf('evidence.most-answered', { share: roundPercent(100 * (1 - share)) })
  return { text, probe: requests.probe, strength: 1 }
}
