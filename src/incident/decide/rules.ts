import type { EventBody } from '../event.ts'
import type { Action, ActionStatus, Incident } from '../incident.ts'
import type { Person } from '../person.ts'
import { type Place, sameChannel } from '../place.ts'
import type { Refusal, RefusalReason } from '../refusal.ts'

export type Bodies = readonly EventBody[]

interface Asked {
  readonly type: string
  readonly by: Person
  readonly place: Place
  readonly action?: string
}

/** The refusal of somebody's wish, to be journaled and told in words. */
export const refused = (asked: Asked, reason: RefusalReason, args?: Refusal['args']): Bodies => [
  {
    type: 'Refused',
    refusal: {
      reason,
      verb: asked.type.toLowerCase(),
      by: asked.by,
      place: asked.place,
      ...(asked.action === undefined ? {} : { action: asked.action }),
      ...(args === undefined ? {} : { args }),
    },
  },
]

export const livesIn = (incident: Incident, place: Place): boolean =>
  incident.places.some((known) => sameChannel(known, place))

export const actionOf = (incident: Incident, id: string): Action | undefined =>
  incident.actions.find((action) => action.id === id)

/** Statuses in which an action still may change Azure or does so. */
export const runningStatuses: readonly ActionStatus[] = ['approved', 'started', 'accepted', 'doubted']
