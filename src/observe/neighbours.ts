import { resourceLabelOf, slotNameOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import { emptyAnswerError } from '../azure/errors.ts'
import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { MetricFinding, StateFinding, TimeWindow } from '../incident/finding.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import { equalsIgnoringCase, type ListedSite, listedSiteShape } from './sources/listed-site.ts'
import { type MetricSpec, readMetrics } from './sources/read-metrics.ts'
import type { Probe } from './types.ts'

const metrics: readonly MetricSpec[] = [
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
]

const maxMeasuredApps = 10
const maxConcurrent = 5

/** Who else lives on the plan, and what do they take of it? */
export const neighboursProbe: Probe = {
  id: 'neighbours',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Web/serverfarms/sites/read', 'Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.planId, 'apps'),
  async observe(azure, target, signal) {
    const { app } = target
    const parts = createPartialResults(azure, signal)
    const { items: all } = await parts.required((soon) =>
      listResources(azure, { path: `${app.planId}/sites`, signal: soon }, listedSiteShape),
    )
    // The app itself lives there, so an answer without anybody is none.
    if (all.length === 0) throw emptyAnswerError(`${resourceLabelOf(app.planId)}/sites`)
    const others = all.filter(({ id }) => !equalsIgnoringCase(id, app.id)).sort(byLabel)
    const measured = [...others].sort(runningFirst).slice(0, maxMeasuredApps)
    const series = await mapConcurrently(maxConcurrent, measured, (site) => measure(azure, { parts, site, target }))
    if (others.length > measured.length)
      parts.addGap(messageOf('probe.gap.neighbours', { measured: measured.length, count: others.length }))
    return parts.toOutput([...others.map(stateOf), ...metrics.flatMap(({ metric }) => together(metric, series))])
  },
}

const byLabel = (left: ListedSite, right: ListedSite): number =>
  resourceLabelOf(left.id) < resourceLabelOf(right.id) ? -1 : 1

/** A stopped app takes nothing; sorting keeps the names' order otherwise. */
const runningFirst = (left: ListedSite, right: ListedSite): number => Number(isStopped(left)) - Number(isStopped(right))

const isStopped = ({ properties }: ListedSite): boolean => /^stopped$/i.test(properties.state ?? '')

const stateOf = ({ id, properties }: ListedSite): StateFinding => ({
  kind: 'state',
  of: 'neighbour',
  name: resourceLabelOf(id),
  properties: { state: properties.state, isSlot: slotNameOf(id) !== undefined, usageState: properties.usageState },
})

interface Measuring {
  readonly parts: PartialResults
  readonly site: ListedSite
  readonly target: { readonly window: TimeWindow }
}

async function measure(
  azure: ReadingAzure,
  { parts, site: { id }, target: { window } }: Measuring,
): Promise<readonly MetricFinding[]> {
  const found = await parts.optional({
    source: `${resourceLabelOf(id)}/metrics`,
    needs: ['Microsoft.Insights/metrics/read'],
    scope: id,
    ask: (soon) => readMetrics(azure, { of: 'neighbour', id, window, metrics, whole: resourceLabelOf(id) }, soon),
  })
  return found ?? []
}

/** One finding a metric, a series a neighbour. */
function together(metric: string, found: readonly (readonly MetricFinding[])[]): readonly MetricFinding[] {
  const ours = found.flat().filter((one) => one.metric === metric)
  const [first] = ours
  return first === undefined ? [] : [{ ...first, series: ours.flatMap(({ series }) => series) }]
}
