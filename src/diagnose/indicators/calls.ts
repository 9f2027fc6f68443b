import { messageOf } from '../../i18n/message.ts'
import type { CallsFinding, LogFinding, LogName } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { compareCodeUnits } from '../../series/known-points.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { probeOfFinding, probesCovering } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { onsetToleranceInMs, suspectedDeploymentAt } from './suspected-changes.ts'

/**
 * What telemetry and the web server's log say of single paths and dependencies. They corroborate and name: most apps
 * send neither, rows come minutes late, and what is not instrumented is in no table, so that nothing goes by an absence.
 */

/** Ours: with fewer the share of one path says nothing. */
const minFailures = 10
/** Ours: of all that failed, and of what was asked of this path. */
const minShareOfFailures = 0.7
const minFailingShare = 0.2
/** Ours: what others ask for has to be seen, or it is the only path there is. */
const minOtherCalls = 20

/** Nearly all that fails is one path, and the others are served. */
export const onePathFails: Indicator = (findings) => {
  const all = callsDuringTrouble(findings, 'request')
  const logs = [...new Set(all.map(({ log }) => log))]
  return logs.map((log) => failingPathIn(findings, all, log)).find((hit) => hit !== undefined)
}

const failingPathIn = (
  findings: ObservedFindings,
  all: readonly CallsFinding[],
  log: LogName,
): IndicatorHit | undefined => {
  const paths = all.filter((one) => one.log === log).toSorted((a, b) => b.failed - a.failed)
  const [first, ...others] = paths
  if (first === undefined || first.failed < minFailures || first.failed < minFailingShare * first.count)
    return undefined
  const [failed, otherCalls] = [sumOf(paths, 'failed'), sumOf(others, 'count')]
  if (first.failed < minShareOfFailures * failed || otherCalls < minOtherCalls) return undefined
  const { name, count, status } = first
  const args = { path: name, failed: first.failed, count, status: status ?? 0 }
  return { text: messageOf('evidence.path-fails', args), probe: probeOfFinding(findings, first), strength: 1 }
}

/** Microsoft's limit for answers that are slow, for a call of which no usual time is known. */
const slowInMs = 5_000
/** Ours: less is felt by nobody, and a few times the usual is no chance. */
const minSlowInMs = 1_000
const minSlowFactor = 3
const minTimedCalls = 20

/** Something that the app calls takes many times as long as before. */
export const dependencySlow: Indicator = (findings) => {
  const slow = callsDuringTrouble(findings, 'dependency')
    .filter(isSlow)
    .toSorted((a, b) => (b.slowInMs ?? 0) - (a.slowInMs ?? 0) || compareCodeUnits(a.name, b.name))[0]
  if (slow === undefined) return undefined
  const { name, slowInMs: took = 0, usualInMs } = slow
  const args = { name, seconds: toSeconds(took), before: toSeconds(usualInMs ?? 0) }
  const key = usualInMs === undefined ? 'evidence.dependency-slow-now' : 'evidence.dependency-slow'
  return { text: messageOf(key, args), probe: probeOfFinding(findings, slow), strength: 1 }
}

const isSlow = ({ slowInMs: took = 0, usualInMs, count }: CallsFinding): boolean => {
  if (count < minTimedCalls) return false
  return usualInMs === undefined ? took >= slowInMs : took >= minSlowInMs && took >= minSlowFactor * usualInMs
}

/** Something that the app calls fails: a good part of the calls do. */
export const dependencyFails: Indicator = (findings) => {
  const failing = callsDuringTrouble(findings, 'dependency')
    .filter(({ failed, count }) => failed >= minFailures && failed >= minFailingShare * count)
    .toSorted((a, b) => b.failed - a.failed || compareCodeUnits(a.name, b.name))[0]
  if (failing === undefined) return undefined
  const { name, failed, count } = failing
  const text = messageOf('evidence.dependency-fails', { name, failed, count })
  return { text, probe: probeOfFinding(findings, failing), strength: 1 }
}

/** Ours: so many calls to what is known answer as before; something that is not known may still be slow. */
const minQuickCalls = 100
const maxQuickFactor = 1.5

/** Whatever it is seen to call answers as quickly as before. */
export const dependenciesQuick: Indicator = (findings) => {
  const known = callsDuringTrouble(findings, 'dependency').filter(({ count }) => count >= minTimedCalls)
  const [most] = known.toSorted((a, b) => b.count - a.count || compareCodeUnits(a.name, b.name))
  if (most === undefined || sumOf(known, 'count') < minQuickCalls || !known.every(isQuick)) return undefined
  const args = { name: most.name, seconds: toSeconds(most.slowInMs ?? 0), count: known.length }
  return { text: messageOf('evidence.dependencies-quick', args), probe: probeOfFinding(findings, most), strength: 1 }
}

const isQuick = ({ slowInMs: took, usualInMs, failed, count }: CallsFinding): boolean =>
  took !== undefined && usualInMs !== undefined && took <= maxQuickFactor * usualInMs && failed < 0.05 * count

/** Ours: one or two happen every day. */
const minRepeats = 3

/** An exception that telemetry knows since the deployment, and not from the time before, which it was asked about too. */
export const exceptionNewSinceDeployment: Indicator = (findings) => {
  const deployedAt = suspectedDeploymentAt(findings)
  if (deployedAt === undefined) return undefined
  // A log that began with the new process knows nothing of the time before.
  const telemetry = probesCovering(findings, 'telemetry')
  const fresh = findingsOfKind(findings, 'log')
    .filter((entry) => isNewSince(entry, deployedAt) && telemetry.includes(probeOfFinding(findings, entry)))
    .toSorted((a, b) => b.count - a.count || compareCodeUnits(a.line, b.line))[0]
  if (fresh?.first === undefined) return undefined
  const { exception = '', frame, count, first } = fresh
  const args = { exception, frame: frame ?? '', count, firstAt: first }
  const key = frame === undefined ? 'evidence.exception-new' : 'evidence.exception-new-in'
  return { text: messageOf(key, args), probe: probeOfFinding(findings, fresh), strength: 1 }
}

const isNewSince = ({ exception, count, first, last }: LogFinding, at: number): boolean =>
  exception !== undefined &&
  count >= minRepeats &&
  first !== undefined &&
  last !== undefined &&
  first >= at - onsetToleranceInMs

/** Of a time that is no part of the trouble they say nothing. */
const callsDuringTrouble = (findings: ObservedFindings, of: CallsFinding['of']): readonly CallsFinding[] => {
  const from = (findings.since ?? findings.window.from) - onsetToleranceInMs
  return findingsOfKind(findings, 'calls').filter(
    (one) => one.of === of && (one.last === undefined || one.last >= from),
  )
}

const sumOf = (calls: readonly CallsFinding[], figure: 'count' | 'failed'): number =>
  calls.reduce((sum, one) => sum + one[figure], 0)

const toSeconds = (inMs: number): number => Math.round(inMs / 100) / 10
