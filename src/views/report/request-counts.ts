import type { IncidentEvent } from '../../incident/event.ts'
import type { Instant, MetricFinding, TimeWindow } from '../../incident/finding.ts'
import { mergeSeries, type SeriesPoints } from '../parts/metric-series.ts'

/** Requests of a minute, and how many of them ended in an error of the server; absent where Azure gave no figure. */
export interface CountedMinute {
  readonly at: Instant
  readonly requests?: number
  readonly failed?: number
}

export interface RequestCounts {
  readonly requests: number
  readonly failed: number
  /** Minutes of the window, and how many of them nobody has read. */
  readonly minutes: number
  readonly unread: number
  readonly worst?: { readonly at: Instant; readonly share: number }
}

const minuteInMs = 60_000
/** Two days: what is older was never looked back on. */
const maxMinutes = 2_880
/** Ours: one failure of two requests is no worst minute. */
const fewestInWorst = 10

/**
 * Every minute of the window, from every look there was: a look sees its own hour finely and what lies before it
 * coarsely, so what a later one saw finely stands above what an earlier one saw coarsely.
 */
export const countedMinutes = (events: readonly IncidentEvent[], window: TimeWindow): readonly CountedMinute[] => {
  const from = Math.floor(Math.max(window.from, window.to - maxMinutes * minuteInMs) / minuteInMs) * minuteInMs
  const length = Math.max(0, Math.ceil((window.to - from) / minuteInMs))
  const [requests, failed] = ['Requests', 'Http5xx'].map((metric) => minutesOf(events, metric))
  return Array.from({ length }, (_, index) => {
    const at = from + index * minuteInMs
    const [asked, broken] = [requests?.get(at), failed?.get(at)]
    // Azure leaves out minutes without an error: where requests were counted, these are none.
    return { at, ...(asked === undefined ? {} : { requests: asked, failed: broken ?? 0 }) }
  })
}

export const requestCounts = (counted: readonly CountedMinute[]): RequestCounts => {
  const worst = counted
    .filter(({ requests = 0, failed = 0 }) => requests >= fewestInWorst && failed > 0)
    .map(({ at, requests = 0, failed = 0 }) => ({ at, share: Math.min(1, failed / requests) }))
    .reduce<RequestCounts['worst']>(
      (most, one) => (most === undefined || one.share > most.share ? one : most),
      undefined,
    )
  return {
    requests: counted.reduce((sum, { requests = 0 }) => sum + requests, 0),
    failed: counted.reduce((sum, { failed = 0 }) => sum + failed, 0),
    minutes: counted.length,
    unread: counted.filter(({ requests }) => requests === undefined).length,
    ...(worst === undefined ? {} : { worst }),
  }
}

/** By minute: coarse figures first, spread over their minutes, then the fine ones over them. */
const minutesOf = (events: readonly IncidentEvent[], metric: string): ReadonlyMap<Instant, number> => {
  const seen = events
    .flatMap((event) => (event.type === 'ProbeFinished' ? event.result.findings : []))
    .filter((finding): finding is MetricFinding => finding.kind === 'metric')
    .filter((finding) => finding.metric === metric && finding.of === 'app')
    .filter(({ baseline }) => baseline === undefined || baseline === 'look-back')
  const minutes = new Map<Instant, number>()
  for (const finding of seen.toSorted((a, b) => b.grainInMs - a.grainInMs)) {
    for (const [at, perMinute] of wholeGrains(finding)) {
      if (perMinute === null) continue
      for (let minute = at; minute < at + finding.grainInMs; minute += minuteInMs) minutes.set(minute, perMinute)
    }
  }
  return minutes
}

/** The newest of coarse grains was still filling when it was read. */
const wholeGrains = (finding: MetricFinding): SeriesPoints =>
  finding.grainInMs > minuteInMs ? mergeSeries(finding).slice(0, -1) : mergeSeries(finding)
