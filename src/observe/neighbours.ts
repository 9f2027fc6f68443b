import type { ReadingAzure } from '../azure/types.ts'
import type { MetricFinding, StateFinding, Window } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import type { Probe } from './types.ts'
import { atMost } from './wire/at-most.ts'
import { nothingIn } from './wire/empty.ts'
import { type Metric, readMetrics } from './wire/metrics.ts'
import { inParts, type Parts } from './wire/parts.ts'
import { portalOf } from './wire/portal.ts'
import { readAll, webApi } from './wire/read.ts'
import { labelOf, type Site, same, siteShape, slotOf } from './wire/site.ts'

const metrics: readonly Metric[] = [
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
]

const mostMeasured = 10
const atOnce = 5

/** Who else lives on the plan, and what do they take of it? */
export const neighbours: Probe = {
  id: 'neighbours',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Web/serverfarms/sites/read', 'Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalOf(app, app.planId, 'apps'),
  async look(azure, target, signal) {
    const { app } = target
    const query = { 'api-version': webApi }
    const parts = inParts(azure, signal)
    const all = await parts.need((soon) =>
      readAll(azure, { path: `${app.planId}/sites`, query, signal: soon }, siteShape),
    )
    // The app itself lives there, so an answer without anybody is none.
    if (all.length === 0) throw nothingIn(`${labelOf(app.planId)}/sites`)
    const others = all.filter(({ id }) => !same(id, app.id)).sort(byLabel)
    const measured = [...others].sort(runningFirst).slice(0, mostMeasured)
    const series = await atMost(atOnce, measured, (site) => measure(azure, { parts, site, target }))
    if (others.length > measured.length)
      parts.miss(phrase('probe.gap.neighbours', { measured: measured.length, count: others.length }))
    return parts.whole([...others.map(stateOf), ...metrics.flatMap(({ metric }) => together(metric, series))])
  },
}

const byLabel = (left: Site, right: Site): number => (labelOf(left.id) < labelOf(right.id) ? -1 : 1)

/** A stopped app takes nothing; sorting keeps the names' order otherwise. */
const runningFirst = (left: Site, right: Site): number => Number(isStopped(left)) - Number(isStopped(right))

const isStopped = ({ properties }: Site): boolean => /^stopped$/i.test(properties.state ?? '')

const stateOf = ({ id, properties }: Site): StateFinding => ({
  kind: 'state',
  of: 'neighbour',
  name: labelOf(id),
  properties: { state: properties.state, isSlot: slotOf(id) !== undefined, usageState: properties.usageState },
})

interface Measuring {
  readonly parts: Parts
  readonly site: Site
  readonly target: { readonly window: Window }
}

async function measure(
  azure: ReadingAzure,
  { parts, site: { id }, target: { window } }: Measuring,
): Promise<readonly MetricFinding[]> {
  const found = await parts.take({
    source: `${labelOf(id)}/metrics`,
    needs: ['Microsoft.Insights/metrics/read'],
    scope: id,
    ask: (soon) => readMetrics(azure, { of: 'neighbour', id, window, metrics, whole: labelOf(id) }, soon),
  })
  return found ?? []
}

/** One finding a metric, a series a neighbour. */
function together(metric: string, found: readonly (readonly MetricFinding[])[]): readonly MetricFinding[] {
  const ours = found.flat().filter((one) => one.metric === metric)
  const [first] = ours
  return first === undefined ? [] : [{ ...first, series: ours.flatMap(({ series }) => series) }]
}
