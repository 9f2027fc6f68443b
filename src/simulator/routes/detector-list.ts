import { planIdOf, siteIdOf } from '../estate/ids.ts'
import { merge, minuteInMs, type Stat } from '../physics/metrics.ts'
import type { AppState, World } from '../physics/world.ts'

export interface Period {
  readonly from: number
  readonly to: number
}

export interface Examined extends Period {
  readonly world: World
  readonly app: AppState
}

export interface Detector {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly category: string
  examine(examined: Examined): { tables: readonly unknown[]; status: { message: string; statusId: string | number } }
}

/** The newest quarter of an hour decides the status. Some detectors number their status, some name it: Azure's do both. */
export const detectorList: readonly Detector[] = [
  {
    id: 'runtimeavailability',
    name: 'Web App Down',
    description: 'Analyzes the requests to your application and their status codes.',
    category: 'Availability and Performance',
    examine: (examined) => {
      const { failed, all } = { failed: lately(examined, 'Http5xx').sum, all: lately(examined, 'Requests').sum }
      const share = all === 0 ? 0 : failed / all
      const columns = ['Requests', 'Http2xx', 'Http3xx', 'Http4xx', 'Http5xx']
      return {
        tables: [table(examined, columns, 'sum', ['Requests by Status Code', 1])],
        status:
          share > 0.05
            ? told('Your app has many HTTP server errors.', 0)
            : told('No HTTP server errors to speak of.', 3),
      }
    },
  },
  {
    id: 'perfAnalysis',
    name: 'Web App Slow',
    description: 'Analyzes the response times of your application.',
    category: 'Availability and Performance',
    examine: (examined) => {
      const stat = lately(examined, 'HttpResponseTime')
      const seconds = stat.count === 0 ? 0 : stat.sum / stat.count
      return {
        tables: [
          table(examined, ['HttpResponseTime', 'RequestsInApplicationQueue'], 'average', [
            'Response Time',
            'TimeSeries',
          ]),
        ],
        status:
          seconds > 2 ? told('Requests take very long.', 'Critical') : told('Response times are usual.', 'Success'),
      }
    },
  },
  {
    id: 'webappcpu',
    name: 'High CPU Analysis',
    description: 'Shows CPU usage of your app on all instances.',
    category: 'Availability and Performance',
    examine: (examined) => {
      const worst = worstMachine(examined, 'CpuPercentage')
      const named = `Instance ${worst.machine} used ${Math.round(worst.value)} % CPU.`
      return {
        tables: [machines(examined, 'CpuPercentage')],
        status: worst.value > 90 ? told(named, 0) : told('No instance is short of CPU.', 3),
      }
    },
  },
  {
    id: 'memoryusage',
    name: 'Memory Analysis',
    description: 'Shows memory usage of your app on all instances.',
    category: 'Availability and Performance',
    examine: (examined) => {
      const worst = worstMachine(examined, 'MemoryPercentage')
      const named = `Instance ${worst.machine} used ${Math.round(worst.value)} % of its memory.`
      return {
        tables: [
          machines(examined, 'MemoryPercentage'),
          table(examined, ['PrivateBytes', 'MemoryWorkingSet'], 'average', ['Memory of the process', 1]),
        ],
        status: worst.value > 90 ? told(named, 'Critical') : told('No instance is short of memory.', 'Success'),
      }
    },
  },
  {
    id: 'webapprestart',
    name: 'Web App Restarted',
    description: 'Shows when the process of your application started on each instance.',
    category: 'Availability and Performance',
    examine: (examined) => {
      const since = examined.app.processes.filter(({ bornAt }) => bornAt >= examined.from && bornAt <= examined.to)
      const columns = [column('Instance', 'String'), column('StartTime', 'DateTime')]
      const rows = since.map(({ worker, bornAt }) => [worker.machine, new Date(bornAt).toISOString()])
      return {
        tables: [
          {
            table: { tableName: '', columns, rows },
            renderingProperties: { type: 2, title: 'Process starts', description: '' },
          },
        ],
        status:
          since.length > 0
            ? told('The process was started anew in this time.', 1)
            : told('No restarts in this time.', 3),
      }
    },
  },
]

function told(message: string, statusId: string | number) {
  return { message, statusId }
}

function column(columnName: string, dataType: string) {
  return { columnName, dataType, columnType: null }
}

const grainInMs = 5 * minuteInMs

function table(
  examined: Examined,
  metrics: readonly string[],
  how: 'sum' | 'average',
  [title, type]: readonly [string, string | number],
) {
  const resource = siteIdOf(examined.app.spec)
  const rows = grainsIn(examined).map((start) => {
    const values = metrics.map((metric) => {
      const stat = statOf(examined.world, { resource, metric, from: start, to: start + grainInMs })
      return String(how === 'sum' ? stat.sum : stat.count === 0 ? 0 : Math.round((100 * stat.sum) / stat.count) / 100)
    })
    return [new Date(start).toISOString(), ...values]
  })
  const columns = [column('PreciseTimeStamp', 'DateTime'), ...metrics.map((metric) => column(metric, 'Int64'))]
  return { table: { tableName: 'Table_0', columns, rows }, renderingProperties: { type, title, description: '' } }
}

function machines(examined: Examined, metric: string) {
  const resource = planIdOf(examined.app.plan.spec.name)
  const rows = examined.app.processes.map(({ worker }) => {
    const stat = statOf(examined.world, { resource, metric, machine: worker.machine, ...examined })
    return [
      worker.machine,
      String(stat.count === 0 ? 0 : Math.round(stat.sum / stat.count)),
      String(Math.round(stat.maximum)),
    ]
  })
  const columns = [column('Instance', 'String'), column('Average', 'Int64'), column('Maximum', 'Int64')]
  return {
    table: { tableName: metric, columns, rows },
    renderingProperties: { type: 2, title: metric, description: '' },
  }
}

function grainsIn({ from, to }: Period): readonly number[] {
  const first = from - (from % grainInMs)
  return Array.from({ length: Math.ceil((to - first) / grainInMs) }, (_, nth) => first + nth * grainInMs)
}

const lateInMs = 15 * minuteInMs

function lately(examined: Examined, metric: string): Stat {
  const { world, app, to } = examined
  return statOf(world, { resource: siteIdOf(app.spec), metric, from: to - lateInMs, to })
}

function worstMachine({ world, app, to }: Examined, metric: string): { machine: string; value: number } {
  const resource = planIdOf(app.plan.spec.name)
  const values = app.processes.map(({ worker: { machine } }) => {
    const stat = statOf(world, { resource, metric, machine, from: to - lateInMs, to })
    return { machine, value: stat.count === 0 ? 0 : stat.sum / stat.count }
  })
  return values.reduce((worst, next) => (next.value > worst.value ? next : worst), { machine: '', value: 0 })
}

const nothing: Stat = { sum: 0, count: 0, minimum: 0, maximum: 0 }

interface Wanted extends Period {
  readonly resource: string
  readonly metric: string
  readonly machine?: string
}

function statOf(world: World, { resource, metric, machine, from, to }: Wanted): Stat {
  const stats = [...world.metrics.values()]
    .filter((meter) => meter.resource === resource && (machine === undefined || meter.machine === machine))
    .flatMap(({ series }) => [...(series.get(metric) ?? [])])
    .filter(([minute]) => minute >= from && minute < to)
    .map(([, stat]) => stat)
  return merge(stats) ?? nothing
}
