import { type ChatPlace, isSameChannel } from '../chat-place.ts'
import type { EventPayload } from '../event.ts'
import type { Action, Incident } from '../incident.ts'
import type { Person } from '../person.ts'
import type { Denial } from '../refusal.ts'

export type EventPayloads = readonly EventPayload[]

interface RefusedCommand {
  readonly type: string
  readonly by: Person
  readonly place: ChatPlace
  readonly action?: string
}

/** The refusal of somebody's wish, to be journaled and told in words. */
export const refuseCommand = (asked: RefusedCommand, { reason, args }: Denial): EventPayloads => [
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

export const isIncidentInChannel = (incident: Incident, place: ChatPlace): boolean =>
  incident.places.some((known) => isSameChannel(known, place))

export const findAction = (incident: Incident, id: string): Action | undefined =>
  incident.actions.find((action) => action.id === id)
