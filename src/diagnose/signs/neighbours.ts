import { phrase } from '../../incident/phrase.ts'
import { amount, megabytes } from '../figures.ts'
import { metricOf, probeOf } from '../seen.ts'
import { inOrder, type Known, known, mean, median, overall, valuesOf } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Sign } from '../weighing.ts'

interface Use {
  readonly name: string
  readonly before: number
  /** Seconds of CPU a minute. */
  readonly now: number
}

/** Ours: twice its own use, and at least a fifth of a core more than before; less does not press on others. */
const timesUp = 2
const leastMore = 12

/** Another app on the plan burns far more CPU than before, more than this one has added. */
export const neighbourBurns: Sign = (seen) => {
  const finding = metricOf(seen, 'neighbour', 'CpuTime')
  if (finding === undefined) return undefined
  const loudest = usesOf(seen, 'neighbour').toSorted(
    (a, b) => b.now - b.before - (a.now - a.before) || inOrder(a.name, b.name),
  )[0]
  if (loudest === undefined) return undefined
  const more = loudest.now - loudest.before
  if (more < leastMore || loudest.now < timesUp * loudest.before || more <= addedByApp(seen)) return undefined
  const args = { app: loudest.name, before: amount(loudest.before), now: amount(loudest.now) }
  return { text: phrase('evidence.neighbour-cpu', args), probe: probeOf(seen, finding), strength: 1 }
}

/** No neighbour on the plan uses much more CPU than before. */
export const neighboursCalm: Sign = (seen) => {
  const uses = usesOf(seen, 'neighbour')
  if (uses.length === 0 || neighbourBurns(seen) !== undefined) return undefined
  if (uses.some(({ before, now }) => now - before >= leastMore && now >= 1.5 * before)) return undefined
  return { text: phrase('evidence.neighbours-calm', { count: uses.length }), probe: 'neighbours', strength: 1 }
}

/** Ours: a quarter more, and no less than this, fills a worker that has little left. */
const timesFuller = 1.25
const leastMoreBytes = 200 * 1024 * 1024

/** Another app on the plan holds far more memory than before. */
export const neighbourFills: Sign = (seen) => {
  const finding = metricOf(seen, 'neighbour', 'MemoryWorkingSet')
  const fullest = (finding?.series ?? [])
    .map(({ instance, points }) => ({ app: instance ?? '', ...levels(seen, known(points)) }))
    .filter(({ before, now }) => now - before >= leastMoreBytes && now >= timesFuller * before)
    .toSorted((a, b) => b.now - b.before - (a.now - a.before) || inOrder(a.app, b.app))[0]
  if (finding === undefined || fullest === undefined) return undefined
  const args = { app: fullest.app, before: megabytes(fullest.before), now: megabytes(fullest.now) }
  return { text: phrase('evidence.neighbour-memory', args), probe: probeOf(seen, finding), strength: 1 }
}

/** Memory fills before anybody suffers, so it is compared with the window's beginning. */
const levels = ({ window }: Seen, points: readonly Known[]): { before: number; now: number } => {
  const edge = window.from + (window.to - window.from) / 4
  return {
    before: median(valuesOf(points.filter(([at]) => at < edge))) ?? 0,
    now: median(valuesOf(points).slice(-5)) ?? 0,
  }
}

const addedByApp = (seen: Seen): number => {
  const finding = metricOf(seen, 'app', 'CpuTime')
  if (finding === undefined) return 0
  const { before, now } = split(seen, overall(finding))
  return now - before
}

const usesOf = (seen: Seen, of: 'neighbour'): readonly Use[] =>
  (metricOf(seen, of, 'CpuTime')?.series ?? []).map(({ instance, points }) => ({
    name: instance ?? '',
    ...split(seen, known(points)),
  }))

/** By the minute, before the onset (or the first half of the window) and in the last minutes after it. */
const split = (
  { since, window }: Seen,
  points: readonly (readonly [number, number])[],
): { before: number; now: number } => {
  const edge = since ?? (window.from + window.to) / 2
  const [first, second] = points
  const grains = first === undefined || second === undefined ? 1 : Math.max(1, (second[0] - first[0]) / 60_000)
  return {
    before: (mean(valuesOf(points.filter(([at]) => at < edge))) ?? 0) / grains,
    now: (mean(valuesOf(points.filter(([at]) => at >= edge)).slice(-5)) ?? 0) / grains,
  }
}
