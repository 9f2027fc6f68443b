import { hostLabelOf } from '../estate/estate-ids.ts'
import type { KqlRow, KqlTable, KqlType, KqlValue } from '../kql/kql-values.ts'
import { seededHex } from '../physics/seeded-random.ts'
import type { AppState } from '../physics/simulated-app.ts'
import { minuteInMs, type SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { appFailureOf } from './app-failure.ts'
import { type CallMinute, dependencyMinutesOf, requestMinutesOf, spreadCalls } from './call-minutes.ts'

const common = {
  timestamp: 'datetime',
  id: 'string',
  operation_Id: 'string',
  operation_Name: 'string',
  cloud_RoleName: 'string',
  cloud_RoleInstance: 'string',
  itemCount: 'int',
} as const satisfies Readonly<Record<string, KqlType>>
const called = {
  name: 'string',
  success: 'string',
  resultCode: 'string',
  duration: 'real',
} as const satisfies Readonly<Record<string, KqlType>>

/** Names and types as Microsoft's reference of Application Insights has them; the columns that matter here. */
const columnsOf = {
  requests: { ...common, ...called, url: 'string' },
  dependencies: { ...common, ...called, target: 'string', type: 'string', data: 'string' },
  exceptions: {
    ...common,
    problemId: 'string',
    type: 'string',
    method: 'string',
    outerType: 'string',
    outerMessage: 'string',
    innermostType: 'string',
    innermostMessage: 'string',
    details: 'dynamic',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, KqlType>>>>

type TableName = keyof typeof columnsOf

/** What an app tells Application Insights; `undefined` where there is no such table. */
export function insightsTable(
  world: SimulatedWorld,
  app: AppState,
  asked: { readonly table: string; readonly period: SimulatedPeriod },
): KqlTable | undefined {
  if (!isTable(asked.table)) return undefined
  return { columns: columnsOf[asked.table], rows: rowsOf[asked.table](world, app, asked.period) }
}

function isTable(name: string): name is TableName {
  return name in columnsOf
}

const rowsOf: Readonly<
  Record<TableName, (world: SimulatedWorld, app: AppState, period: SimulatedPeriod) => readonly KqlRow[]>
> = {
  requests: (world, app, period) =>
    requestMinutesOf(world, app, period).flatMap((minute) =>
      callRows(world, app, minute, {
        name: `GET ${minute.name}`,
        operation_Name: `GET ${minute.name}`,
        url: `https://${hostLabelOf(app.spec)}.azurewebsites.net${minute.name}`,
      }),
    ),
  dependencies: (world, app, period) =>
    dependencyMinutesOf(world, app, period).flatMap((minute) =>
      callRows(world, app, minute, {
        name: minute.type === 'SQL' ? minute.name : 'GET /slots',
        operation_Name: 'GET /',
        target: minute.name,
        type: minute.type ?? '',
        data: '',
      }),
    ),
  exceptions: exceptionRows,
}

/** Sampling keeps a few, and says in `itemCount` for how many each stands. */
function callRows(
  world: SimulatedWorld,
  app: AppState,
  minute: CallMinute,
  more: Readonly<Record<string, KqlValue>>,
): readonly KqlRow[] {
  return spreadCalls(world, app, minute).map(({ at, durationInMs, count }) => ({
    times: 1,
    values: {
      ...commonValues(world, app, { at, machine: minute.machine, about: `${minute.name} ${minute.status}` }),
      itemCount: count,
      success: minute.failed ? 'False' : 'True',
      resultCode: minute.status === 0 && !minute.failed ? '' : String(minute.status),
      duration: durationInMs,
      ...more,
    },
  }))
}

function commonValues(
  world: SimulatedWorld,
  app: AppState,
  { at, machine, about }: { readonly at: number; readonly machine: string; readonly about: string },
): Readonly<Record<string, KqlValue>> {
  const id = seededHex(16, world.seed, 'telemetry', hostLabelOf(app.spec), machine, at, about)
  return {
    timestamp: new Date(at),
    id,
    operation_Id: `${id}${id}`,
    operation_Name: '',
    cloud_RoleName: hostLabelOf(app.spec),
    cloud_RoleInstance: machine,
    itemCount: 1,
  }
}

/** What requests failed by, and what processes died by: the SDK sends the last of it as the process goes down. */
function exceptionRows(world: SimulatedWorld, app: AppState, period: SimulatedPeriod): readonly KqlRow[] {
  const failed = requestMinutesOf(world, app, period)
    .filter((minute) => minute.failed)
    .map(({ at, machine, count }) => ({ at: at + minuteInMs / 3, machine, count }))
  const crashed = app.processExits
    .filter(({ at, why }) => why === 'crash' && at >= period.from && at < period.to)
    .map(({ at, machine }) => ({ at: at - 400, machine, count: 1 }))
  return [...failed, ...crashed].map(({ at, machine, count }) => {
    const failure = appFailureOf(world, app, at)
    const [method = ''] = failure.frames
    return {
      times: 1,
      values: {
        ...commonValues(world, app, { at, machine, about: failure.exception }),
        operation_Name: `GET ${failure.path}`,
        itemCount: count,
        problemId: `${failure.exception} at ${method.replace(/\(.*$/, '')}`,
        type: failure.exception,
        method,
        outerType: failure.exception,
        outerMessage: failure.message,
        innermostType: failure.exception,
        innermostMessage: failure.message,
        details: [
          {
            type: failure.exception,
            message: failure.message,
            parsedStack: failure.frames.map((frame, level) => ({ ...partsOf(frame), level })),
          },
        ],
      },
    }
  })
}

/** `server.js:41 loadCart` and `File "/app/db.py", line 31, in query` name a file; other frames are a method alone. */
function partsOf(frame: string): Readonly<Record<string, string | number>> {
  const [, file, line, method] = /^File "([^"]+)", line (\d+), in (.+)$/.exec(frame) ?? []
  if (file !== undefined) return { method: method ?? '', fileName: file, line: Number(line), assembly: '' }
  return { method: frame, assembly: 'Contoso, Version=1.0.0.0, Culture=neutral' }
}
