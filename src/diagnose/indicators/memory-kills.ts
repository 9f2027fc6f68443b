import { messageOf } from '../../i18n/message.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { metricFindingOf, peaksOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { combineInstances, type KnownPoint, knownPoints, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import { findRestarts } from '../../series/rising-trend.ts'
import { anyOf, type Indicator } from '../cause-model.ts'
import { roundPercent, toMegabytes } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { usualLevelsOf } from '../usual-level.ts'
import { exitLogged, loggedEntry } from './log-entries.ts'
import { memoryFullPercent } from './memory-growth.ts'
import { onsetToleranceInMs } from './suspected-changes.ts'

/** The app runs in a container: on Linux, where the kernel kills what finds no memory. Plan, app and instance each tell. */
export const runsInContainer: Indicator = (findings) => {
  const found =
    stateFindingsOf(findings, 'plan').find(({ properties }) => properties.linux === true) ??
    stateFindingsOf(findings, 'app').find(({ properties }) => Boolean(properties.linuxFxVersion)) ??
    stateFindingsOf(findings, 'instance').find(({ properties }) => typeof properties.containers === 'number')
  return found && { text: messageOf('evidence.in-container'), probe: probeOfFinding(findings, found), strength: 1 }
}

const killWords = /\boom\b|oom-?killed|out ?of ?memory|memory limit/i
/** A kill (128 + 9); also of what did not stop when it was asked to. */
const killCode = /\bexit\w*\b[^.]{0,40}\b137\b|\bsigkill\b/i

const thrownForMemory = /OutOfMemory(Error|Exception)$/

const longestInChars = 140

/** Azure says that a container was ended for want of memory, since the trouble began: an older word is about another time. */
export const killedForMemory: Indicator = (findings) => {
  const from = (findings.since ?? findings.window.from) - onsetToleranceInMs
  const told = stateFindingsOf(findings, 'instance').flatMap((state) => {
    const { lastFailure, lastFailureAt } = state.properties
    return typeof lastFailure === 'string' && typeof lastFailureAt === 'number' && lastFailureAt >= from
      ? [{ state, reason: lastFailure, lastAt: lastFailureAt }]
      : []
  })
  const killed = told.find(({ reason }) => killWords.test(reason)) ?? told.find(({ reason }) => killCode.test(reason))
  if (killed === undefined) return undefined
  const { state, reason, lastAt } = killed
  return {
    text: messageOf('evidence.container-killed', { reason: reason.slice(0, longestInChars), lastAt }),
    probe: probeOfFinding(findings, state),
    strength: killWords.test(reason) ? 1 : 0.7,
  }
}

/**
 * A log says so: the line of whoever was killed, or the code that it ended with. A runtime that throws for want of room
 * in its own heap (Java's `OutOfMemoryError`, .NET's `OutOfMemoryException`) was not killed, and goes on.
 */
export const killLogged: Indicator = anyOf(
  loggedEntry(
    ({ condition, exception = '', fatal }) =>
      condition === 'out-of-memory' && (fatal === true || !thrownForMemory.test(exception)),
  ),
  exitLogged(137),
)

/** Ours: between the leaps there is room, or else it is full all along. */
const maxBetweenPercent = 80
const minLeaps = 2
/** Ours: what leapt as often before is how this plan is. */
const newFactor = 3

/** Within minutes memory leaps to the worker's limit and is back where it was: something takes it all at once, and ends. */
export const memoryLeaps: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'plan', peaksOf('MemoryPercentage'))
  const averages = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  if (finding === undefined || averages === undefined) return undefined
  const peaks = combineInstances(finding)
  const since = sinceOf(findings)
  const now = peaks.filter(([at]) => at >= since)
  const before = peaks.filter(([at]) => at < since)
  const between = medianOf(valuesOfPoints(combineInstances(averages).filter(([at]) => at >= since)))
  const leaps = now.filter(isLeap)
  if (between === undefined || between > maxBetweenPercent || leaps.length < minLeaps) return undefined
  if (shareOfLeaps(now) < newFactor * shareOfLeaps(before)) return undefined
  const args = {
    count: leaps.length,
    now: roundPercent(Math.max(...valuesOfPoints(leaps))),
    before: roundPercent(between),
  }
  return { text: messageOf('evidence.memory-leaps', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Ours: what takes memory at once has it all within this; who held much more than usual all that time was filling. */
const atOnceInMs = 4 * 60_000
const minMinutesBefore = 3
const filledFactor = 1.4
/** Ours: from minute to minute it does not give back more than this while it fills. */
const keptFactor = 0.9

/** Minutes before processes ended they held far more than usual already: they filled, as a leak does, rather than leapt. */
export const memoryFilledSlowly: Indicator = (findings) => {
  const finding = ['PrivateBytes', 'MemoryWorkingSet'].flatMap(
    (name) => metricFindingOf(findings, 'app', name) ?? [],
  )[0]
  const usual = finding && usualMemoryOf(findings, finding)
  if (finding === undefined || usual === undefined) return undefined
  const since = sinceOf(findings)
  const levels = finding.series.flatMap(({ points }) => {
    const known = knownPoints(points)
    return findRestarts(known)
      .filter((at) => at >= since)
      .map((fall) => valuesOfPoints(known.filter(([at]) => at >= fall - atOnceInMs && at < fall)))
      .filter((before) => before.length >= minMinutesBefore)
  })
  const filled = levels.filter((before) => isFilling(before, usual))
  if (filled.length === 0 || filled.length * 2 < levels.length) return undefined
  const args = { from: toMegabytes(usual), to: toMegabytes(medianOf(filled.map(([first = 0]) => first)) ?? usual) }
  return { text: messageOf('evidence.memory-filled', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

const isFilling = (before: readonly number[], usual: number): boolean =>
  before.every((level, index) => level >= filledFactor * usual && level >= keptFactor * (before[index - 1] ?? level))

/** Before all that was seen to go wrong, in bytes an instance. */
const usualMemoryOf = (findings: ObservedFindings, finding: MetricFinding): number | undefined => {
  const before = valuesOfPoints(combineInstances(finding).filter(([at]) => at < sinceOf(findings)))
  const levels = [
    ...usualLevelsOf(findings, 'app', finding.metric).map(({ value }) => value),
    ...(before.length >= 5 ? [medianOf(before) ?? 0] : []),
  ].filter((level) => level > 0)
  return levels.length === 0 ? undefined : Math.min(...levels)
}

const sinceOf = ({ since, window }: ObservedFindings): number => (since ?? window.from) - onsetToleranceInMs

const isLeap = ([, percent]: KnownPoint): boolean => percent > memoryFullPercent

const shareOfLeaps = (points: readonly KnownPoint[]): number =>
  points.length === 0 ? 0 : points.filter(isLeap).length / points.length
