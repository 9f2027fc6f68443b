import { messageOf } from '../../i18n/message.ts'
import type { Indicator } from '../cause-model.ts'
import { baselineWord, roundAmount, roundPercent } from '../message-figures.ts'
import { metricLevelOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { sameHourLevelsOf, type UsualLevel, usualLevelsOf } from '../usual-level.ts'
import { cpuHighEverywhere } from './cpu.ts'

/** Ours: days differ by a third without anything being the matter; half as much again is more than usual. */
const moreFactor = 1.5
/** Ours: within this many points it is the same CPU as on other days. */
const sameCpuInPoints = 8

const highestOf = (usuals: readonly UsualLevel[]): UsualLevel | undefined =>
  usuals.toSorted((a, b) => b.value - a.value)[0]

/** More requests than at this hour yesterday and last week. */
export const requestsAboveUsual: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'Requests')
  const usual = highestOf(sameHourLevelsOf(findings, 'app', 'Requests'))
  if (level === undefined || usual === undefined || usual.value < 5 || level.now < moreFactor * usual.value)
    return undefined
  const args = { times: roundAmount(level.now / usual.value), baseline: baselineWord(usual.baseline) }
  return {
    text: messageOf('evidence.requests-above-usual', args),
    probe: probeOfFinding(findings, usual.finding),
    strength: 1,
  }
}

/** As many requests as at this hour on another day: no more is asked of the app than usual. */
export const requestsAsUsual: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'Requests')
  const usual = highestOf(sameHourLevelsOf(findings, 'app', 'Requests'))
  if (level === undefined || usual === undefined || usual.value < 5) return undefined
  const times = level.now / usual.value
  if (times > 1.25 || times < 0.75) return undefined
  const args = { baseline: baselineWord(usual.baseline) }
  return {
    text: messageOf('evidence.requests-as-usual', args),
    probe: probeOfFinding(findings, usual.finding),
    strength: 1,
  }
}

/** The plan's CPU is as high at this hour every day: it may be tight, but it is not what changed. */
export const cpuHighAsUsual: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'CpuPercentage')
  const usual = highestUsual(findings)
  if (level === undefined || usual === undefined || cpuHighEverywhere(findings) === undefined) return undefined
  if (level.now - usual.value > sameCpuInPoints) return undefined
  const args = {
    baseline: baselineWord(usual.baseline),
    before: roundPercent(usual.value),
    now: roundPercent(level.now),
  }
  return { text: messageOf('evidence.cpu-as-usual', args), probe: probeOfFinding(findings, usual.finding), strength: 1 }
}

const highestUsual = (findings: ObservedFindings): UsualLevel | undefined =>
  highestOf(usualLevelsOf(findings, 'plan', 'CpuPercentage'))
