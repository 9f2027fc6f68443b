import { hasStatusTrait } from './action-status.ts'
import { channelOf, placeKey } from './chat-place.ts'
import type { Instant } from './finding.ts'
import type { Incident } from './incident.ts'
import { deadlinesOf, hasPendingWork } from './pending-effects.ts'

/** What can be asked for without folding every stream. It only repeats what the events say. */
export interface StreamIndex {
  readonly open: boolean
  readonly appId?: string
  /** Keys of `placeKey`: threads in which the incident lives. */
  readonly places: readonly string[]
  readonly deadlines: readonly StreamDeadline[]
}

/** A timer as data: survives a crash. */
export interface StreamDeadline {
  /** Unique in its stream: `expiry:<action>`, `verify:<action>`, `lease:<action>`, … */
  readonly key: string
  readonly at: Instant
}

export const streamIndexOf = (incident: Incident): StreamIndex => ({
  open: hasPendingWork(incident),
  places: [...new Set(incident.places.flatMap((place) => [placeKey(place), placeKey(channelOf(place))]))],
  deadlines: deadlinesOf(incident),
  ...(incident.app === undefined ? {} : { appId: incident.app.id.toLowerCase() }),
})

/** What a step holds while it runs, so that no other one does on the same app or plan. */
export const claimedKeysOf = ({ app }: Incident): readonly string[] =>
  app === undefined ? [] : [...new Set([app.id, app.planId].map((id) => id.toLowerCase()))]

/** Actions that hold these keys: from the journaled intent until it is known how the write went, or people are asked. */
export const claimOwnersOf = ({ actions }: Incident): readonly string[] =>
  actions
    .filter((action) => hasStatusTrait(action, 'running') && hasStatusTrait(action, 'unsettled'))
    .map(({ id }) => id)
