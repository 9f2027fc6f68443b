import type { CallsFinding, Instant } from '../../incident/finding.ts'
import { compareCodeUnits, medianOf } from '../../series/known-points.ts'
import { instantIn, type LogRow, numberIn, textIn } from './log-rows.ts'
import type { TelemetrySpan } from './telemetry-span.ts'

/** What a query gave: calls that have name, status and slot in common. */
export interface CallGroup {
  readonly name: string
  readonly type?: string
  readonly status?: number
  readonly subStatus?: number
  readonly win32Status?: number
  readonly failed: boolean
  readonly slot: Instant
  readonly count: number
  readonly slowInMs?: number
  readonly first: Instant
  readonly last: Instant
}

/** Ours: fewer of a hundred are what no app is without. */
const minFailingShare = 0.05
/** Ours: a percentile of fewer is that of one of them. */
const minTimedCalls = 5
/** A card has room for a few; the rest says no more. */
const mostFindings = 8
/** Ours: what pauses for longer than this many slots is another trouble. */
const mostPausedSlots = 2

/** The columns that every query of calls has: `calls`, `slow`, `first`, `last` and `slot`. */
export const callGroupOf = (
  row: LogRow,
  told: Pick<CallGroup, 'name' | 'type' | 'status' | 'subStatus' | 'win32Status' | 'failed'>,
): readonly CallGroup[] => {
  const [slot, first, last] = ['slot', 'first', 'last'].map((column) => instantIn(row, column))
  const count = numberIn(row, 'calls') ?? 0
  const slowInMs = numberIn(row, 'slow')
  if (slot === undefined || first === undefined || last === undefined || count <= 0) return []
  return [{ ...told, slot, first, last, count, ...(slowInMs === undefined ? {} : { slowInMs }) }]
}

/** Ids in a path are as many as there are things: `GET /products/4711` → `/products/{id}`. */
export const pathIn = (row: LogRow, column: string): string =>
  textIn(row, column)
    .replace(/^[A-Z]+ (?=\/)/, '')
    .replace(/(?<=\/)(?:\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24,})(?=\/|$)/gi, '{id}')

/** One for each name: over the time in which it failed where it did, else over all. Those that fail most come first. */
export const callsIn = (
  groups: readonly CallGroup[],
  of: Pick<CallsFinding, 'log' | 'of'>,
  span: TelemetrySpan,
): readonly CallsFinding[] => {
  const byName = new Map<string, CallGroup[]>()
  for (const group of groups) byName.set(group.name, [...(byName.get(group.name) ?? []), group])
  return [...byName.values()]
    .map((named) => findingOf(named, of, span))
    .toSorted(
      (a, b) => b.failed - a.failed || delayOf(b) - delayOf(a) || b.count - a.count || compareCodeUnits(a.name, b.name),
    )
    .slice(0, mostFindings)
}

const delayOf = ({ slowInMs = 0, usualInMs = slowInMs }: CallsFinding): number => slowInMs - usualInMs

const findingOf = (
  named: readonly CallGroup[],
  of: Pick<CallsFinding, 'log' | 'of'>,
  span: TelemetrySpan,
): CallsFinding => {
  const slots = [...new Set(named.map(({ slot }) => slot))].toSorted((a, b) => a - b)
  const failing = latestRun(
    slots.filter((slot) => isFailing(named, slot)),
    span,
  )
  const counted = failing.length === 0 ? named : named.filter(({ slot }) => failing.includes(slot))
  const failed = counted.filter((group) => group.failed)
  const shown = failed.length > 0 ? failed : counted
  const most = mostOf(failed)
  const timed = slots.flatMap((slot) => slownessIn(named, slot) ?? [])
  const later = timed.filter(({ slot }) => slot >= span.usualUntil)
  const slow = (later.length > 0 ? later : timed).map(({ inMs }) => inMs)
  const usual = medianOf(timed.flatMap(({ slot, inMs }) => (slot < span.usualUntil ? [inMs] : [])))
  const name = named[0]?.name ?? ''
  const type = named.find((group) => group.type !== undefined)?.type
  return {
    kind: 'calls',
    ...of,
    name,
    ...(type === undefined ? {} : { type }),
    ...(most?.status === undefined ? {} : { status: most.status }),
    ...(most?.subStatus === undefined ? {} : { subStatus: most.subStatus }),
    ...(most?.win32Status === undefined ? {} : { win32Status: most.win32Status }),
    count: sumOf(counted),
    failed: sumOf(failed),
    ...(slow.length === 0 ? {} : { slowInMs: Math.round(Math.max(...slow)) }),
    ...(usual === undefined ? {} : { usualInMs: Math.round(usual) }),
    first: Math.min(...shown.map(({ first }) => first)),
    last: Math.max(...shown.map(({ last }) => last)),
  }
}

const sumOf = (groups: readonly CallGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0)

const isFailing = (named: readonly CallGroup[], slot: Instant): boolean => {
  const here = named.filter((group) => group.slot === slot)
  return sumOf(here.filter(({ failed }) => failed)) >= minFailingShare * sumOf(here)
}

/** The slots at the end that belong together. */
const latestRun = (slots: readonly Instant[], { slotInMs }: TelemetrySpan): readonly Instant[] => {
  const gap = slots.findLastIndex(
    (slot, at) => at > 0 && slot - (slots[at - 1] ?? 0) > (mostPausedSlots + 1) * slotInMs,
  )
  return gap === -1 ? slots : slots.slice(gap)
}

/** The status by which most of them failed. */
const mostOf = (failed: readonly CallGroup[]): CallGroup | undefined => {
  const key = ({ status, subStatus, win32Status }: CallGroup) => `${status} ${subStatus} ${win32Status}`
  const counts = new Map<string, number>()
  for (const group of failed) counts.set(key(group), (counts.get(key(group)) ?? 0) + group.count)
  return failed.toSorted(
    (a, b) => (counts.get(key(b)) ?? 0) - (counts.get(key(a)) ?? 0) || compareCodeUnits(key(a), key(b)),
  )[0]
}

/** Percentiles of groups can't be joined: the highest of those that hold a good share of the calls stands for all. */
const slownessIn = (
  named: readonly CallGroup[],
  slot: Instant,
): { readonly slot: Instant; readonly inMs: number } | undefined => {
  const here = named.filter((group) => group.slot === slot)
  const count = sumOf(here)
  const times = here.filter((one) => one.count >= minFailingShare * count).flatMap(({ slowInMs }) => slowInMs ?? [])
  return count < minTimedCalls || times.length === 0 ? undefined : { slot, inMs: Math.max(...times) }
}
