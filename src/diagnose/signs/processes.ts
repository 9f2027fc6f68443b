import type { Instant, StateFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { fallsIn } from '../climb.ts'
import { answered, findingsOf, metricOf, probeOf, statesOf } from '../seen.ts'
import { known } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Sign } from '../weighing.ts'
import { changedAt, lateInMs } from './changes.ts'

/** Ours: Azure restarts an app within these minutes of a change to it, and needs a minute to say when. */
const followsInMs = 4 * 60_000

interface Started {
  readonly state: StateFinding
  readonly startedAt: Instant
}

const startsOf = (seen: Seen): readonly Started[] =>
  statesOf(seen, 'instance').flatMap((state) => {
    const { startedAt } = state.properties
    return typeof startedAt === 'number' ? [{ state, startedAt }] : []
  })

/** Processes that began anew after the trouble did: they crash, or are ended. Half of the instances at least. */
export const startedAnew: Sign = (seen) => {
  const { since } = seen
  const instances = startsOf(seen)
  if (since === undefined) return undefined
  const anew = instances.filter(({ startedAt }) => startedAt > since + lateInMs && !wasAsked(seen, startedAt))
  const first = anew[0]
  if (first === undefined || anew.length * 2 < instances.length) return undefined
  const startedAt = anew.reduce((latest: Instant, one) => Math.max(latest, one.startedAt), first.startedAt)
  const args = { count: anew.length, of: instances.length, startedAt }
  return { text: phrase('evidence.started-anew', args), probe: probeOf(seen, first.state), strength: 1 }
}

/** Somebody restarted, started or scaled it just then: it did not end by itself. */
const wasAsked = (seen: Seen, startedAt: Instant): boolean =>
  findingsOf(seen, 'change').some(
    ({ change, at }) => beginsProcesses.has(change) && startedAt >= at - 60_000 && startedAt <= at + followsInMs,
  )

const beginsProcesses: ReadonlySet<string> = new Set(['restart', 'start', 'scale'])

/** Every process was there before the trouble and still is: nothing crashes, and nobody restarted it. */
export const startedBefore: Sign = (seen) => {
  const { since } = seen
  const instances = startsOf(seen)
  const [first] = instances
  if (since === undefined || first === undefined) return undefined
  if (instances.some(({ startedAt }) => startedAt > since - lateInMs)) return undefined
  const startedAt = Math.max(...instances.map((one) => one.startedAt))
  return { text: phrase('evidence.started-before', { startedAt }), probe: probeOf(seen, first.state), strength: 1 }
}

/** The app was started anew by the change itself, on most instances. */
export const restartedByChange: Sign = (seen) => {
  const at = changedAt(seen)
  const instances = startsOf(seen)
  const anew = instances.filter(
    ({ startedAt }) => at !== undefined && startedAt >= at - 60_000 && startedAt <= at + followsInMs,
  )
  const [first] = anew
  if (first === undefined || anew.length * 2 < instances.length) return undefined
  const args = { count: anew.length, of: instances.length, startedAt: first.startedAt }
  return { text: phrase('evidence.restarted-by-change', args), probe: probeOf(seen, first.state), strength: 1 }
}

/** Ours: one restart by somebody is one fall an instance; more of them are crashes. */
const fewestFalls = 2

/**
 * Processes ended and began anew again and again: what a process holds (memory, threads) falls at once each time.
 * Threads fall with the load too, so their falls count only where there are several on one instance.
 */
export const restartsAgain: Sign = (seen) => {
  const found = ['PrivateBytes', 'MemoryWorkingSet', 'AverageMemoryWorkingSet'].flatMap((metric) => {
    const finding = metricOf(seen, 'app', metric)
    const from = seen.since ?? seen.window.from
    const falls = (finding?.series ?? []).map(
      ({ points }) => fallsIn(known(points)).filter((at) => at >= from - lateInMs && !wasAsked(seen, at)).length,
    )
    return finding === undefined ? [] : [{ finding, falls }]
  })
  const best = found[0]
  if (best === undefined) return undefined
  const times = best.falls.reduce((sum, count) => sum + count, 0)
  if (times < fewestFalls) return undefined
  const strength = times >= 2 * fewestFalls || Math.max(...best.falls) >= fewestFalls ? 1 : 0.7
  return { text: phrase('evidence.restarts', { times }), probe: probeOf(seen, best.finding), strength }
}

/** The instances were not seen: whether anything starts on them is not known. */
export const instancesUnseen: Sign = (seen) =>
  answered(seen, 'instances')
    ? undefined
    : { text: phrase('evidence.instances-unseen'), probe: 'instances', strength: 1 }
