import type { ChangeFinding, ChangeType, Instant } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { minutes } from '../figures.ts'
import { answered, findingsOf, probeOf } from '../seen.ts'
import { inOrder } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Sign } from '../weighing.ts'

/** Ours: what a change breaks shows within ten minutes of it; within five it is hard to doubt. */
const withinInMs = 10 * 60_000
const closeInMs = 5 * 60_000
/** A metric's minute begins before what happened in it, and an onset is found up to two minutes early. */
export const lateInMs = 2 * 60_000

const code: ReadonlySet<ChangeType> = new Set(['deployment', 'swap'])
const settings: ReadonlySet<ChangeType> = new Set(['configuration'])
const any: ReadonlySet<ChangeType> = new Set([...code, ...settings])

interface Culprit {
  readonly change: ChangeFinding
  /** The onset that it came right before. */
  readonly onset: Instant
}

/** The nearest one before any symptom began; both probes may tell of the same deployment. */
const culprit = (seen: Seen, kinds: ReadonlySet<ChangeType>): Culprit | undefined =>
  findingsOf(seen, 'change')
    .filter(
      ({ of, change, status }) => of === 'app' && kinds.has(change) && !(status === 'failed' && !code.has(change)),
    )
    .flatMap((change) =>
      seen.onsets
        .filter((onset) => change.at <= onset + lateInMs && onset - change.at <= withinInMs)
        .map((onset) => ({ change, onset })),
    )
    .toSorted(
      (a, b) =>
        Math.abs(a.onset - a.change.at) - Math.abs(b.onset - b.change.at) ||
        inOrder(a.change.operation, b.change.operation),
    )[0]

const changed =
  (kinds: ReadonlySet<ChangeType>): Sign =>
  (seen) => {
    const found = culprit(seen, kinds)
    if (found === undefined) return undefined
    const { change, onset } = found
    const leadInMs = onset - change.at
    const args = { change: change.change, changedAt: change.at, minutes: Math.max(0, minutes(leadInMs)) }
    return {
      text: phrase('evidence.changed', args),
      probe: probeOf(seen, change),
      strength: leadInMs <= closeInMs ? 1 : 0.75,
    }
  }

/** New code came right before the trouble: a deployment or a swap. */
export const deployedBefore: Sign = changed(code)
/** New settings did. A change that failed changed nothing. */
export const configuredBefore: Sign = changed(settings)
/** Either of them. */
export const changedBefore: Sign = changed(any)

/** Nothing of the kind did, as far as the activity log and the deployments tell. */
const notDone =
  (kinds: ReadonlySet<ChangeType>, key: string): Sign =>
  (seen) => {
    const looked = ['activity-log', 'deployments'].filter((probe) => answered(seen, probe))
    const probe = looked[0]
    if (probe === undefined || seen.since === undefined || culprit(seen, kinds) !== undefined) return undefined
    return { text: phrase(key, { sinceAt: seen.since }), probe, strength: looked.length === 2 ? 1 : 0.7 }
  }

export const notChanged: Sign = notDone(any, 'evidence.not-changed')
export const notDeployed: Sign = notDone(code, 'evidence.not-deployed')
export const notConfigured: Sign = notDone(settings, 'evidence.not-configured')

/** Who changed what could not be read, in full or in part: a change may be behind it. */
export const changesUnseen: Sign = (seen) => {
  const probe = ['activity-log', 'deployments'].find((one) => !answered(seen, one))
  return probe === undefined ? undefined : { text: phrase('evidence.changes-unseen'), probe, strength: 1 }
}

/** When the change that is blamed was made, for what should have followed it. */
export const changedAt = (seen: Seen): Instant | undefined => culprit(seen, any)?.change.at
