import type { ChangeFinding, Instant } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { minutes } from '../figures.ts'
import { answered, findingsOf, probeOf, statesOf } from '../seen.ts'
import { inOrder } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Sign } from '../weighing.ts'

/** Ours: what a change breaks shows within ten minutes of it; within five it is hard to doubt. */
const withinInMs = 10 * 60_000
const closeInMs = 5 * 60_000
/** A metric's minute begins before what happened in it, and an onset is found up to two minutes early. */
const lateInMs = 2 * 60_000

/** New code or new settings came right before the trouble. */
export const changedBefore: Sign = (seen) => {
  const change = culprit(seen)
  if (change === undefined || seen.since === undefined) return undefined
  const leadInMs = seen.since - change.at
  const args = { change: change.change, changedAt: change.at, minutes: Math.max(0, minutes(leadInMs)) }
  return {
    text: phrase('evidence.changed', args),
    probe: probeOf(seen, change),
    strength: leadInMs <= closeInMs ? 1 : 0.75,
  }
}

export const notChanged: Sign = (seen) => {
  const looked = ['activity-log', 'deployments'].filter((probe) => answered(seen, probe))
  const probe = looked[0]
  if (probe === undefined || seen.since === undefined || culprit(seen) !== undefined) return undefined
  return {
    text: phrase('evidence.not-changed', { sinceAt: seen.since }),
    probe,
    strength: looked.length === 2 ? 1 : 0.7,
  }
}

/** The nearest one, looked at from the onset; both probes may tell of the same deployment. */
const culprit = (seen: Seen): ChangeFinding | undefined => {
  const { since } = seen
  if (since === undefined) return undefined
  return findingsOf(seen, 'change')
    .filter(
      ({ of, change, at }) => of === 'app' && breaks.has(change) && at <= since + lateInMs && since - at <= withinInMs,
    )
    .toSorted((a, b) => Math.abs(since - a.at) - Math.abs(since - b.at) || inOrder(a.operation, b.operation))[0]
}

const breaks: ReadonlySet<ChangeFinding['change']> = new Set(['deployment', 'configuration', 'swap'])

/** Processes that began anew after the trouble did: they crash, or are ended. Half of the instances at least. */
export const startedAnew: Sign = (seen) => {
  const { since } = seen
  const instances = statesOf(seen, 'instance').flatMap((state) => {
    const startedAt = state.properties.startedAt
    return typeof startedAt === 'number' ? [{ state, startedAt }] : []
  })
  if (since === undefined) return undefined
  const anew = instances.filter(({ startedAt }) => startedAt > since + lateInMs)
  const first = anew[0]
  if (first === undefined || anew.length * 2 < instances.length) return undefined
  const startedAt = anew.reduce((latest: Instant, one) => Math.max(latest, one.startedAt), first.startedAt)
  const args = { count: anew.length, of: instances.length, startedAt }
  return { text: phrase('evidence.started-anew', args), probe: probeOf(seen, first.state), strength: 1 }
}
