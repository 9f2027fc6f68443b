import type { Finding, Instant, MetricFinding, TimeWindow } from '../incident/finding.ts'
import { baselineFindingsOf, metricFindingOf } from '../incident/read-findings.ts'
import type { RefusedShare, UsualFigure, UsualFigures } from '../incident/verification/fit-to-usual.ts'
import { combineInstances, type KnownPoint } from './known-points.ts'
import { usualOf } from './usual.ts'

interface ObservedTime {
  readonly window: TimeWindow
  /** When the trouble began; absent where that is not known. */
  readonly since?: Instant | undefined
  /** The trouble is older than all that was looked back on. */
  readonly startUnseen?: boolean
}

/** Ours: an hour of quarters. Fewer say nothing of what is usual. */
const fewestPoints = 4
const minuteInMs = 60_000

const ofApp = ['Requests', 'Http5xx', 'HttpResponseTime'] as const
const ofPlan = ['CpuPercentage', 'MemoryPercentage'] as const
const statusMetrics: readonly (readonly [status: number, metric: string])[] = [
  [401, 'Http401'],
  [403, 'Http403'],
  [404, 'Http404'],
]

/**
 * What was usual before the trouble: two days back and the same hour of last week, in quarters. Calm is looked for in
 * the lower part, so that an outage of yesterday does not count as usual. `undefined` where too little was seen.
 */
export const usualFiguresOf = (findings: readonly Finding[], time: ObservedTime): UsualFigures | undefined => {
  const figures = [
    ...ofApp.map((metric) => [metric, usualFigureOf(findings, 'app', metric, time)] as const),
    ...ofPlan.map((metric) => [metric, usualFigureOf(findings, 'plan', metric, time)] as const),
  ]
  const known = figures.filter((one): one is readonly [(typeof one)[0], UsualFigure] => one[1] !== undefined)
  if (known.length === 0) return undefined
  const errorShare = usualOf(sharesOf(findings, 'Http5xx', time), fewestPoints)
  return {
    metrics: Object.fromEntries(known),
    ...(errorShare === undefined ? {} : { errorShare }),
    statusShares: Object.fromEntries(
      statusMetrics.flatMap(([status, metric]) => {
        const share = refusedShareOf(findings, metric, time)
        return share === undefined ? [] : [[status, share] as const]
      }),
    ),
    ...withoutUndefined(refusedShareOf(findings, 'Http4xx', time)),
  }
}

const withoutUndefined = (refusedShare: RefusedShare | undefined): Pick<UsualFigures, 'refusedShare'> =>
  refusedShare === undefined ? {} : { refusedShare }

const refusedShareOf = (findings: readonly Finding[], metric: string, time: ObservedTime): RefusedShare | undefined => {
  const usual = wholeShareOf(calmPoints(findings, metric, time), calmPoints(findings, 'Requests', time))
  const now = wholeShareOf(lastPoints(findings, metric, time), lastPoints(findings, 'Requests', time))
  return usual === undefined ? undefined : { usual, ...(now === undefined ? {} : { now }) }
}

const usualFigureOf = (
  findings: readonly Finding[],
  of: MetricFinding['of'],
  metric: string,
  time: ObservedTime,
): UsualFigure | undefined => usualOf(calmPoints(findings, metric, time, of), fewestPoints)

/** Every point of another time from before the trouble, counts by the minute; none twice. */
const calmPoints = (
  findings: readonly Finding[],
  metric: string,
  { window, since, startUnseen }: ObservedTime,
  of: MetricFinding['of'] = 'app',
): readonly KnownPoint[] => {
  const before = Math.min(since ?? window.from, window.to)
  const points = new Map<Instant, number>()
  for (const finding of baselineFindingsOf({ findings }, of, metric)) {
    if (startUnseen && finding.baseline !== 'last-week') continue
    const { aggregation, grainInMs } = finding
    const perMinute = aggregation === 'total' ? minuteInMs / grainInMs : 1
    for (const [at, value] of combineInstances(finding)) if (at + grainInMs <= before) points.set(at, value * perMinute)
  }
  return [...points].toSorted(([a], [b]) => a - b)
}

/** Of each quarter in which somebody asked. */
const sharesOf = (findings: readonly Finding[], metric: string, time: ObservedTime): readonly KnownPoint[] => {
  const counted = new Map(calmPoints(findings, metric, time))
  return calmPoints(findings, 'Requests', time).flatMap(([at, all]) =>
    all > 0 ? [[at, Math.min(1, (counted.get(at) ?? 0) / all)] as const] : [],
  )
}

/** Ours: long enough that a few requests do not decide. */
const lastInMs = 15 * minuteInMs

const lastPoints = (findings: readonly Finding[], metric: string, { window }: ObservedTime): readonly KnownPoint[] => {
  const finding = metricFindingOf({ findings }, 'app', metric)
  return finding === undefined ? [] : combineInstances(finding).filter(([at]) => at >= window.to - lastInMs)
}

const wholeShareOf = (counted: readonly KnownPoint[], all: readonly KnownPoint[]): number | undefined => {
  const requests = sumOf(all)
  return requests > 0 ? sumOf(counted) / requests : undefined
}

const sumOf = (points: readonly KnownPoint[]): number => points.reduce((sum, [, value]) => sum + value, 0)
