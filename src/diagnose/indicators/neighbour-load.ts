import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
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
import { roundAmount, roundPercent, toMegabytes } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { cpuHighEverywhere, cpuTimeFlat } from './cpu.ts'

interface CpuUse {
  readonly name: string
  /** As `now`; absent where the time before the trouble was not seen. */
  readonly before: number | undefined
  /** Seconds of CPU a minute. */
  readonly now: number
}

/** Ours: twice its own use, and at least a fifth of a core more than before; less does not press on others. */
const minCpuGrowthFactor = 2
const minMoreCpuSeconds = 12
/** Ours: who takes less than this of what all apps of the plan burn does not fill it. */
const minPressingShare = 0.3

/** Another app on the plan burns far more CPU than before, more than this one has added, and most of what is burned. */
export const neighbourCpuUp: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'neighbour', 'CpuTime')
  const [loudest] = cpuUsesOf(findings).toSorted((a, b) => moreOf(b) - moreOf(a) || compareCodeUnits(a.name, b.name))
  if (finding === undefined || loudest?.before === undefined) return undefined
  const { name, before, now } = loudest
  const isFarUp = moreOf(loudest) >= minMoreCpuSeconds && now >= minCpuGrowthFactor * before
  if (!isFarUp || moreOf(loudest) <= addedByApp(findings) || shareOf(findings, now) < minPressingShare) return undefined
  const args = { app: name, before: roundAmount(before), now: roundAmount(now) }
  return { text: messageOf('evidence.neighbour-cpu', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Ours: two thirds of what was added are one's own. */
const mostOfAdded = 2

/** The neighbour that burns more has added far more than this app has: it is the one that fills the plan. */
export const neighbourAddedMost: Indicator = (findings) => {
  const most = Math.max(...cpuUsesOf(findings).map(moreOf))
  return most >= mostOfAdded * addedByApp(findings) ? neighbourCpuUp(findings) : undefined
}

/** The plan is short of CPU while this app uses what it always did, and others on the plan burn a good part of it. */
export const cpuUsedByNeighbours: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'neighbour', 'CpuTime')
  const own = cpuTimeFlat(findings)
  if (cpuHighEverywhere(findings) === undefined || own === undefined) return undefined
  if (finding === undefined) return hasUnmeasuredNeighbours(findings) ? own : undefined
  const [first] = cpuUsesOf(findings).toSorted((a, b) => b.now - a.now || compareCodeUnits(a.name, b.name))
  const share = first === undefined ? 0 : shareOf(findings, first.now)
  if (first === undefined || share < minPressingShare) return undefined
  const args = { app: first.name, share: roundPercent(100 * share), now: roundAmount(first.now) }
  return { text: messageOf('evidence.neighbour-share', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

const hasUnmeasuredNeighbours = (findings: ObservedFindings): boolean =>
  stateFindingsOf(findings, 'neighbour').some(({ properties: { state } }) => !/^stopped$/i.test(String(state)))

const moreOf = ({ before, now }: CpuUse): number => (before === undefined ? Number.NEGATIVE_INFINITY : now - before)

/** Of the CPU that all apps of the plan burn, this one's and what is asked about included. */
const shareOf = (findings: ObservedFindings, seconds: number): number => {
  const all = cpuUsesOf(findings).reduce((sum, { now }) => sum + now, 0) + (ownCpuUse(findings)?.now ?? 0)
  return all === 0 ? 0 : seconds / all
}

/** No neighbour on the plan uses much more CPU than before. */
export const neighbourCpuFlat: Indicator = (findings) => {
  const uses = cpuUsesOf(findings).filter(({ before }) => before !== undefined)
  if (uses.length === 0 || neighbourCpuUp(findings) !== undefined) return undefined
  if (uses.some((use) => moreOf(use) >= minMoreCpuSeconds && use.now >= 1.5 * (use.before ?? 0))) return undefined
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
  const { before, now } = ownCpuUse(findings) ?? { before: 0, now: 0 }
  return now - (before ?? now)
}

const ownCpuUse = (findings: ObservedFindings): Omit<CpuUse, 'name'> | undefined => {
  const finding = metricFindingOf(findings, 'app', 'CpuTime')
  return finding && split(findings, combineInstances(finding))
}

const cpuUsesOf = (findings: ObservedFindings): readonly CpuUse[] =>
  (metricFindingOf(findings, 'neighbour', 'CpuTime')?.series ?? []).map(({ instance, points }) => ({
    name: instance ?? '',
    ...split(findings, knownPoints(points)),
  }))

/** By the minute, before the onset (or the first half of the window) and in the last minutes of the window after it. */
const split = ({ since, window }: ObservedFindings, points: readonly KnownPoint[]): Omit<CpuUse, 'name'> => {
  const edge = since ?? (window.from + window.to) / 2
  const [first, second] = points
  const grains = first === undefined || second === undefined ? 1 : Math.max(1, (second[0] - first[0]) / 60_000)
  const before = averageOf(valuesOfPoints(points.filter(([at]) => at < edge)))
  const recent = points.filter(([at]) => at >= Math.max(edge, window.to - nowInMs * grains))
  return {
    before: before === undefined ? undefined : before / grains,
    now: (averageOf(valuesOfPoints(recent)) ?? 0) / grains,
  }
}

/** Ours: Azure's lag of three minutes and five to average; an app that has said nothing since burns nothing. */
const nowInMs = 8 * 60_000
