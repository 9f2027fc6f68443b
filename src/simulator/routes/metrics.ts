import { planIdOf, siteIdOf } from '../estate/ids.ts'
import { location } from '../estate/spec.ts'
import { planOf, siteOf } from '../http/find.ts'
import { type Call, ok, planPath, type Route, sitePath } from '../http/route.ts'
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
      const { spec } = siteOf(call)
      const type = spec.slot === undefined ? 'sites' : 'sites/slots'
      return ok(answerFor(call, { resource: siteIdOf(spec), type, known: siteMetrics }))
    },
  },
  {
    method: 'get',
    path: `${planPath}/${path}`,
    action,
    answer: (call) => {
      const resource = planIdOf(planOf(call).spec.name)
      return ok(answerFor(call, { resource, type: 'serverfarms', known: planMetrics }))
    },
  },
]

interface Subject {
  readonly resource: string
  readonly type: string
  readonly known: readonly MetricDefinition[]
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

function metricBody(call: Call, { resource }: Subject, query: Asked, definition: MetricDefinition) {
  return {
    id: `${resource}/${path}/${definition.name}`,
    type: 'Microsoft.Insights/metrics',
    name: { value: definition.name, localizedValue: definition.title },
    displayDescription: definition.description,
    unit: definition.unit,
    timeseries: seriesOf({ world: call.world, now: call.now, resource, definition, query }),
    errorCode: 'Success',
  }
}

/** Azure Monitor's times have no milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
