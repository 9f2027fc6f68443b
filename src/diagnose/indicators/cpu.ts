import { messageOf } from '../../i18n/message.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount, roundPercent } from '../message-figures.ts'
import { instanceLevelsOf, type MetricLevel, metricLevelOf, ratioToBefore } from '../metric-level.ts'
import type { ObservedFindings } from '../types.ts'

/** Ours: from here on requests queue for CPU; it is unmistakable at 90 %. */
const highPercent = 80
/** Ours: under this no request waits for CPU. */
const normalPercent = 70

/** CPU of the plan, every instance of it: the lowest must be high for the plan to be saturated. */
export const cpuHighEverywhere: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'CpuPercentage')
  const lowest = Math.min(...instancesNow(findings))
  if (level === undefined || lowest < highPercent) return undefined
  const args = { ...beforeAndNowArgs(level, roundPercent), lowest: roundPercent(lowest) }
  return {
    text: messageOf(comparisonKey('evidence.cpu-high', level), args),
    probe: level.probe,
    strength: clarity(lowest),
  }
}

const clarity = (lowest: number): number => Math.min(1, (lowest - 70) / 20)

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

/** The app itself burns half as much again as before (ours), so that it is not only a neighbour on the plan. */
export const cpuTimeUp: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'CpuTime')
  return level !== undefined && (ratioToBefore(level, 1) ?? 0) >= 1.5
    ? saidOf('evidence.cpu-time', level, 1)
    : undefined
}

/** The plan is short of CPU while this app uses what it always did: a neighbour on the plan. */
export const cpuUsedByNeighbours: Indicator = (findings) =>
  cpuHighEverywhere(findings) ? cpuTimeFlat(findings, 1) : undefined

const cpuTimeFlat = (findings: ObservedFindings, strength: number): IndicatorHit | undefined => {
  const level = metricLevelOf(findings, 'app', 'CpuTime')
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
