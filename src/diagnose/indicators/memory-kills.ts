import { messageOf } from '../../i18n/message.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { metricFindingOf, peaksOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { combineInstances, type KnownPoint, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import { anyOf, type Indicator } from '../cause-model.ts'
import { roundPercent } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { exitLogged, logCondition } from './log-entries.ts'
import { memoryFullPercent } from './memory-growth.ts'
import { onsetToleranceInMs } from './suspected-changes.ts'

/** The app runs in a container: on Linux, where the kernel kills what finds no memory. */
export const runsInContainer: Indicator = (findings) => {
  const image = stateFindingsOf(findings, 'app').find(({ properties }) => Boolean(properties.linuxFxVersion))
  const found = image ?? stateFindingsOf(findings, 'instance').find(({ properties }) => 'containers' in properties)
  return found && { text: messageOf('evidence.in-container'), probe: probeOfFinding(findings, found), strength: 1 }
}

const killWords = /\boom\b|oom-?killed|out ?of ?memory|memory limit/i
/** A kill (128 + 9); also of what did not stop when it was asked to. */
const killCode = /\bexit\w*\b[^.]{0,40}\b137\b|\bsigkill\b/i

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
    probe: probeOfFinding(findings, state as StateFinding),
    strength: killWords.test(reason) ? 1 : 0.7,
  }
}

/** A log says so: the line of whoever was killed, or the code that it ended with. */
export const killLogged: Indicator = anyOf(logCondition('out-of-memory'), exitLogged(137))

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

const sinceOf = ({ since, window }: ObservedFindings): number => (since ?? window.from) - onsetToleranceInMs

const isLeap = ([, percent]: KnownPoint): boolean => percent > memoryFullPercent

const shareOfLeaps = (points: readonly KnownPoint[]): number =>
  points.length === 0 ? 0 : points.filter(isLeap).length / points.length
