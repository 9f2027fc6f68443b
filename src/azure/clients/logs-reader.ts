import type { LogsQueryClient, LogsTable } from '@azure/monitor-query-logs'
import { emptyAnswerError, malformedAnswerError, toAzureError } from '../errors.ts'
import { allowArmHosts, guardHosts } from '../transport/allowed-hosts.ts'
import { logsPolicy, telemetryDisabledError } from '../transport/logs-policy.ts'
import type { LogsAnswer, LogsReader } from '../types.ts'
import { buildClientPipeline, type ClientParts } from './client-parts.ts'

/** Ours: a query that takes longer would come after the look's own deadline. */
const serverTimeoutInSeconds = 15
const requestTimeoutInMs = (serverTimeoutInSeconds + 3) * 1000
/** A query that timed out is not asked a third time. */
const retries = 1

/** Asks Log Analytics, and Application Insights through it. The SDK is loaded by the first query. */
export const createLogsReader = (parts: ClientParts): LogsReader => {
  let client: Promise<LogsQueryClient> | undefined
  return {
    isAllowed: parts.mayQueryLogs,
    query: async ({ of, query, window }) => {
      if (!parts.mayQueryLogs()) throw telemetryDisabledError()
      client ??= createClient(parts)
      const timespan = { startTime: new Date(window.from), endTime: new Date(window.to) }
      const options = { serverTimeoutInSeconds, requestOptions: { timeout: requestTimeoutInMs } }
      try {
        const ready = await client
        return answerOf(
          of.startsWith('/')
            ? await ready.queryResource(of, query, timespan, options)
            : await ready.queryWorkspace(of, query, timespan, options),
        )
      } catch (error) {
        // The SDK reads tables without looking whether there are any.
        throw error instanceof TypeError ? malformedAnswerError(`${of}/query`, 'tables') : toAzureError(error)
      }
    },
  }
}

/** With a token of its own scope, which goes to this one host. */
const createClient = async (parts: ClientParts): Promise<LogsQueryClient> => {
  const { logsHost, wire, credential, mayQueryLogs } = parts
  if (logsHost === undefined) throw emptyAnswerError('Log Analytics')
  const sdk = await import('@azure/monitor-query-logs')
  const allows = allowArmHosts([logsHost])
  const scopes = [`https://${logsHost}/.default`]
  const pipeline = buildClientPipeline({ ...parts, allows, scopes }, { guard: logsPolicy(mayQueryLogs), retries })
  return new sdk.LogsQueryClient(credential, {
    endpoint: `https://${logsHost}/v1`,
    pipeline,
    httpClient: guardHosts(wire, allows),
  })
}

type QueryResult = Awaited<ReturnType<LogsQueryClient['queryResource']>>

/** The first table is the answer; statistics, which are not asked for, would be another. */
const answerOf = (result: QueryResult): LogsAnswer => {
  const isPartial = result.status !== 'Success'
  const [table] = 'tables' in result ? result.tables : result.partialTables
  if (table === undefined) throw emptyAnswerError('Log Analytics')
  return { rows: table.rows.map((row) => rowOf(table, row)), isPartial }
}

const rowOf = ({ columnDescriptors }: LogsTable, row: LogsTable['rows'][number]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(columnDescriptors.map(({ name }, at) => [name ?? '', row[at]]))
