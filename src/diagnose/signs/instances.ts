import type { MetricFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { amount, percent } from '../figures.ts'
import { averagesOf } from '../level.ts'
import { highest, lowest, type Standout } from '../odd-one-out.ts'
import { remember } from '../remember.ts'
import { probeOf, statesOf } from '../seen.ts'
import { inOrder } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Said, Sign } from '../weighing.ts'
import { cpuTimeUp } from './cpu.ts'
import { errorShare, errorsPerMinute, failing, frontEndFailing, moreRequests, slower } from './requests.ts'

interface Named extends Said {
  readonly instance: string
}

/** One measure in which an instance can stand out; it names the one that does. Thresholds are ours. */
type Comparison = (seen: Seen) => Named | undefined

/** Nearly all errors come from one instance, although the others serve too. */
const fails: Comparison = (seen) => {
  const errors = averagesOf(seen, 'app', 'Http5xx')
  const serving = averagesOf(seen, 'app', 'Requests')
  const top = errors.toSorted((a, b) => b.now - a.now || inOrder(a.instance, b.instance))[0]
  if (top === undefined || top.now <= errorsPerMinute || serving.length < 2) return undefined
  const share = top.now / errors.reduce((total, { now }) => total + now, 0)
  const own = top.now / Math.max(1, serving.find(({ instance }) => instance === top.instance)?.now ?? 0)
  if (share < (serving.length === 2 ? 0.9 : 0.8) || own < errorShare) return undefined
  const args = { instance: top.instance, share: percent(share * 100), now: amount(top.now) }
  return { instance: top.instance, text: phrase('evidence.instance-errors', args), probe: top.probe, strength: 1 }
}

const slows: Comparison = (seen) => {
  const top = highest(seen, 'app', 'HttpResponseTime')
  const alone = top?.othersCalm && top.now >= 3 * top.others && top.now - top.others >= 0.1
  return top && alone ? named('evidence.instance-slow', top, amount) : undefined
}

const queues: Comparison = (seen) => {
  const top = highest(seen, 'app', 'RequestsInApplicationQueue')
  return top && top.now >= 10 && top.now >= 5 * Math.max(1, top.others)
    ? named('evidence.instance-queue', top, amount)
    : undefined
}

const burns: Comparison = (seen) => {
  const top = highest(seen, 'plan', 'CpuPercentage')
  return top && top.now >= 80 && top.now - top.others >= 30 ? named('evidence.instance-cpu', top, percent) : undefined
}

const fills: Comparison = (seen) => {
  const top = highest(seen, 'plan', 'MemoryPercentage')
  return top && top.now >= 80 && top.now - top.others >= 20
    ? named('evidence.instance-memory', top, percent)
    : undefined
}

const isUnhealthy: Comparison = (seen) => {
  const bottom = lowest(seen, 'app', 'HealthCheckStatus')
  return bottom && bottom.now < 100 && bottom.others >= 100
    ? named('evidence.instance-unhealthy', bottom, percent)
    : undefined
}

/** Requests no longer reach it, while they still reach the others. */
const isDeaf: Comparison = (seen) => {
  const gone = averagesOf(seen, 'app', 'Requests').filter(
    ({ before, now }) => (before ?? 0) >= 10 && now < (before ?? 0) / 3,
  )
  const bottom = lowest(seen, 'app', 'Requests')
  return bottom && gone.length === 1 && gone[0]?.instance === bottom.instance
    ? named('evidence.instance-deaf', bottom, amount)
    : undefined
}

const isNotReady: Comparison = (seen) => {
  const states = statesOf(seen, 'instance')
  const down = states.filter(({ properties }) => properties.state !== 'READY')
  const only = down[0]
  if (only === undefined || down.length > 1 || states.length < 2) return undefined
  const args = { instance: only.name, state: String(only.properties.state ?? 'UNKNOWN') }
  return { instance: only.name, text: phrase('evidence.instance-state', args), probe: probeOf(seen, only), strength: 1 }
}

const named = (key: string, top: Standout, figure: (value: number) => number): Named => ({
  instance: top.instance,
  text: phrase(key, { instance: top.instance, now: figure(top.now), others: figure(top.others) }),
  probe: top.probe,
  strength: 1,
})

/** How much each says; those that visitors feel say most. */
export const comparisons: readonly (readonly [Comparison, number])[] = [
  [fails, 0.55],
  [slows, 0.55],
  [isUnhealthy, 0.35],
  [isNotReady, 0.35],
  [isDeaf, 0.35],
  [queues, 0.2],
  [burns, 0.25],
  [fills, 0.25],
]

/** The one instance that stands out most: it is the one that all signs are then about. */
export const accused = remember((seen: Seen): string | undefined => {
  const votes = new Map<string, number>()
  for (const [compare, weight] of comparisons) {
    const found = compare(seen)
    if (found !== undefined) votes.set(found.instance, (votes.get(found.instance) ?? 0) + weight)
  }
  return [...votes].toSorted(([a, x], [b, y]) => y - x || inOrder(a, b))[0]?.[0]
})

export const standsOut =
  (compare: Comparison): Sign =>
  (seen) => {
    const found = compare(seen)
    return found !== undefined && found.instance === accused(seen) ? found : undefined
  }

/** Any of the comparisons names an instance. */
export const anyStandsOut: Sign = (seen) => {
  const name = accused(seen)
  for (const [compare] of comparisons) {
    const found = compare(seen)
    if (found !== undefined && found.instance === name) return found
  }
  return undefined
}

/** Nearly all errors come from one instance. */
export const oneFails: Sign = (seen) => {
  const found = fails(seen)
  return found?.instance === accused(seen) ? found : undefined
}

/** Visitors feel one instance alone: against every cause that would touch them all. */
export const oneAlone: Sign = (seen) => {
  const found = fails(seen) ?? slows(seen)
  return found?.instance === accused(seen) ? found : undefined
}

/** Requests suffer, and no instance stands out. */
export const allAlike: Sign = (seen) => {
  const suffers = slower(seen) ?? failing(seen) ?? frontEndFailing(seen)
  const count = countOf(seen, 'app', 'Requests')
  if (suffers === undefined || count < 2 || accused(seen) !== undefined) return undefined
  return { text: phrase('evidence.instances-alike', { count }), probe: 'app-metrics', strength: 1 }
}

/**
 * The plan has one instance and that one burns CPU, fails or is slow without more requests and without a change: with
 * no sibling to compare, its process going astray is likelier than every app of the plan doing so.
 */
export const onlyOneAstray: Sign = (seen) => {
  const [only, second] = averagesOf(seen, 'plan', 'CpuPercentage')
  const name = only?.instance
  if (name === undefined || second !== undefined || only === undefined || moreRequests(seen) !== undefined)
    return undefined
  const astray = cpuTimeUp(seen) !== undefined && (failing(seen) ?? slower(seen)) !== undefined
  if (!astray) return undefined
  const text = phrase('evidence.only-instance-astray', { instance: name, now: percent(only.now) })
  return { text, probe: only.probe, strength: 1 }
}

/** The plan's only instance. */
export const onlyInstance = (seen: Seen): string | undefined => {
  const instances = averagesOf(seen, 'plan', 'CpuPercentage')
  return instances.length === 1 ? instances[0]?.instance : undefined
}

const countOf = (seen: Seen, of: MetricFinding['of'], metric: string): number => averagesOf(seen, of, metric).length
