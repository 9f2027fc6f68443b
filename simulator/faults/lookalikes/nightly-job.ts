import type { FaultContext, Lookalike } from '../types.ts'

const hourInMs = 3_600_000
const dayInMs = 24 * hourInMs
/** The far past is sampled every two hours: a job begins on one of them, and lasts over the next. */
const beginsOnInMs = 2 * hourInMs
const lastsInMs = 4 * hourInMs
const unfeltForInMs = 26 * hourInMs

/** The plan is full of CPU at this hour, as it is every day. */
export const nightlyJobLookalike: Lookalike = {
  id: 'nightly-job',
  title: 'A job that runs every day',
  cause: 'The import of the day runs, as it does at this hour every day. The report is a false alarm.',
  looksLike: 'cpu-saturation',
  noticedAs: 'slow',
  right: [],
  useless: ['soft-restart', 'restart-instance'],
  harmful: ['restart', 'scale-out', 'scale-up', 'autoscale-set', 'automatic-scaling'],
  outcome: 'nothing-wrong',
  reach: 'app',
  unfeltForInMs,
  effects: () => ({}),
  usual: (context) => (isAtWork(context) ? { burntCores: burntBy(context) } : {}),
}

function isAtWork({ now, onset }: FaultContext): boolean {
  const felt = onset + unfeltForInMs
  const begin = felt - (felt % beginsOnInMs)
  const since = now - begin
  return since - Math.floor(since / dayInMs) * dayInMs < lastsInMs
}

/** Nearly all that visitors leave of a worker. */
function burntBy({ app, traffic, workers, coresAWorker }: FaultContext): number {
  const asked = (app.requestsPerSecond * traffic * app.cpuInMs) / 1000 / workers
  return Math.max(0, 0.94 * coresAWorker - asked)
}
