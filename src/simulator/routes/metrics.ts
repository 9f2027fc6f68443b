import { planIdOf, siteIdOf } from '../estate/ids.ts'
import { location } from '../estate/spec.ts'
import { planOf, siteOf } from '../http/find.ts'
import { type Call, ok, planPath, type Route, sitePath } from '../http/route.ts'
import type { PlanState } from '../physics/world.ts'
import { type MetricDefinition, planMetrics, siteMetrics } from './metric-definitions.ts'
import { type Asked, asked } from './metric-query.ts'
import { seriesOf } from './metric-series.ts'

const path = 'providers/Microsoft.Insights/metrics'
const action = 'Microsoft.Insights/Metrics/Read'

export const metrics: readonly Route[] = [
  {
    method: 'get',
    path: `${sitePath}/${path}`,
    action,
    answer: (call) => {
      const { spec, plan } = siteOf(call)
      const type = spec.slot === undefined ? 'sites' : 'sites/slots'
      return ok(answerFor(call, { plan, resource: siteIdOf(spec), type, known: siteMetrics, isOffered: true }))
    },
  },
  {
    method: 'get',
    path: `${planPath}/${path}`,
    action,
    answer: (call) => {
      const plan = planOf(call)
      const resource = planIdOf(plan.spec.name)
      const isOffered = !['Free', 'Shared'].includes(plan.size.sku.tier)
      return ok(answerFor(call, { plan, resource, type: 'serverfarms', known: planMetrics, isOffered }))
    },
  },
]

interface Subject {
  readonly plan: PlanState
  readonly resource: string
  readonly type: string
  readonly known: readonly MetricDefinition[]
  /** Where it is not, Azure Monitor answers well and without any series: apps on Free and Shared plans share workers. */
  readonly isOffered: boolean
}

function answerFor(call: Call, subject: Subject) {
  const query = asked(call, subject.type, subject.known)
  return {
    cost: Math.max(0, Math.round((query.to - query.from) / 60_000) - 1) * query.definitions.length,
    timespan: `${iso(query.from)}/${iso(query.to)}`,
    interval: query.interval,
    value: query.definitions.map((definition) => metricBody(call, subject, query, definition)),
    namespace: `Microsoft.Web/${subject.type}`,
    resourceregion: location,
  }
}

function metricBody(call: Call, subject: Subject, query: Asked, definition: MetricDefinition) {
  const { plan, resource, isOffered } = subject
  const wanted = { world: call.world, now: call.now, plan, resource, definition, query }
  return {
    id: `${resource}/${path}/${definition.name}`,
    type: 'Microsoft.Insights/metrics',
    name: { value: definition.name, localizedValue: definition.title },
    displayDescription: definition.description,
    unit: definition.unit,
    timeseries: isOffered ? seriesOf(wanted) : [],
    errorCode: 'Success',
  }
}

/** Azure Monitor's times have no milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
