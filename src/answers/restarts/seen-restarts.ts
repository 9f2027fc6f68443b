import type { ObservedFindings } from '../../diagnose/types.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'
import { metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { knownPoints } from '../../series/known-points.ts'
import { findRestarts } from '../../series/rising-trend.ts'

/** A process that began, or the fall of memory that its end left. */
export interface SeenRestarts {
  /** When memory fell at once, of all instances, ascending; `undefined` where no memory was measured. */
  readonly falls: readonly Instant[] | undefined
  /** Instances, or series without one, that had such a fall. */
  readonly fallen: number
  /** From when on figures are at hand: earlier restarts were not seen. */
  readonly seenFrom: Instant
  /** Of each instance that tells, when the process began that runs now. */
  readonly starts: readonly ProcessStart[]
}

export interface ProcessStart {
  readonly name: string
  readonly at: Instant
}

const memoryMetrics = ['PrivateBytes', 'MemoryWorkingSet', 'AverageMemoryWorkingSet'] as const

export const seenRestartsIn = (findings: ObservedFindings, { from, to }: TimeWindow): SeenRestarts => {
  const memory = memoryMetrics
    .map((metric) => metricFindingOf(findings, 'app', metric))
    .find((finding) => finding !== undefined)
  const series = (memory?.series ?? []).map(({ points }) => knownPoints(points)).filter((points) => points.length > 1)
  const falls = series.map((points) => findRestarts(points).filter((at) => at >= from && at <= to))
  const begins = series.flatMap(([first]) => (first === undefined ? [] : [first[0]]))
  return {
    falls: series.length === 0 ? undefined : falls.flat().toSorted((a, b) => a - b),
    fallen: falls.filter((own) => own.length > 0).length,
    seenFrom: Math.max(from, Math.min(...begins, findings.window.to)),
    starts: stateFindingsOf(findings, 'instance')
      .flatMap(({ name, properties: { startedAt } }) =>
        typeof startedAt === 'number' ? [{ name, at: startedAt }] : [],
      )
      .toSorted((a, b) => b.at - a.at),
  }
}
