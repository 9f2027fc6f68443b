import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import {
  averageOf,
  combineInstances,
  compareCodeUnits,
  type KnownPoint,
  knownPoints,
  medianOf,
  valuesOfPoints,
} from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { roundAmount, toMegabytes } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

interface CpuUse {
  readonly name: string
  readonly before: number
  /** Seconds of CPU a minute. */
  readonly now: number
}

/** Ours: twice its own use, and at least a fifth of a core more than before; less does not press on others. */
const minCpuGrowthFactor = 2
const minMoreCpuSeconds = 12

/** Another app on the plan burns far more CPU than before, more than this one has added. */
export const neighbourCpuUp: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'neighbour', 'CpuTime')
  if (finding === undefined) return undefined
  const loudest = cpuUsesOf(findings, 'neighbour').toSorted(
    (a, b) => b.now - b.before - (a.now - a.before) || compareCodeUnits(a.name, b.name),
  )[0]
  if (loudest === undefined) return undefined
  const more = loudest.now - loudest.before
  if (more < minMoreCpuSeconds || loudest.now < minCpuGrowthFactor * loudest.before || more <= addedByApp(findings))
    return undefined
  const args = { app: loudest.name, before: roundAmount(loudest.before), now: roundAmount(loudest.now) }
  return { text: messageOf('evidence.neighbour-cpu', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** No neighbour on the plan uses much more CPU than before. */
export const neighbourCpuFlat: Indicator = (findings) => {
  const uses = cpuUsesOf(findings, 'neighbour')
  if (uses.length === 0 || neighbourCpuUp(findings) !== undefined) return undefined
  if (uses.some(({ before, now }) => now - before >= minMoreCpuSeconds && now >= 1.5 * before)) return undefined
  return { text: messageOf('evidence.neighbours-calm', { count: uses.length }), probe: 'neighbours', strength: 1 }
}

/** Ours: a quarter more, and no less than this, fills a worker that has little left. */
const minMemoryGrowthFactor = 1.25
const minMoreBytes = 200 * 1024 * 1024

/** Another app on the plan holds far more memory than before. */
export const neighbourMemoryUp: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'neighbour', 'MemoryWorkingSet')
  const fullest = (finding?.series ?? [])
    .map(({ instance, points }) => ({ app: instance ?? '', ...levels(findings, knownPoints(points)) }))
    .filter(({ before, now }) => now - before >= minMoreBytes && now >= minMemoryGrowthFactor * before)
    .toSorted((a, b) => b.now - b.before - (a.now - a.before) || compareCodeUnits(a.app, b.app))[0]
  if (finding === undefined || fullest === undefined) return undefined
  const args = { app: fullest.app, before: toMegabytes(fullest.before), now: toMegabytes(fullest.now) }
  return { text: messageOf('evidence.neighbour-memory', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Memory fills before anybody suffers, so it is compared with the window's beginning. */
const levels = ({ window }: ObservedFindings, points: readonly KnownPoint[]): { before: number; now: number } => {
  const edge = window.from + (window.to - window.from) / 4
  return {
    before: medianOf(valuesOfPoints(points.filter(([at]) => at < edge))) ?? 0,
    now: medianOf(valuesOfPoints(points).slice(-5)) ?? 0,
  }
}

const addedByApp = (findings: ObservedFindings): number => {
  const finding = metricFindingOf(findings, 'app', 'CpuTime')
  if (finding === undefined) return 0
  const { before, now } = split(findings, combineInstances(finding))
  return now - before
}

const cpuUsesOf = (findings: ObservedFindings, of: 'neighbour'): readonly CpuUse[] =>
  (metricFindingOf(findings, of, 'CpuTime')?.series ?? []).map(({ instance, points }) => ({
    name: instance ?? '',
    ...split(findings, knownPoints(points)),
  }))

/** By the minute, before the onset (or the first half of the window) and in the last minutes after it. */
const split = (
  { since, window }: ObservedFindings,
  points: readonly (readonly [number, number])[],
): { before: number; now: number } => {
  const edge = since ?? (window.from + window.to) / 2
  const [first, second] = points
  const grains = first === undefined || second === undefined ? 1 : Math.max(1, (second[0] - first[0]) / 60_000)
  return {
    before: (averageOf(valuesOfPoints(points.filter(([at]) => at < edge))) ?? 0) / grains,
    now: (averageOf(valuesOfPoints(points.filter(([at]) => at >= edge)).slice(-5)) ?? 0) / grains,
  }
}
