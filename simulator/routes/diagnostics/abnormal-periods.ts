import { siteIdOf } from '../../estate/estate-ids.ts'
import { floorTo, minuteInMs, type SimulatedPeriod } from '../../physics/simulated-time.ts'
import { type DetectorInput, meanOfStat, metricStatOf } from './detector-figures.ts'
import { simulatedDetectors } from './simulated-detectors.ts'

interface Limit {
  readonly metric: string
  /** Of this metric, where it is a share that counts. */
  readonly share?: string
  readonly limit: number
}

/** Quiet minutes within a period that do not end it. */
const gapInMs = 3 * minuteInMs

/** When a metric was over its limit, and what the detectors saw then; found in what was measured, minute by minute. */
export function abnormalPeriodsOf(input: DetectorInput, limit: Limit) {
  return periodsOf(minutesOver(input, limit)).map((period) => ({
    startTime: iso(period.from),
    endTime: iso(period.to),
    events: eventsIn({ ...input, ...period }),
    solutions: [],
  }))
}

function minutesOver({ world, app, from, to }: DetectorInput, { metric, share, limit }: Limit): readonly number[] {
  const resource = siteIdOf(app.spec)
  const found: number[] = []
  for (let minute = floorTo(from, minuteInMs); minute < to; minute += minuteInMs) {
    const period = { from: minute, to: minute + minuteInMs }
    const stat = metricStatOf(world, { resource, metric, ...period })
    const of = share === undefined ? undefined : metricStatOf(world, { resource, metric: share, ...period }).sum
    const value = of === undefined ? meanOfStat(stat) : of === 0 ? 0 : stat.sum / of
    if (value > limit) found.push(minute)
  }
  return found
}

function periodsOf(minutes: readonly number[]): readonly SimulatedPeriod[] {
  const periods: SimulatedPeriod[] = []
  for (const minute of minutes) {
    const [before, end] = [periods.at(-1), minute + minuteInMs]
    if (before !== undefined && minute - before.to <= gapInMs) periods[periods.length - 1] = { ...before, to: end }
    else periods.push({ from: minute, to: end })
  }
  return periods
}

/** What every detector has to say that was bad or doubtful. */
function eventsIn(input: DetectorInput) {
  const fitting = simulatedDetectors.filter(({ os }) => os === undefined || os === input.app.plan.spec.os)
  return fitting.flatMap((detector, index) => {
    const { message, statusId } = detector.examine(input).status
    if (!/^(0|1|critical|warning)$/i.test(String(statusId))) return []
    const [startTime, endTime] = [iso(input.from), iso(input.to)]
    return [
      {
        startTime,
        endTime,
        message,
        source: detector.id,
        priority: index + 1,
        metaData: [],
        type: typeOf(detector.id),
        solutions: [],
      },
    ]
  })
}

function typeOf(detector: string): string {
  if (detector === 'appcrashes') return 'AppCrash'
  return detector === 'webapprestart' ? 'UserIssue' : 'RuntimeIssueDetected'
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
