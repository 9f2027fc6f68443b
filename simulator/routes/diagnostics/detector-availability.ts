import { siteIdOf } from '../../estate/estate-ids.ts'
import { plantedSecrets } from '../../estate/planted-secrets.ts'
import { appFailureOf } from '../../logs/app-failure.ts'
import {
  type DetectorInput,
  earlierStatOf,
  latestStatOf,
  latestWindowInMs,
  meanOfStat,
  metricStatOf,
  rowsTable,
  type SimulatedDetector,
  type SimulatedDetectorStatus,
  seriesTable,
  toDetectorStatus,
} from './detector-figures.ts'

const category = 'Availability and Performance'

/** What visitors get. */
export const availabilityDetectors: readonly SimulatedDetector[] = [
  {
    id: 'appDownAnalysis',
    name: 'Web App Down',
    description: 'Analyzes the requests to your application and their status codes.',
    category,
    analyses: [],
    examine: (input) => ({
      tables: [
        seriesTable(input, ['Requests', 'Http2xx', 'Http3xx', 'Http4xx', 'Http5xx'], 'sum', [
          'Requests by Status Code',
          1,
        ]),
      ],
      status: availabilityOf(input),
    }),
  },
  {
    id: 'httpservererrors',
    name: 'HTTP Server Errors',
    description: 'Shows the server errors of your application.',
    category: null,
    analyses: ['appDownAnalysis'],
    examine: (input) => {
      const [failed, all] = [latestStatOf(input, 'Http5xx').sum, latestStatOf(input, 'Requests').sum]
      const text = `${failed} of ${all} requests failed with HTTP server errors in the last 15 minutes.`
      return {
        tables: [
          seriesTable(input, ['Http5xx'], 'sum', ['HTTP Server Errors', 'TimeSeries']),
          failingRequestsTable(input, failed),
        ],
        status:
          failed > 10 && failed > 0.01 * all ? toDetectorStatus(text, 'Critical') : toDetectorStatus(text, 'Success'),
      }
    },
  },
  {
    id: 'perfAnalysis',
    name: 'Web App Slow',
    description: 'Analyzes the response times of your application.',
    category,
    analyses: [],
    examine: (input) => {
      const seconds = meanOfStat(latestStatOf(input, 'HttpResponseTime'))
      const text = `Requests take ${Math.round(seconds * 10) / 10} seconds on average.`
      return {
        tables: [
          seriesTable(input, ['HttpResponseTime', 'RequestsInApplicationQueue'], 'average', [
            'Response Time',
            'TimeSeries',
          ]),
        ],
        status:
          seconds > 2 ? toDetectorStatus(text, 'Critical') : toDetectorStatus('Response times are usual.', 'Success'),
      }
    },
  },
  {
    id: 'healthcheck',
    name: 'Health Check feature',
    description: 'Shows which instances fail the health check.',
    category,
    analyses: ['appDownAnalysis'],
    examine: (input) => {
      const rows = healthOf(input)
      const failing = rows.filter(([, share]) => Number(share) < 100).length
      const columns = [
        ['Instance', 'String'],
        ['HealthyPercent', 'Int64'],
        ['InRotation', 'Boolean'],
      ] as const
      return { tables: [rowsTable('Health check by instance', columns, rows)], status: saidOf(input, failing) }
    },
  },
]

function availabilityOf(input: DetectorInput): SimulatedDetectorStatus {
  const [failed, all] = [latestStatOf(input, 'Http5xx').sum, latestStatOf(input, 'Requests').sum]
  if (all === 0 && earlierStatOf(input, 'Requests').sum > 0) {
    return toDetectorStatus('No requests have reached your app in the last 15 minutes, though they did before.', 0)
  }
  const share = all === 0 ? 0 : failed / all
  return share > 0.05
    ? toDetectorStatus('Your app has many HTTP server errors.', 0)
    : toDetectorStatus('No HTTP server errors to speak of.', 3)
}

function healthOf({ world, app, to }: DetectorInput): string[][] {
  return app.processes.map(({ worker: { machine }, isInRotation }) => {
    const wanted = {
      resource: siteIdOf(app.spec),
      metric: 'HealthCheckStatus',
      machine,
      from: to - latestWindowInMs,
      to,
    }
    const stat = metricStatOf(world, wanted)
    return [machine, String(stat.count === 0 ? 100 : Math.round(meanOfStat(stat))), String(isInRotation)]
  })
}

function saidOf({ app }: DetectorInput, failing: number): SimulatedDetectorStatus {
  if (app.config.healthCheckPath === null) return toDetectorStatus('Health check is not set up for your app.', 'Info')
  return failing === 0
    ? toDetectorStatus('All instances pass the health check.', 'Success')
    : toDetectorStatus(`${failing} of ${app.processes.length} instances failed the health check.`, 'Critical')
}

const columns = [
  ['CsUriStem', 'String'],
  ['Status', 'Int64'],
  ['UserName', 'String'],
] as const

/** Addresses as they were asked for, with all that stood in them. */
function failingRequestsTable({ app, world, to }: DetectorInput, failed: number) {
  const signed = `/images/4711.png?sv=2024-05-04&sig=${plantedSecrets.sasSignature}`
  const asked = [appFailureOf(world, app, to).path, `/api/stock?code=${plantedSecrets.functionCode}`, signed]
  const rows = failed === 0 ? [] : asked.map((uri) => [uri, '500', plantedSecrets.email])
  return rowsTable('Failing requests', columns, rows)
}
