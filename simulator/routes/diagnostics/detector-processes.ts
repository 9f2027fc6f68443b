import type { ProcessExit } from '../../physics/simulated-app.ts'
import { type DetectorInput, rowsTable, type SimulatedDetector, toDetectorStatus } from './detector-figures.ts'

const category = 'Availability and Performance'

const columns = [
  ['Instance', 'String'],
  ['Time', 'DateTime'],
  ['ProcessId', 'Int64'],
  ['Reason', 'String'],
] as const

/** How the app's processes came and went. */
export const processDetectors: readonly SimulatedDetector[] = [
  {
    id: 'webapprestart',
    name: 'Web App Restarted',
    description: 'Shows when the process of your application started on each instance, and why.',
    category,
    analyses: ['appDownAnalysis', 'perfAnalysis'],
    examine: (input) => {
      const since = processExitsIn(input, [
        'restart',
        'setting',
        'deployment',
        'swap',
        'auto-heal',
        'crash',
        'out-of-memory',
      ])
      return {
        tables: [rowsTable('Process starts', columns, since.map(rowOf))],
        status:
          since.length > 0
            ? toDetectorStatus(`The process was started anew ${since.length} times in this time.`, 1)
            : toDetectorStatus('No restarts in this time.', 3),
      }
    },
  },
  {
    id: 'appcrashes',
    name: 'Application Crashes',
    description: 'Shows when the process of your application ended unexpectedly.',
    category,
    analyses: ['appDownAnalysis', 'perfAnalysis'],
    examine: (input) => {
      const crashes = processExitsIn(input, ['crash', 'out-of-memory'])
      const instances = new Set(crashes.map(({ machine }) => machine)).size
      return {
        tables: [rowsTable('Unexpected ends of the process', columns, crashes.map(rowOf))],
        status:
          crashes.length > 0
            ? toDetectorStatus(
                `The process ended unexpectedly ${crashes.length} times, on ${instances} instances.`,
                'Critical',
              )
            : toDetectorStatus('No crash in this time.', 'Success'),
      }
    },
  },
  {
    id: 'coldstarts',
    name: 'Cold Starts',
    description: 'Shows when your application was unloaded because nobody used it, so that the next visitor waits.',
    category: null,
    analyses: ['appDownAnalysis', 'perfAnalysis'],
    os: 'windows',
    examine: (input) => {
      const unloaded = processExitsIn(input, ['idle'])
      const text = `Your app was unloaded ${unloaded.length} times after 20 minutes without requests. Always On keeps it loaded.`
      return {
        tables: [rowsTable('Unloaded for want of requests', columns, unloaded.map(rowOf))],
        status:
          unloaded.length > 0
            ? toDetectorStatus(text, 1)
            : toDetectorStatus('Your app was not unloaded in this time.', 3),
      }
    },
  },
  {
    id: 'containerissues',
    name: 'Container Issues',
    description: 'Shows containers of your application that failed to start.',
    category: null,
    analyses: ['appDownAnalysis'],
    os: 'linux',
    examine: (input) => {
      const failed = processExitsIn(input, ['start-failed'])
      const down = input.app.processes.filter(({ readyAt }) => readyAt === Number.POSITIVE_INFINITY).length
      const text = `The container does not start on ${down} of ${input.app.processes.length} instances: it did not answer HTTP pings in time.`
      return {
        tables: [rowsTable('Failed starts', columns, failed.map(rowOf))],
        status: down > 0 ? toDetectorStatus(text, 'Critical') : toDetectorStatus('All containers are up.', 'Success'),
      }
    },
  },
]

function processExitsIn({ app, from, to }: DetectorInput, why: readonly ProcessExit['why'][]): readonly ProcessExit[] {
  return app.processExits.filter((one) => why.includes(one.why) && one.at >= from && one.at <= to)
}

const reasons: Readonly<Record<ProcessExit['why'], string>> = {
  crash: 'The process ended unexpectedly',
  'out-of-memory': 'The container was killed for want of memory',
  restart: 'Restarted by a user or an API',
  'auto-heal': 'Recycled by auto-heal',
  swap: 'Slot swap',
  deployment: 'Deployment',
  setting: 'Change of an app setting or of the configuration',
  idle: 'No requests for 20 minutes',
  'start-failed': 'The container did not start in time',
}

function rowOf({ machine, at, pid, why }: ProcessExit): string[] {
  return [machine, new Date(at).toISOString(), String(pid), reasons[why]]
}
