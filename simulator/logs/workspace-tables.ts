import { hostLabelOf, siteIdOf } from '../estate/estate-ids.ts'
import { plantedSecrets } from '../estate/planted-secrets.ts'
import type { KqlRow, KqlTable, KqlType, KqlValue } from '../kql/kql-values.ts'
import type { AppState } from '../physics/simulated-app.ts'
import type { SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { requestMinutesOf, spreadCalls } from './call-minutes.ts'
import { dockerLogOf, platformLogOf } from './docker-log.ts'

const common = {
  TimeGenerated: 'datetime',
  Category: 'string',
  OperationName: 'string',
  _ResourceId: 'string',
  Type: 'string',
} as const satisfies Readonly<Record<string, KqlType>>

/** Names and types as Microsoft's reference of Azure Monitor's tables has them; the columns that matter here. */
const columnsOf = {
  AppServiceHTTPLogs: {
    ...common,
    CsMethod: 'string',
    CsUriStem: 'string',
    CsUriQuery: 'string',
    CsHost: 'string',
    CIp: 'string',
    UserAgent: 'string',
    Cookie: 'string',
    ComputerName: 'string',
    ScStatus: 'int',
    ScSubStatus: 'string',
    ScWin32Status: 'string',
    TimeTaken: 'int',
    Result: 'string',
  },
  AppServiceConsoleLogs: {
    ...common,
    Level: 'string',
    ResultDescription: 'string',
    Host: 'string',
    ContainerId: 'string',
  },
  AppServicePlatformLogs: {
    ...common,
    Level: 'string',
    Message: 'string',
    Host: 'string',
    ContainerId: 'string',
    Exception: 'string',
    StackTrace: 'string',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, KqlType>>>>

type TableName = keyof typeof columnsOf

/** What a diagnostic setting sends of an app; `undefined` where there is no such table. */
export function workspaceTable(
  world: SimulatedWorld,
  app: AppState,
  asked: { readonly table: string; readonly period: SimulatedPeriod },
): KqlTable | undefined {
  const { table, period } = asked
  if (!isTable(table)) return undefined
  const rows = table === 'AppServiceHTTPLogs' ? httpRows(world, app, period) : lineRows(world, app, { table, period })
  return { columns: columnsOf[table], rows }
}

function isTable(name: string): name is TableName {
  return name in columnsOf
}

function commonValues(app: AppState, table: TableName, at: number): Readonly<Record<string, KqlValue>> {
  return {
    TimeGenerated: new Date(at),
    Category: table,
    OperationName: 'Microsoft.Web/sites/log',
    _ResourceId: siteIdOf(app.spec).toLowerCase(),
    Type: table,
  }
}

/** Each row stands for as many as there were of its kind in that minute. */
function httpRows(world: SimulatedWorld, app: AppState, period: SimulatedPeriod): readonly KqlRow[] {
  return requestMinutesOf(world, app, period).flatMap((minute) =>
    spreadCalls(world, app, minute).map(({ at, durationInMs, count }) => ({
      times: count,
      values: {
        ...commonValues(app, 'AppServiceHTTPLogs', at),
        CsMethod: 'GET',
        CsUriStem: minute.name,
        CsUriQuery: `code=${plantedSecrets.functionCode}`,
        CsHost: `${hostLabelOf(app.spec)}.azurewebsites.net`,
        CIp: '203.0.113.7',
        UserAgent: 'Mozilla/5.0',
        Cookie: '',
        ComputerName: minute.machine,
        ScStatus: minute.status,
        ScSubStatus: '0',
        ScWin32Status: minute.failed ? '64' : '0',
        TimeTaken: Math.round(durationInMs),
        Result: minute.failed ? 'Failure' : 'Success',
      },
    })),
  )
}

/** A row a line, as the container or the platform wrote it. */
function lineRows(
  world: SimulatedWorld,
  app: AppState,
  { table, period }: { readonly table: Exclude<TableName, 'AppServiceHTTPLogs'>; readonly period: SimulatedPeriod },
): readonly KqlRow[] {
  return app.plan.workers.flatMap(({ machine }) => {
    const platform = platformLogOf(world, app, machine, period)
    const ofPlatform = new Set(platform.split('\n'))
    const lines =
      table === 'AppServicePlatformLogs'
        ? [...ofPlatform]
        : dockerLogOf(world, app, machine, period)
            .split('\n')
            .filter((line) => !ofPlatform.has(line))
    return lines.flatMap((line) => lineRow(app, table, { line, machine }))
  })
}

/** The docker log writes a level before each line of a stack; the container itself wrote it before the first. */
const continuedLevel = /^(?:info|warn|error|crit):\s(?=\s)/

function lineRow(
  app: AppState,
  table: Exclude<TableName, 'AppServiceHTTPLogs'>,
  { line, machine }: { readonly line: string; readonly machine: string },
): readonly KqlRow[] {
  const [, time = '', text = ''] = /^(\d{4}-\d\d-\d\dT\S+)\s(.*)$/.exec(line) ?? []
  if (time === '') return []
  const isError = /^(?:error|crit|fatal)/i.test(text)
  const words = text.replace(/^(?:INFO|WARN|ERROR)\s+-\s+/, '')
  const values = {
    ...commonValues(app, table, Date.parse(time)),
    Level: isError ? 'Error' : 'Informational',
    Host: machine,
    ContainerId: '',
    ...(table === 'AppServicePlatformLogs'
      ? { Message: words, Exception: '', StackTrace: '' }
      : { ResultDescription: text.replace(continuedLevel, '') }),
  }
  return [{ times: 1, values }]
}
