import { resourceLabelOf } from '../../azure/arm-id.ts'
import { listResources } from '../../azure/arm-reader.ts'
import { emptyAnswerError } from '../../azure/errors.ts'
import { mapConcurrently } from '../../azure/map-concurrently.ts'
import { sharedForMinute } from '../../azure/shared-answers.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import type { PartialResults } from '../running/partial-results.ts'
import type { ObservationTarget } from '../types.ts'
import { equalsIgnoringCase, type ListedSite, listedSiteShape } from './listed-site.ts'
import { type MetricSpec, readMetrics } from './read-metrics.ts'

const metrics: readonly MetricSpec[] = [
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
]

const maxConcurrent = 5

/** The other apps and slots of the plan, by name. */
export async function listNeighbours(
  azure: ReadingAzure,
  { app }: ObservationTarget,
  signal: AbortSignal,
): Promise<readonly ListedSite[]> {
  const path = `${app.planId}/sites`
  const { items: all } = await listResources(azure, { path, signal, sharing: sharedForMinute }, listedSiteShape)
  // The app itself lives there, so an answer without anybody is none.
  if (all.length === 0) throw emptyAnswerError(`${resourceLabelOf(app.planId)}/sites`)
  return all.filter(({ id }) => !equalsIgnoringCase(id, app.id)).sort(byLabel)
}

const byLabel = (left: ListedSite, right: ListedSite): number =>
  resourceLabelOf(left.id) < resourceLabelOf(right.id) ? -1 : 1

/** A stopped app takes nothing; sorting keeps the names' order otherwise. */
export const runningFirst = (sites: readonly ListedSite[]): readonly ListedSite[] =>
  sites.toSorted((left, right) => Number(isStopped(left)) - Number(isStopped(right)))

const isStopped = ({ properties }: ListedSite): boolean => /^stopped$/i.test(properties.state ?? '')

interface Measuring {
  readonly parts: PartialResults
  readonly sites: readonly ListedSite[]
  readonly target: ObservationTarget
}

/** One finding a metric, a series a neighbour. */
export async function measureNeighbours(
  azure: ReadingAzure,
  { parts, sites, target }: Measuring,
): Promise<readonly MetricFinding[]> {
  const found = await mapConcurrently(maxConcurrent, sites, ({ id }) =>
    parts.optional({
      source: `${resourceLabelOf(id)}/metrics`,
      needs: ['Microsoft.Insights/metrics/read'],
      scope: id,
      ask: (soon) => readMetrics(azure, wantedOf(id, target), soon),
    }),
  )
  return metrics.flatMap(({ metric }) =>
    together(
      metric,
      found.flatMap((some) => some ?? []),
    ),
  )
}

const wantedOf = (id: string, { window }: ObservationTarget) =>
  ({ of: 'neighbour', id, window, metrics, whole: resourceLabelOf(id) }) as const

function together(metric: string, found: readonly MetricFinding[]): readonly MetricFinding[] {
  const ours = found.filter((one) => one.metric === metric)
  const [first] = ours
  return first === undefined ? [] : [{ ...first, series: ours.flatMap(({ series }) => series) }]
}
