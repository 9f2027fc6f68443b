import type { ChatPlatform } from '../chat/types.ts'
import { mentionedPeople } from '../incident/approval/mentioned-people.ts'
import { type ChatPlace, placeKey } from '../incident/chat-place.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentCard } from '../views/index.ts'
import { addressedTo } from '../views/post-view.ts'
import { createChannelMute } from './channel-mute.ts'
import type { IncidentRepository } from './incident-repository.ts'
import type { RunbookDependencies } from './types.ts'

/** What is older is no news: after an hour down, or where an incident is brought later, nobody is called for it. Ours. */
const longestNewsInMs = 10 * 60_000

interface DrawnPost extends Pick<IncidentCard, 'card' | 'view'> {
  readonly message: NonNullable<IncidentCard['post']>
}

/** Posts a message into a place unless it stands there; returns the incident, which that changes. */
export type PostOnce = (incident: Incident, post: DrawnPost, place: ChatPlace) => Promise<Incident>

/**
 * That it is posted is journaled before it is sent: after a kill between the two a message is missing whose card stands
 * beside it, and nobody is called twice. What a platform refused is tried again by whoever tried.
 */
export const createPostOnce = (
  platform: ChatPlatform,
  dependencies: Pick<RunbookDependencies, 'say' | 'clock' | 'policy' | 'journal'>,
  repository: IncidentRepository,
): PostOnce => {
  const { say, clock, policy } = dependencies
  const channelMute = createChannelMute(dependencies)
  /** Journaled here, and not sent yet. */
  const unsent = new Set<string>()

  const isNews = ({ at }: DrawnPost['message']): boolean => at === undefined || clock.now() - at <= longestNewsInMs

  const record = async (incident: Incident, card: string, place: ChatPlace): Promise<Incident | undefined> => {
    const committed = await repository.commit(incident.id, { type: 'RecordCard', card, place, ref: {} })
    // Another replica was first: it sends it.
    return committed.is === 'done' && committed.events.length > 0 ? committed.incident : undefined
  }

  return async (incident, { card, view, message }, place) => {
    const key = `${incident.id} ${card} ${placeKey(place)}`
    const stands = incident.cards.some((copy) => copy.card === card && placeKey(copy.place) === placeKey(place))
    if ((stands && !unsent.has(key)) || !isNews(message)) return incident
    // Where the bot is to be quiet it says only what it was asked for.
    if (await channelMute.isMuted(place)) return incident
    const recorded = stands ? incident : await record(incident, card, place)
    if (recorded === undefined) return incident
    unsent.add(key)
    const people = message.mention === undefined ? [] : mentionedPeople(policy(), message.mention, clock.now())
    await platform.post(place, addressedTo(people, view, say(incident.language)))
    unsent.delete(key)
    return recorded
  }
}
