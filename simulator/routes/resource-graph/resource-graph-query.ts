import { siteIdOf } from '../../estate/estate-ids.ts'
import { azureLocation, subscriptionId } from '../../estate/estate-spec.ts'
import { resourceGroupName } from '../../estate/plan-specs.ts'
import { insightsComponents } from '../../estate/telemetry-connections.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall } from '../../http/arm-route.ts'
import { enabledAlertRulesIn } from '../../physics/enabled-alert-rules.ts'
import { firedAlertsOf } from '../../physics/fired-alerts.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { componentBody } from '../monitor/telemetry-resources.ts'
import { siteBodyOf } from '../sites/site-body.ts'
import { alertBodyOf } from './alert-body.ts'

const pageSize = 3
const siteType = 'microsoft.web/sites'
const slotType = 'microsoft.web/sites/slots'

/**
 * Answers three families of queries: apps and slots by their type, components of Application Insights by what they are
 * tied to, and the alerts of the last day. Any other is refused, as a query in error is.
 */
export const resourceGraphRoutes: readonly ArmRoute[] = [
  {
    method: 'post',
    path: '/providers/Microsoft.ResourceGraph/resources',
    action: 'Microsoft.ResourceGraph/resources/read',
    answer: (call) => {
      const { query, subscriptions, options = {} } = requestIn(call)
      const rows = rowsFor(call, query)
      const isOurs = subscriptions === undefined || subscriptions.some((id) => id.toLowerCase() === subscriptionId)
      return okAnswer(pageOf(isOurs ? rows : [], options))
    },
  },
]

/** Rows that the caller may not read are left out without a word. */
function rowsFor(call: RouteCall, query: string): readonly unknown[] {
  const [table = ''] = query.split('|').map((step) => step.trim().toLowerCase())
  switch (table) {
    case 'resources': {
      if (/microsoft\.insights\/components/i.test(query)) return componentRows(call, query)
      const types = typesIn(query)
      return call.isAllowed('Microsoft.Web/sites/read')
        ? call.world.apps.filter((app) => types.has(typeOf(app))).map(row)
        : []
    }
    case 'alertsmanagementresources':
      return call.isAllowed('Microsoft.AlertsManagement/alerts/read') ? alertRows(call, query) : []
    default:
      throw invalid(`Query is not understood by this estate: ${query.slice(0, 200)}`)
  }
}

/** Those whose id, workspace or tags hold one of the ids that are asked for. */
function componentRows(call: RouteCall, query: string): readonly unknown[] {
  if (!call.isAllowed('Microsoft.Insights/components/read')) return []
  const asked = [...query.matchAll(/\/subscriptions\/[^'"\\]*/gi)].map(([id]) => id.toLowerCase())
  return insightsComponents
    .map(componentBody)
    .filter((component) => asked.some((id) => JSON.stringify(component).toLowerCase().includes(`${id}"`)))
}

const targets = /'(\/subscriptions\/[^']*)'/gi
const condition = /monitorCondition\s*(?:=~|==)\s*'(\w+)'/i
const since = /startDateTime\)?\s*>=?\s*datetime\(([^)]*)\)/i

/** Newest first; by target, condition and time as far as the query asks for them. */
function alertRows({ world, now }: RouteCall, query: string): readonly unknown[] {
  const asked = [...query.matchAll(targets)].map(([, id = '']) => id.toLowerCase())
  const wanted = condition.exec(query)?.[1]?.toLowerCase()
  const from = Date.parse(since.exec(query)?.[1] ?? '')
  return enabledAlertRulesIn(world)
    .flatMap((rule) => firedAlertsOf(world, rule, now))
    .filter(({ target }) => asked.length === 0 || asked.includes(target.toLowerCase()))
    .filter(({ firedAt }) => Number.isNaN(from) || firedAt >= from)
    .toSorted((one, other) => other.firedAt - one.firedAt)
    .map((alert) => alertBodyOf(world.seed, alert))
    .filter(({ properties }) => wanted === undefined || properties.essentials.monitorCondition.toLowerCase() === wanted)
}

interface QueryRequest {
  readonly query: string
  readonly subscriptions?: readonly string[]
  readonly options?: { readonly $top?: number; readonly $skip?: number; readonly $skipToken?: string }
}

function requestIn(call: RouteCall): QueryRequest {
  const body = call.body as Partial<QueryRequest> | undefined
  if (typeof body?.query !== 'string') throw invalid('The query is missing.')
  return { ...body, query: body.query }
}

function typesIn(query: string): ReadonlySet<string> {
  const [, ...steps] = query.split('|').map((step) => step.trim())
  const where = steps.filter((step) => /^where\s/i.test(step)).join(' and ')
  const types = [...where.matchAll(/'([^']*)'/g)].map(([, type = '']) => type.toLowerCase())
  const known = types.filter((type) => type === siteType || type === slotType)
  if (!/\btype\b/i.test(where) || known.length === 0) {
    throw invalid(`Query is not understood by this estate: ${query.slice(0, 200)}`)
  }
  return new Set(known)
}

function invalid(details: string): Error {
  return armError(400, 'BadRequest', `Please provide below info when asking for support: InvalidQuery. ${details}`)
}

function typeOf({ spec }: AppState): string {
  return spec.slot === undefined ? siteType : slotType
}

function row(app: AppState) {
  const { name, kind, tags, properties } = siteBodyOf(app)
  const id = siteIdOf(app.spec)
  return {
    id,
    name,
    type: typeOf(app),
    kind,
    location: azureLocation,
    resourceGroup: resourceGroupName,
    subscriptionId,
    tags,
    properties,
  }
}

function pageOf(rows: readonly unknown[], options: NonNullable<QueryRequest['options']>) {
  const skip = options.$skip ?? offsetIn(options.$skipToken)
  const size = Math.min(options.$top ?? pageSize, pageSize)
  const data = rows.slice(skip, skip + size)
  const next = skip + size
  return {
    totalRecords: rows.length,
    count: data.length,
    facets: [],
    data,
    resultTruncated: 'false',
    ...(next < rows.length && { $skipToken: Buffer.from(JSON.stringify({ next })).toString('base64') }),
  }
}

function offsetIn(token: string | undefined): number {
  if (token === undefined) return 0
  try {
    const { next } = JSON.parse(Buffer.from(token, 'base64').toString()) as { next?: unknown }
    if (typeof next === 'number') return next
  } catch {}
  throw armError(400, 'BadRequest', 'The skip token is invalid.')
}
