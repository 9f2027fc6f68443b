import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, valuesOfPoints } from '../../series/known-points.ts'
import { type Indicator, type IndicatorHit, unlessShown } from '../cause-model.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount, roundPercent } from '../message-figures.ts'
import {
  instanceLevelsOf,
  levelPerInstanceOf,
  type MetricLevel,
  metricLevelOf,
  ratioToBefore,
} from '../metric-level.ts'
import type { ObservedFindings } from '../types.ts'
import { moreRequests } from './request-symptoms.ts'

/** Ours: from here on requests queue for CPU; it is unmistakable at 90 %. */
const highPercent = 80
/** Ours: under this no request waits for CPU. */
const normalPercent = 70

/** CPU of the plan, every instance of it: the lowest must be high for the plan to be saturated. */
export const cpuHighEverywhere: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'CpuPercentage')
  const lowest = Math.min(...instancesNow(findings))
  if (level === undefined || (lowest < highPercent && !isOftenFull(findings, lowest))) return undefined
  const args = { ...beforeAndNowArgs(level, roundPercent), lowest: roundPercent(lowest) }
  return {
    text: messageOf(comparisonKey('evidence.cpu-high', level), args),
    probe: level.probe,
    strength: clarity(lowest),
  }
}

const clarity = (lowest: number): number => Math.min(1, Math.max(0.5, (lowest - 70) / 20))

/** Ours: a minute at 65 % may hold seconds at 100 %; where one in ten is full, requests wait for CPU in the others too. */
const busyPercent = 65
const fullPercent = 90
const fullShare = 0.1
const minBusyMinutes = 10
const lookedAtInMs = 40 * 60_000

/** Traffic that comes in gusts fills the CPU again and again, though its middle is lower. */
const isOftenFull = (findings: ObservedFindings, lowest: number): boolean => {
  const finding = metricFindingOf(findings, 'plan', 'CpuPercentage')
  if (finding === undefined || lowest < busyPercent) return false
  const from = Math.max(findings.since ?? 0, findings.window.to - lookedAtInMs)
  const values = valuesOfPoints(combineInstances(finding).filter(([at]) => at >= from))
  const full = values.filter((value) => value >= fullPercent).length
  return values.length >= minBusyMinutes && full >= 2 && full >= fullShare * values.length
}

/** No instance is short of CPU; where the plan was not seen, the app uses no more CPU than before. */
export const cpuNormal: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'CpuPercentage')
  if (level === undefined) return cpuTimeFlat(findings, 0.7)
  const highest = Math.max(...instancesNow(findings))
  if (highest > normalPercent) return undefined
  const args = { ...beforeAndNowArgs(level, roundPercent), highest: roundPercent(highest) }
  return {
    text: messageOf(comparisonKey('evidence.cpu-ordinary', level), args),
    probe: level.probe,
    strength: highest <= 50 ? 1 : 0.7,
  }
}

/** Ours: a fifth of a core, minute by minute; who takes less waits for something else. */
const workingCpuSeconds = 12

/** The app itself burns half as much again as before (ours), so that it is not only a neighbour on the plan. */
export const cpuTimeUp: Indicator = (findings) => {
  const level = levelPerInstanceOf(findings, 'app', 'CpuTime')
  return level !== undefined && level.now >= workingCpuSeconds && (ratioToBefore(level, 1) ?? 0) >= 1.5
    ? saidOf('evidence.cpu-time', level, 1)
    : undefined
}

/** Ours: nine tenths of a core, minute by minute. */
const spinningCpuSeconds = 54
/** Ours: an app that takes this much more of it than before, for no more requests, works on nothing that was asked. */
const spinFactor = 3

/** It does so for no more requests: what it does for each of them, or beside them, costs more. */
export const moreCpuForSameRequests: Indicator = unlessShown(moreRequests, cpuTimeUp)

/**
 * A process burns a core or more without pause and without more requests, as a loop that never ends does: on a worker
 * with several cores the plan's CPU stays low.
 */
export const coreSpins: Indicator = (findings) => {
  const level = levelPerInstanceOf(findings, 'app', 'CpuTime')
  if (level === undefined || level.now < spinningCpuSeconds || (ratioToBefore(level, 1) ?? 0) < spinFactor)
    return undefined
  return moreRequests(findings) === undefined ? saidOf('evidence.cpu-spins', level, 1) : undefined
}

/** The app uses what it always did. */
export const cpuTimeFlat = (findings: ObservedFindings, strength = 1): IndicatorHit | undefined => {
  const level = levelPerInstanceOf(findings, 'app', 'CpuTime')
  const times = level === undefined ? undefined : ratioToBefore(level, 1)
  return level !== undefined && times !== undefined && times <= 1.3
    ? saidOf('evidence.cpu-time-flat', level, strength)
    : undefined
}

/** CPU now by instance; of the plan as a whole where it does not split. */
const instancesNow = (findings: ObservedFindings): readonly number[] => {
  const split = instanceLevelsOf(findings, 'plan', 'CpuPercentage').map(({ now }) => now)
  return split.length > 0 ? split : [metricLevelOf(findings, 'plan', 'CpuPercentage')?.now ?? 0]
}

const saidOf = (key: string, level: MetricLevel, strength: number): IndicatorHit => ({
  text: messageOf(comparisonKey(key, level), beforeAndNowArgs(level, roundAmount)),
  probe: level.probe,
  strength,
})
