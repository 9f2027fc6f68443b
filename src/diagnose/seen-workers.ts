import type { Instant, MetricFinding } from '../incident/finding.ts'
import { memoizeByReference } from '../incident/memoize-by-reference.ts'
import { metricFindingOf, stateFindingsOf } from '../incident/read-findings.ts'
import { knownPoints } from '../series/known-points.ts'
import { probeOfFinding } from './observed-findings.ts'
import type { ObservedFindings } from './types.ts'

/** A worker as the figures know it: from its first value above nothing to its last. */
export interface SeenWorker {
  readonly name: string
  readonly from: Instant
  readonly to: Instant
}

export interface SeenWorkers {
  readonly workers: readonly SeenWorker[]
  /** The first and the last value of any of them. */
  readonly from: Instant
  readonly to: Instant
  readonly probe: string
}

/** What a worker has as long as it is there: memory and CPU in use. Requests may fail to come though it is. */
const presenceMetrics = [
  ['plan', 'MemoryPercentage'],
  ['plan', 'CpuPercentage'],
  ['app', 'MemoryWorkingSet'],
  ['app', 'AverageMemoryWorkingSet'],
  ['app', 'CpuTime'],
] as const satisfies readonly (readonly [MetricFinding['of'], string])[]

/** The workers that the figures name; `undefined` where these do not split. */
export const seenWorkersOf = memoizeByReference((findings: ObservedFindings): SeenWorkers | undefined => {
  const finding = presenceMetrics
    .map(([of, metric]) => metricFindingOf(findings, of, metric))
    .find((one) => one?.series.some(({ instance }) => instance !== undefined))
  const workers = (finding?.series ?? []).flatMap(({ instance, points }): readonly SeenWorker[] => {
    const known = knownPoints(points).filter(([, value]) => value > 0)
    const [first, last] = [known[0], known.at(-1)]
    return instance === undefined || first === undefined || last === undefined
      ? []
      : [{ name: instance, from: first[0], to: last[0] }]
  })
  if (finding === undefined || workers.length === 0) return undefined
  return {
    workers,
    from: Math.min(...workers.map(({ from }) => from)),
    to: Math.max(...workers.map(({ to }) => to)),
    probe: probeOfFinding(findings, finding),
  }
})

/** Ours: Azure loses a minute or two of an instance now and then; three while others tell is a worker that is gone. */
const silentInMs = 2 * 60_000

/** Whether a worker's figures have ended while those of others go on; one that Azure does not list any more is gone at once. */
export const hasLeft = (findings: ObservedFindings, { name, to }: SeenWorker): boolean => {
  const seen = seenWorkersOf(findings)
  if (seen === undefined || to >= seen.to) return false
  if (to < seen.to - silentInMs) return true
  const listed = listedNow(findings)
  return seen.workers.some((one) => listed.has(one.name.toLowerCase())) && !listed.has(name.toLowerCase())
}

/** The instances that Azure says the app has now; of a time that is past it says nothing. */
const listedNow = memoizeByReference(
  (findings: ObservedFindings): ReadonlySet<string> =>
    new Set(
      findings.until === undefined ? stateFindingsOf(findings, 'instance').map(({ name }) => name.toLowerCase()) : [],
    ),
)

/**
 * When a worker was last there that has gone since; `undefined` where it is there, or was never seen. Azure gives
 * counts of nothing for it as long as it was there in any minute that was asked for.
 */
export const lastSeenOfGone = (findings: ObservedFindings, instance: string): Instant | undefined => {
  const worker = seenWorkersOf(findings)?.workers.find(({ name }) => name === instance)
  return worker !== undefined && hasLeft(findings, worker) ? worker.to : undefined
}
