import { monitorError } from '../../http/arm-error.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { dayInMs, floorTo, hourInMs, minuteInMs, type SimulatedPeriod } from '../../physics/simulated-time.ts'
import type { MetricDefinition } from './metric-definitions.ts'

export interface MetricQuery extends SimulatedPeriod {
  readonly interval: string
  readonly grainInMs: number
  readonly definitions: readonly MetricDefinition[]
  /** Lower-case: `average`, `total`, `maximum`, `minimum`, `count`. */
  readonly aggregations: readonly string[]
  /** Whether split by instance, and which alone. */
  readonly split: 'none' | 'all' | { readonly machine: string }
  /** How many series at most. */
  readonly top: number
}

const grains: Readonly<Record<string, number>> = {
  PT1M: minuteInMs,
  PT5M: 5 * minuteInMs,
  PT15M: 15 * minuteInMs,
  PT30M: 30 * minuteInMs,
  PT1H: hourInMs,
  PT6H: 6 * hourInMs,
  PT12H: 12 * hourInMs,
  P1D: dayInMs,
}
const knownAggregations = ['average', 'total', 'maximum', 'minimum', 'count']
const maxMetrics = 20

/** Reads the query as Azure Monitor does; throws its 400 where it would. */
export function parseMetricQuery(call: RouteCall, type: string, known: readonly MetricDefinition[]): MetricQuery {
  const { query } = call
  const { from, to } = timespanIn(query.timespan, call.now)
  const interval = (query.interval ?? 'PT1M').toUpperCase()
  const grainInMs = interval === 'FULL' ? to - from : grains[interval]
  if (grainInMs === undefined)
    throw badRequest(`Invalid time grain provided: ${query.interval}. Valid ones: ${Object.keys(grains).join(',')}`)
  const definitions = definitionsIn(query.metricnames, type, known)
  const seldom = definitions.find(({ grains: own }) => own !== undefined && !own.includes(interval))
  if (seldom !== undefined)
    throw badRequest(`Detected invalid time grain input, supported ones: ${seldom.grains?.join(',')}`)
  return {
    from: interval === 'FULL' ? from : floorTo(from, grainInMs),
    to,
    interval,
    grainInMs,
    definitions,
    aggregations: aggregationsIn(query.aggregation),
    split: splitIn(query.$filter),
    top: Number(query.top ?? 10),
  }
}

function badRequest(message: string): Error {
  return monitorError(400, 'BadRequest', message)
}

/** Some clients encode it twice. */
function timespanIn(timespan: string | undefined, now: number): SimulatedPeriod {
  if (timespan === undefined) return { from: now - hourInMs, to: now }
  const [start = '', end = ''] = decodeURIComponent(timespan).split('/')
  const from = Date.parse(start.replace(' ', '+'))
  const to = Date.parse(end.replace(' ', '+'))
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to) throw badRequest(`Invalid timespan: ${timespan}`)
  return { from: floorTo(from, minuteInMs), to }
}

function definitionsIn(names: string | undefined, type: string, known: readonly MetricDefinition[]) {
  const wanted = (names ?? known[0]?.name ?? '').split(',').map((name) => name.trim())
  if (wanted.length > maxMetrics)
    throw badRequest(`Requested metrics count: ${wanted.length} bigger than allowed max: ${maxMetrics}`)
  return wanted.map((name) => {
    const found = known.find((definition) => definition.name.toLowerCase() === name.toLowerCase())
    if (found !== undefined) return found
    const valid = known.map((definition) => definition.name).join(',')
    throw badRequest(
      `Failed to find metric configuration for provider: Microsoft.Web, resource Type: ${type}, metric: ${name}, Valid metrics: ${valid}`,
    )
  })
}

function aggregationsIn(aggregation: string | undefined): readonly string[] {
  const wanted = (aggregation ?? '').split(',').filter((name) => name !== '')
  const names = wanted.map((name) => name.trim().toLowerCase())
  const unknown = names.find((name) => !knownAggregations.includes(name))
  if (unknown !== undefined) throw badRequest(`Invalid aggregation type: ${unknown}`)
  return names
}

function splitIn(filter: string | undefined): MetricQuery['split'] {
  if (filter === undefined || filter.trim() === '') return 'none'
  const [, machine] = /^\s*Instance\s+eq\s+'([^']*)'\s*$/i.exec(filter) ?? []
  if (machine === undefined) throw badRequest(`Invalid filter: ${filter}. Valid dimensions: Instance`)
  return machine === '*' ? 'all' : { machine }
}
