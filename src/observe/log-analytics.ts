import { z } from 'zod'
import { readResource } from '../azure/arm-reader.ts'
import { kqlLiteral } from '../azure/kql-literal.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { CallsFinding, LogFinding } from '../incident/finding.ts'
import { readLog } from '../logs/index.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import { type CallGroup, callGroupOf, callsIn, pathIn } from './sources/calls-in-slots.ts'
import { instantIn, type LogRow, newestIn, numberIn } from './sources/log-rows.ts'
import { latenessGap, requireTelemetry, slotOf, type TelemetrySpan, telemetrySpanOf } from './sources/telemetry-span.ts'
import { NotOffered, type ObservationTarget, type Probe } from './types.ts'

const log = 'log-analytics'
const httpTable = 'AppServiceHTTPLogs'
/** By table: what makes a line of a row. */
const lineTables = {
  AppServiceConsoleLogs: ['Level', 'ResultDescription'],
  AppServicePlatformLogs: ['Level', 'Message', 'Exception'],
  AppServiceAppLogs: ['Level', 'ResultDescription', 'Message', 'ExceptionClass', 'StackTrace'],
} as const
type LineTable = keyof typeof lineTables
type Table = LineTable | typeof httpTable

const lineTablesOf = (os: 'windows' | 'linux'): readonly LineTable[] =>
  os === 'linux'
    ? ['AppServiceConsoleLogs', 'AppServicePlatformLogs', 'AppServiceAppLogs']
    : ['AppServiceConsoleLogs', 'AppServiceAppLogs', 'AppServicePlatformLogs']

const readSettings = 'Microsoft.Insights/diagnosticSettings/read'
const readOf = (table: Table): string => `Microsoft.Insights/logs/${table}/read`

/** Which path fails with which status, and what the app's and the platform's logs say, where they are sent to a workspace. */
export const logAnalyticsProbe: Probe = {
  id: log,
  spokenAs: 'log analytics, loganalytics, workspace',
  covers: 'telemetry',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: [readSettings, readOf(httpTable), ...Object.keys(lineTables).map((table) => readOf(table as LineTable))],
  portal: ({ app }) => portalUrlOf(app, app.id, 'logs'),
  async observe(azure, target, signal) {
    requireTelemetry(azure)
    const parts = createPartialResults(azure, signal)
    const sent = await parts.required((soon) => readSentTables(azure, target, soon))
    if (sent === undefined) throw new NotOffered(messageOf('probe.log-analytics.not-connected'))
    if (!sent(httpTable)) parts.addGap(messageOf('probe.gap.table-not-sent', { table: httpTable }))
    const span = await telemetrySpanOf(target)
    const asking = { azure, target, span, parts }
    const wanted = lineTablesOf(target.app.os).filter(sent)
    const [http, lines] = await Promise.all([
      sent(httpTable) ? readHttpLogs(asking) : undefined,
      Promise.all(wanted.map((table) => readLines(asking, table))),
    ])
    const answers = [http, ...lines].filter((answer) => answer !== undefined)
    const newest = answers.flatMap((answer) => answer.newest ?? [])
    if (answers.length > 0)
      for (const gap of latenessGap(newest.length === 0 ? undefined : Math.max(...newest), span)) parts.addGap(gap)
    return parts.toOutput([...(http?.findings ?? []), ...lines.flatMap((answer) => answer?.findings ?? [])])
  },
}

const settingsShape = z.object({
  value: z.array(
    z.object({
      properties: z.object({
        workspaceId: z.string().nullish(),
        logs: z
          .array(
            z.object({ category: z.string().nullish(), categoryGroup: z.string().nullish(), enabled: z.boolean() }),
          )
          .nullish(),
      }),
    }),
  ),
})

/** Which tables the diagnostic settings fill; `undefined` where none sends logs to a workspace. */
const readSentTables = async (azure: ReadingAzure, { app }: ObservationTarget, signal: AbortSignal) => {
  const path = `${app.id}/providers/Microsoft.Insights/diagnosticSettings`
  const { value } = await readResource(azure, { path, signal }, settingsShape)
  const enabled = value
    .filter(({ properties }) => Boolean(properties.workspaceId))
    .flatMap(({ properties }) => (properties.logs ?? []).filter((one) => one.enabled))
  if (enabled.length === 0) return undefined
  const all = enabled.some(({ categoryGroup }) => /^alllogs$/i.test(categoryGroup ?? ''))
  const categories = new Set(enabled.map(({ category }) => (category ?? '').toLowerCase()))
  return (table: Table): boolean => all || categories.has(table.toLowerCase())
}

interface Asking {
  readonly azure: ReadingAzure
  readonly target: ObservationTarget
  readonly span: TelemetrySpan
  readonly parts: PartialResults
}

interface TableAnswer {
  readonly findings: readonly (CallsFinding | LogFinding)[]
  readonly newest: number | undefined
}

const ask = async (
  { azure, target, span, parts }: Asking,
  table: Table,
  tail: string,
): Promise<readonly LogRow[] | undefined> =>
  parts.optional({
    source: `${log}/${table}`,
    needs: [readOf(table)],
    scope: target.app.id,
    ask: async () => {
      try {
        const query = `${table} | ${tail}`
        const { rows, isPartial } = await azure.logs.query({ of: target.app.id, query, window: span.window })
        if (isPartial) parts.addGap(messageOf('probe.gap.telemetry-partial', { source: table }))
        return rows
      } catch (error) {
        if (!(error instanceof AzureError) || error.code !== 'SEM0100') throw error
        // It is switched on, and nothing has come yet.
        parts.addGap(messageOf('probe.gap.table-not-sent', { table }))
        return undefined
      }
    },
  })

const mostGroups = 3_000

const readHttpLogs = async (asking: Asking): Promise<TableAnswer | undefined> => {
  const rows = await ask(
    asking,
    httpTable,
    'summarize calls=count(), slow=percentile(TimeTaken, 95), first=min(TimeGenerated), last=max(TimeGenerated)' +
      ` by name=CsUriStem, code=ScStatus, sub=ScSubStatus, win32=ScWin32Status, slot=${slotOf('TimeGenerated', asking.span)}` +
      ` | order by code desc, calls desc | take ${mostGroups}`,
  )
  if (rows === undefined) return undefined
  const findings = callsIn(rows.flatMap(groupOf), { log, of: 'request' }, asking.span)
  return { findings, newest: newestIn(rows, 'last') }
}

const groupOf = (row: LogRow): readonly CallGroup[] => {
  const [status, subStatus, win32Status] = ['code', 'sub', 'win32'].map((column) => numberIn(row, column))
  return callGroupOf(row, {
    name: pathIn(row, 'name'),
    failed: (status ?? 0) >= 500,
    ...(status === undefined ? {} : { status }),
    ...(subStatus === undefined ? {} : { subStatus }),
    ...(win32Status === undefined ? {} : { win32Status }),
  })
}

/** Ours: what a busy app writes of errors in a few minutes, stacks included. */
const mostLines = 1_000
/** What an app calls ordinary, and words by which a line is about an error all the same. The frames of a stack are indented. */
const ordinaryLevels = ['Informational', 'Information', 'Info', 'Debug', 'Verbose', 'Trace']
const tellingWords = ['exception', 'error', 'fatal', 'failed', 'errno', 'killed', 'timeout', 'exit', 'Traceback']

const readLines = async (asking: Asking, table: LineTable): Promise<TableAnswer | undefined> => {
  const columns = lineTables[table]
  const texts = columns.filter((column) => column !== 'Level')
  const telling = texts.map(
    (column) => `${column} has_any ${kqlLiteral(tellingWords)} or ${column} startswith ${kqlLiteral('  ')}`,
  )
  const rows = await ask(
    asking,
    table,
    `where Level !in~ ${kqlLiteral(ordinaryLevels)} or ${telling.join(' or ')}` +
      ` | project TimeGenerated, ${columns.join(', ')} | top ${mostLines} by TimeGenerated desc`,
  )
  if (rows === undefined) return undefined
  // Lines of one moment keep the order in which they came.
  const inOrder = rows.toSorted((a, b) => (instantIn(a, 'TimeGenerated') ?? 0) - (instantIn(b, 'TimeGenerated') ?? 0))
  const text = inOrder.map((row) => lineOf(row, table, texts))
  return { findings: readLog(text.join('\n'), log, asking.span.window), newest: newestIn(rows, 'TimeGenerated') }
}

/** As App Service's own log files have it. A line of the console tells its level itself, and a stack goes by its indentation. */
const lineOf = (row: LogRow, table: LineTable, texts: readonly string[]): string => {
  const at = instantIn(row, 'TimeGenerated')
  const words = texts.map((column) => String(row[column] ?? '')).filter((part) => part !== '')
  const time = at === undefined ? '' : `${new Date(at).toISOString()} `
  return `${time}${levelOf(row, table)}${words.join('\n')}`
}

const levelOf = ({ Level }: LogRow, table: LineTable): string => {
  if (table === 'AppServiceConsoleLogs' || typeof Level !== 'string' || Level === '') return ''
  return table === 'AppServicePlatformLogs' ? `${Level.toUpperCase()} - ` : `${Level} `
}
