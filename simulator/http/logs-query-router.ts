import { type Request, type Response, Router } from 'express'
import { siteIdOf } from '../estate/estate-ids.ts'
import { insightsComponents, sentTables, workspace } from '../estate/telemetry-connections.ts'
import { KqlError, type KqlTable, type KqlType, type KqlValue } from '../kql/kql-values.ts'
import { askedTableOf, type QueryResult, runQuery, unknownTable } from '../kql/run-query.ts'
import { insightsTable } from '../logs/insights-tables.ts'
import { workspaceTable } from '../logs/workspace-tables.ts'
import type { AppState } from '../physics/simulated-app.ts'
import { minuteInMs, type SimulatedPeriod } from '../physics/simulated-time.ts'
import { ArmError } from './arm-error.ts'
import { okAnswer, type RouteAnswer } from './arm-route.ts'
import { callerRights, mayDo } from './check-permission.ts'
import { replyUnderConditions } from './reply-under-conditions.ts'
import { callerOf } from './request-ids.ts'
import { advanceToNow, type SimulatorState } from './simulator-state.ts'

export const logsQueryHost = 'api.loganalytics.io'

/** Queries of logs: of a workspace by its GUID, of a component or an app by its resource id. */
export function logsQueryRouter(state: SimulatorState): Router {
  const router = Router()
  router.use((request: Request, response: Response) =>
    replyUnderConditions(state, request, response, { headers: {}, produce: () => answerQuery(state, request) }),
  )
  return router
}

function logsError(status: number, code: string, message: string, inner?: object): ArmError {
  return new ArmError(status, { error: { message, code, ...(inner !== undefined && { innererror: inner }) } })
}

/** The SDK puts a slash before a resource id, which has one. */
const queryPath = /^\/v1(?:\/workspaces\/([^/]+)|\/?(\/subscriptions\/.+))\/query$/i

function answerQuery(state: SimulatorState, request: Request): RouteAnswer {
  const caller = callerOf(request.get('authorization'))
  const now = advanceToNow(state)
  const { logsThrottled, partialLogs } = state.conditions
  if (logsThrottled === true) {
    const words = { error: { code: 'ThrottledError', message: 'Rate limit is exceeded. Try again in 20 seconds.' } }
    throw new ArmError(429, words, { 'Retry-After': '20' })
  }
  const [, guid, resource] = queryPath.exec(decodeURIComponent(request.path)) ?? []
  const sources = request.method === 'POST' ? sourcesOf(state, guid, resource) : []
  if (sources.length === 0) throw logsError(404, 'PathNotFoundError', 'The requested path does not exist')
  const { query, timespan } = (request.body ?? {}) as { readonly query?: unknown; readonly timespan?: unknown }
  if (typeof query !== 'string') throw logsError(400, 'BadArgumentError', 'The request had some invalid properties')
  const period = periodOf(timespan, now)
  try {
    const { table, ...asked } = askedTableOf(query)
    const found = sources.flatMap((source) => tableOf(state, source, { table, period }) ?? [])
    const [first] = found
    if (first === undefined) throw unknownTable({ table, ...asked })
    const rights = callerRights(state.conditions, caller)
    if (!mayDo(rights, `Microsoft.Insights/logs/${workspaceNames[table] ?? table}/read`)) throw insufficientAccess()
    const whole = { columns: first.columns, rows: found.flatMap(({ rows }) => rows) }
    return okAnswer(bodyOf(runQuery(query, whole), whole, partialLogs === true))
  } catch (error) {
    if (error instanceof KqlError) throw refusedQuery(error)
    throw error
  }
}

/** By which name a role grants a table that the component's own view calls otherwise. */
const workspaceNames: Readonly<Record<string, string>> = {
  requests: 'AppRequests',
  dependencies: 'AppDependencies',
  exceptions: 'AppExceptions',
}

interface TableSource {
  readonly app: AppState
  readonly of: 'component' | 'site'
}

function sourcesOf({ world }: SimulatorState, guid: string | undefined, resource = ''): readonly TableSource[] {
  const id = resource.toLowerCase()
  const isWorkspace = guid?.toLowerCase() === workspace.customerId || id === workspace.id.toLowerCase()
  return world.apps.flatMap((app): readonly TableSource[] => {
    if (siteIdOf(app.spec).toLowerCase() === id) return [{ app, of: 'site' }]
    if (app.spec.slot !== undefined) return []
    const isSent = sentTables[app.spec.name] !== undefined
    if (isWorkspace) return isSent ? [{ app, of: 'site' }] : []
    return insightsComponents
      .filter((component) => component.app === app.spec.name && component.id.toLowerCase() === id)
      .map(() => ({ app, of: 'component' }))
  })
}

/** Later than this, a row is still on its way: Microsoft says two to five minutes, three on the average. */
const usualLagInMs = 3 * minuteInMs

function tableOf(
  { world, conditions, clock }: SimulatorState,
  { app, of }: TableSource,
  { table, period }: { readonly table: string; readonly period: SimulatedPeriod },
): KqlTable | undefined {
  if (conditions.missingTables?.includes(table)) return undefined
  const arrived = Math.floor(clock.now()) - (conditions.logsLagInMs ?? usualLagInMs)
  const asked = { table, period: { from: period.from, to: Math.min(period.to, arrived) } }
  if (of === 'component') return insightsTable(world, app, asked)
  return sentTables[app.spec.name]?.includes(table) ? workspaceTable(world, app, asked) : undefined
}

const dayInMs = 86_400_000

/** `from/to`, both in ISO 8601; a day where nothing is said. */
function periodOf(timespan: unknown, now: number): SimulatedPeriod {
  const [from, to] = String(timespan ?? '')
    .split('/')
    .map((part) => Date.parse(part))
  return Number.isFinite(from) && Number.isFinite(to)
    ? { from: Number(from), to: Number(to) }
    : { from: now - dayInMs, to: now }
}

function insufficientAccess(): ArmError {
  const words = 'The provided credentials have insufficient access to perform the requested operation'
  return logsError(403, 'InsufficientAccessError', words)
}

function refusedQuery({ code, message }: KqlError): ArmError {
  const outer = code.startsWith('SYN')
    ? { code: 'SyntaxError', message: 'A recognition error occurred in the query.' }
    : { code: 'SemanticError', message: 'A semantic error occurred.' }
  const inner = { ...outer, innererror: { code, message } }
  return logsError(400, 'BadArgumentError', 'The request had some invalid properties', inner)
}

function bodyOf(result: QueryResult, table: KqlTable, isPartial: boolean) {
  const columns = result.columns.map((name) => ({ name, type: table.columns[name] ?? typeIn(result, name) }))
  const rows = result.rows.map(({ values }) => result.columns.map((name) => wireValue(values[name] ?? null)))
  const error = {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: [{ code: 'EngineError', message: 'Something went wrong processing your query on the server.' }],
  }
  return {
    tables: [{ name: 'PrimaryResult', columns, rows }],
    ...(isPartial && { error }),
  }
}

function typeIn({ rows }: QueryResult, name: string): KqlType {
  const value = rows.map(({ values }) => values[name]).find((one) => one !== null && one !== undefined)
  if (value instanceof Date) return 'datetime'
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'object' ? 'dynamic' : 'string'
}

/** A `dynamic` travels as text. */
function wireValue(value: KqlValue): unknown {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
