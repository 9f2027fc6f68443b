import { z } from 'zod'
import { kqlLiteral } from '../azure/kql-literal.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { queryResourceGraph } from '../azure/resource-graph.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { LogFinding } from '../incident/finding.ts'
import { conditionOf } from '../logs/conditions.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import { type CallGroup, callGroupOf, callsIn, pathIn } from './sources/calls-in-slots.ts'
import { ownFrameIn } from './sources/exception-frame.ts'
import { instantIn, isFalse, type LogRow, newestIn, numberIn, textIn } from './sources/log-rows.ts'
import { latenessGap, requireTelemetry, slotOf, type TelemetrySpan, telemetrySpanOf } from './sources/telemetry-span.ts'
import { NotOffered, type ObservationTarget, type Probe } from './types.ts'

const log = 'application-insights'
const tables = ['requests', 'dependencies', 'exceptions'] as const
type Table = (typeof tables)[number]

const readOf: Readonly<Record<Table, string>> = {
  requests: 'Microsoft.Insights/logs/AppRequests/read',
  dependencies: 'Microsoft.Insights/logs/AppDependencies/read',
  exceptions: 'Microsoft.Insights/logs/AppExceptions/read',
}

/** Which path fails, which dependency fails or is slow, and which exception it is, where Application Insights is told. */
export const applicationInsightsProbe: Probe = {
  id: log,
  spokenAs: 'app insights, application insights, appinsights, telemetry, telemetrie',
  covers: 'telemetry',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: ['Microsoft.Insights/components/read', ...Object.values(readOf)],
  portal: ({ app }) => portalUrlOf(app, componentTagOf(app) ?? app.id, 'failures'),
  async observe(azure, target, signal) {
    requireTelemetry(azure)
    const parts = createPartialResults(azure, signal)
    const component = componentTagOf(target.app) ?? (await parts.required((soon) => findComponent(azure, target, soon)))
    if (component === undefined) throw new NotOffered(messageOf('probe.application-insights.not-connected'))
    const span = await telemetrySpanOf(target)
    const answers = await Promise.all(tables.map((table) => ask({ azure, component, table, span, parts })))
    const [requests = [], dependencies = [], exceptions = []] = ownRows(answers, target.app, parts)
    const newest = newestIn([...requests, ...dependencies, ...exceptions], 'last')
    if (answers.some((rows) => rows !== undefined)) for (const gap of latenessGap(newest, span)) parts.addGap(gap)
    return parts.toOutput([
      ...callsIn(requests.flatMap(requestGroupOf), { log, of: 'request' }, span),
      ...callsIn(dependencies.flatMap(dependencyGroupOf), { log, of: 'dependency' }, span),
      ...exceptions.flatMap(exceptionOf),
    ])
  },
}

/** Azure sets this tag on an app that is connected by the portal; its name says what it is for. */
const componentTagOf = ({ tags }: Pick<AppRef, 'tags'>): string | undefined => {
  const [, id] = Object.entries(tags).find(([name]) => /^hidden-link:\s*\/app-insights-resource-id$/i.test(name)) ?? []
  return id !== undefined && /^\/subscriptions\/.+\/components\/[^/]+$/i.test(id) ? id : undefined
}

/** Or it tags the component with the app's id. The app's settings would tell as well, and are secret. */
const findComponent = async (
  azure: ReadingAzure,
  { app }: ObservationTarget,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const query =
    "resources | where type =~ 'microsoft.insights/components'" +
    ` | where tostring(tags) contains ${kqlLiteral(`hidden-link:${app.id}"`)} | project id, tags`
  const row = z.object({ id: z.string() })
  const { rows } = await queryResourceGraph(azure, { query, mostRows: 10, signal }, row)
  return rows.map(({ id }) => id).sort()[0]
}

/** The same columns under two names: those of the component's own view, and those of the workspace behind it. */
const heads: Readonly<Record<Table, readonly [string, string]>> = {
  requests: [
    'requests | project at=timestamp, n=itemCount, role=cloud_RoleName, name, code=resultCode, ok=success, ms=duration',
    'AppRequests | project at=TimeGenerated, n=ItemCount, role=AppRoleName, name=Name, code=ResultCode, ok=Success, ms=DurationMs',
  ],
  dependencies: [
    'dependencies | project at=timestamp, n=itemCount, role=cloud_RoleName, name=target, kind=type, code=resultCode, ok=success, ms=duration',
    'AppDependencies | project at=TimeGenerated, n=ItemCount, role=AppRoleName, name=Target, kind=DependencyType, code=ResultCode, ok=Success, ms=DurationMs',
  ],
  exceptions: [
    'exceptions | project at=timestamp, n=itemCount, role=cloud_RoleName, problem=problemId, kind=type, inner=innermostType, text=innermostMessage, path=operation_Name, stack=details',
    'AppExceptions | project at=TimeGenerated, n=ItemCount, role=AppRoleName, problem=ProblemId, kind=ExceptionType, inner=InnermostType, text=InnermostMessage, path=OperationName, stack=Details',
  ],
}

/** Sampling leaves rows out and says in `itemCount` for how many each stands. */
const timed = 'calls=sum(n), first=min(at), last=max(at)'
const mostGroups = 3_000
const mostExceptions = 30

const tailOf = (table: Table, span: TelemetrySpan): string => {
  const slot = `slot=${slotOf('at', span)}`
  switch (table) {
    case 'requests':
      return `summarize ${timed}, slow=percentile(ms, 95) by role, name, code, ok, ${slot} | order by ok asc, calls desc | take ${mostGroups}`
    case 'dependencies':
      return `summarize ${timed}, slow=percentile(ms, 95) by role, name, kind, code, ok, ${slot} | order by ok asc, calls desc | take ${mostGroups}`
    case 'exceptions':
      return `summarize ${timed}, kind=take_any(kind), inner=take_any(inner), text=take_any(text), path=take_any(path), stack=take_any(stack) by role, problem | top ${mostExceptions} by calls desc`
    default:
      return table satisfies never
  }
}

interface TableRequest {
  readonly azure: ReadingAzure
  readonly component: string
  readonly table: Table
  readonly span: TelemetrySpan
  readonly parts: PartialResults
}

const ask = ({ azure, component, table, span, parts }: TableRequest): Promise<readonly LogRow[] | undefined> =>
  parts.optional({
    source: `${log}/${table}`,
    needs: [readOf[table]],
    scope: component,
    ask: async () => {
      const query = async (head: string) =>
        azure.logs.query({ of: component, query: `${head} | ${tailOf(table, span)}`, window: span.window })
      const [own, ofWorkspace] = heads[table]
      const { rows, isPartial } = await query(own).catch((error: unknown) => {
        if (error instanceof AzureError && error.code === 'SEM0100') return query(ofWorkspace)
        throw error
      })
      if (isPartial) parts.addGap(messageOf('probe.gap.telemetry-partial', { source: table }))
      return rows
    },
  })

/**
 * Several apps may tell one component. Whose a row is says its role, which is the app's name unless somebody gave it
 * another: where none is the app's and there are several, they may be anybody's.
 */
const ownRows = (
  answers: readonly (readonly LogRow[] | undefined)[],
  app: AppRef,
  parts: PartialResults,
): readonly (readonly LogRow[])[] => {
  const names = rolesOf(app)
  const roles = [...new Set(answers.flatMap((rows) => (rows ?? []).map((row) => textIn(row, 'role').toLowerCase())))]
  const isOwn = roles.some((role) => names.has(role))
  if (!isOwn && roles.length > 1) {
    parts.addGap(messageOf('probe.gap.telemetry-shared', { count: roles.length, app: app.name }))
    return []
  }
  return answers.map((rows = []) => (isOwn ? rows.filter((row) => names.has(textIn(row, 'role').toLowerCase())) : rows))
}

const rolesOf = ({ name, slot, hostNames }: AppRef): ReadonlySet<string> => {
  const labels = hostNames
    .map((host) => host.toLowerCase())
    .flatMap((host) => /^([^.]+)\.azurewebsites\./.exec(host)?.[1] ?? [])
  return new Set(slot === undefined ? [name.toLowerCase(), ...labels] : [`${name}-${slot}`.toLowerCase(), ...labels])
}

const statusOf = (row: LogRow): { readonly status?: number } => {
  const status = numberIn(row, 'code')
  return status === undefined || status < 100 || status > 599 ? {} : { status }
}

/** The SDKs call a request that got a 4xx a failure: whoever asks for what is not there is no trouble of the app's. */
const requestGroupOf = (row: LogRow): readonly CallGroup[] => {
  const { status } = statusOf(row)
  const failed = status === undefined ? isFalse(row, 'ok') : status >= 500 || (status < 400 && isFalse(row, 'ok'))
  return callGroupOf(row, { name: pathIn(row, 'name'), failed, ...(status === undefined ? {} : { status }) })
}

const dependencyGroupOf = (row: LogRow): readonly CallGroup[] => {
  const name = textIn(row, 'name')
  const type = textIn(row, 'kind')
  if (name === '') return []
  return callGroupOf(row, { name, failed: isFalse(row, 'ok'), ...(type === '' ? {} : { type }), ...statusOf(row) })
}

const exceptionOf = (row: LogRow): readonly LogFinding[] => {
  const exception = textIn(row, 'inner') || textIn(row, 'kind')
  if (exception === '') return []
  const [message, path] = [textIn(row, 'text'), pathIn(row, 'path')]
  const condition = conditionOf(`${exception}: ${message}`)
  const [frame, first, last] = [ownFrameIn(row.stack), instantIn(row, 'first'), instantIn(row, 'last')]
  return [
    {
      kind: 'log',
      log,
      entry: 'exception',
      ...(condition === undefined ? {} : { condition }),
      exception,
      ...(message === '' ? {} : { message }),
      ...(frame === undefined ? {} : { frame }),
      ...(path === '' ? {} : { path }),
      line: [exception, message].filter((part) => part !== '').join(': '),
      count: numberIn(row, 'calls') ?? 1,
      ...(first === undefined ? {} : { first }),
      ...(last === undefined ? {} : { last }),
    },
  ]
}
