import type { Instant, MetricSeries } from '../../incident/finding.ts'
import type { AutoHealTrigger } from './trigger.ts'

/** How often a trigger would have fired in the hours looked at. */
export type BackTestResult =
  | { readonly known: true; readonly times: number; readonly instances: number; readonly maxTriggersPerHour: number }
  /** Azure Monitor keeps no figure from which it could be told. */
  | { readonly known: false }

const minuteInMs = 60_000
const hourInMs = 60 * minuteInMs

/** The metric from which each trigger can be told, where there is one. */
export const metricForTrigger = (
  trigger: AutoHealTrigger,
): 'Http5xx' | 'Http4xx' | 'Requests' | 'PrivateBytes' | undefined => {
  switch (trigger.kind) {
    case 'status-codes':
      if (trigger.codes === '500-599') return 'Http5xx'
      return trigger.codes === '400-499' ? 'Http4xx' : undefined
    case 'requests':
      return 'Requests'
    case 'private-bytes':
      return 'PrivateBytes'
    case 'slow-requests':
      // Averages only: how many were slow, nobody wrote down.
      return undefined
  }
}

/**
 * Auto-heal counts a process by itself and begins to count anew after it has recycled one, which it does not do to a
 * process younger than `youngestInMs`. So do we, an instance at a time.
 */
export const backTestTrigger = (
  trigger: AutoHealTrigger,
  series: readonly MetricSeries[],
  youngestInMs: number,
): BackTestResult => {
  if (series.length === 0) return { known: false }
  const fired = series.map(({ points }) => firings(trigger, points, youngestInMs))
  const maxTriggersPerHour = Math.max(0, ...fired.flatMap((times) => times.map((at) => within(times, at))))
  return { known: true, times: fired.flat().length, instances: series.length, maxTriggersPerHour }
}

const within = (times: readonly Instant[], from: Instant): number =>
  times.filter((at) => at >= from && at < from + hourInMs).length

type Points = MetricSeries['points']

const firings = (trigger: AutoHealTrigger, points: Points, youngestInMs: number): readonly Instant[] => {
  const fired: Instant[] = []
  let counted: { readonly at: Instant; readonly value: number }[] = []
  for (const [at, value] of points) {
    const last = fired.at(-1)
    if (value === null || (last !== undefined && at - last < youngestInMs)) continue
    counted = [...counted.filter((one) => one.at > at - windowOf(trigger)), { at, value }]
    if (!reached(trigger, counted)) continue
    fired.push(at)
    counted = []
  }
  return fired
}

const windowOf = (trigger: AutoHealTrigger): number =>
  'minutes' in trigger ? trigger.minutes * minuteInMs : minuteInMs

const reached = (trigger: AutoHealTrigger, counted: readonly { readonly value: number }[]): boolean =>
  trigger.kind === 'private-bytes'
    ? (counted.at(-1)?.value ?? 0) > trigger.megabytes * 1024 * 1024
    : counted.reduce((sum, { value }) => sum + value, 0) >= trigger.count
