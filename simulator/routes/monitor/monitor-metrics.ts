import { planIdOf, siteIdOf } from '../../estate/estate-ids.ts'
import { azureLocation } from '../../estate/estate-spec.ts'
import { type ArmRoute, okAnswer, planPath, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findPlan, findSite } from '../../http/find-resource.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import { minuteInMs } from '../../physics/simulated-time.ts'
import { type MetricDefinition, planMetricDefinitions, siteMetricDefinitions } from './metric-definitions.ts'
import { parseMetricQuery } from './metric-query.ts'
import { metricSeriesOf, publishedMinutesOf, type SeriesQuery } from './metric-series.ts'

const path = 'providers/Microsoft.Insights/metrics'
const action = 'Microsoft.Insights/Metrics/Read'

export const monitorMetricsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/${path}`,
    action,
    answer: (call) => {
      const { spec, plan } = findSite(call)
      const type = spec.slot === undefined ? 'sites' : 'sites/slots'
      return okAnswer(
        answerFor(call, { plan, resource: siteIdOf(spec), type, known: siteMetricDefinitions, isOffered: true }),
      )
    },
  },
  {
    method: 'get',
    path: `${planPath}/${path}`,
    action,
    answer: (call) => {
      const plan = findPlan(call)
      const resource = planIdOf(plan.spec.name)
      const isOffered = !['Free', 'Shared'].includes(plan.size.sku.tier)
      return okAnswer(answerFor(call, { plan, resource, type: 'serverfarms', known: planMetricDefinitions, isOffered }))
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

function answerFor(call: RouteCall, subject: Subject) {
  const query = parseMetricQuery(call, subject.type, subject.known)
  const isPublished = publishedMinutesOf(call.world, subject.resource, call.now)
  const grains = Math.ceil((query.to - query.from) / query.grainInMs)
  const timeStamps = Array.from({ length: grains }, (_, index) => iso(query.from + index * query.grainInMs))
  return {
    cost: Math.max(0, Math.round((query.to - query.from) / minuteInMs) - 1) * query.definitions.length,
    timespan: `${iso(query.from)}/${iso(query.to)}`,
    interval: query.interval,
    value: query.definitions.map((definition) =>
      metricBody(subject, { world: call.world, query, definition, isPublished, timeStamps }),
    ),
    namespace: `Microsoft.Web/${subject.type}`,
    resourceregion: azureLocation,
  }
}

type MetricWanted = Pick<SeriesQuery, 'world' | 'query' | 'definition' | 'isPublished' | 'timeStamps'>

function metricBody({ plan, resource, isOffered }: Subject, wanted: MetricWanted) {
  const { definition } = wanted
  return {
    id: `${resource}/${path}/${definition.name}`,
    type: 'Microsoft.Insights/metrics',
    name: { value: definition.name, localizedValue: definition.title },
    displayDescription: definition.description,
    unit: definition.unit,
    timeseries: isOffered ? metricSeriesOf({ ...wanted, plan, resource }) : [],
    errorCode: 'Success',
  }
}

/** Azure Monitor's times have no milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
