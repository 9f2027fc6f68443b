import { siteIdOf } from '../estate/ids.ts'
import {
  type Detector,
  type Examined,
  earlier,
  lateInMs,
  lately,
  meanOf,
  rowsTable,
  type Status,
  seriesTable,
  statOf,
  told,
} from './detector-figures.ts'
import { failingRequests } from './detector-requests.ts'

const category = 'Availability and Performance'

/** What visitors get. */
export const availabilityDetectors: readonly Detector[] = [
  {
    id: 'runtimeavailability',
    name: 'Web App Down',
    description: 'Analyzes the requests to your application and their status codes.',
    category,
    examine: (examined) => ({
      tables: [
        seriesTable(examined, ['Requests', 'Http2xx', 'Http3xx', 'Http4xx', 'Http5xx'], 'sum', [
          'Requests by Status Code',
          1,
        ]),
      ],
      status: availabilityOf(examined),
    }),
  },
  {
    id: 'http5xx',
    name: 'HTTP Server Errors',
    description: 'Shows the server errors of your application.',
    category,
    examine: (examined) => {
      const [failed, all] = [lately(examined, 'Http5xx').sum, lately(examined, 'Requests').sum]
      const text = `${failed} of ${all} requests failed with HTTP server errors in the last 15 minutes.`
      return {
        tables: [
          seriesTable(examined, ['Http5xx'], 'sum', ['HTTP Server Errors', 'TimeSeries']),
          failingRequests(examined, failed),
        ],
        status: failed > 10 && failed > 0.01 * all ? told(text, 'Critical') : told(text, 'Success'),
      }
    },
  },
  {
    id: 'perfAnalysis',
    name: 'Web App Slow',
    description: 'Analyzes the response times of your application.',
    category,
    examine: (examined) => {
      const seconds = meanOf(lately(examined, 'HttpResponseTime'))
      const text = `Requests take ${Math.round(seconds * 10) / 10} seconds on average.`
      return {
        tables: [
          seriesTable(examined, ['HttpResponseTime', 'RequestsInApplicationQueue'], 'average', [
            'Response Time',
            'TimeSeries',
          ]),
        ],
        status: seconds > 2 ? told(text, 'Critical') : told('Response times are usual.', 'Success'),
      }
    },
  },
  {
    id: 'healthcheck',
    name: 'Health Check feature',
    description: 'Shows which instances fail the health check.',
    category,
    examine: (examined) => {
      const rows = healthOf(examined)
      const failing = rows.filter(([, share]) => Number(share) < 100).length
      const columns = [
        ['Instance', 'String'],
        ['HealthyPercent', 'Int64'],
        ['InRotation', 'Boolean'],
      ] as const
      return { tables: [rowsTable('Health check by instance', columns, rows)], status: saidOf(examined, failing) }
    },
  },
]

function availabilityOf(examined: Examined): Status {
  const [failed, all] = [lately(examined, 'Http5xx').sum, lately(examined, 'Requests').sum]
  if (all === 0 && earlier(examined, 'Requests').sum > 0) {
    return told('No requests have reached your app in the last 15 minutes, though they did before.', 0)
  }
  const share = all === 0 ? 0 : failed / all
  return share > 0.05 ? told('Your app has many HTTP server errors.', 0) : told('No HTTP server errors to speak of.', 3)
}

function healthOf({ world, app, to }: Examined): string[][] {
  return app.processes.map(({ worker: { machine }, isInRotation }) => {
    const wanted = { resource: siteIdOf(app.spec), metric: 'HealthCheckStatus', machine, from: to - lateInMs, to }
    const stat = statOf(world, wanted)
    return [machine, String(stat.count === 0 ? 100 : Math.round(meanOf(stat))), String(isInRotation)]
  })
}

function saidOf({ app }: Examined, failing: number): Status {
  if (app.config.healthCheckPath === null) return told('Health check is not set up for your app.', 'Info')
  return failing === 0
    ? told('All instances pass the health check.', 'Success')
    : told(`${failing} of ${app.processes.length} instances failed the health check.`, 'Critical')
}
