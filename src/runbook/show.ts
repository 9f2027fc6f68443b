import type { ChatPlatform } from '../chat/types.ts'
import { canonical, sha256 } from '../incident/canonical.ts'
import type { CardCopy, Incident } from '../incident/incident.ts'
import { type Place, placeKey } from '../incident/place.ts'
import { cardsOf } from '../views/index.ts'
import type { View } from '../views/types.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './types.ts'

/** After a platform failed, its cards are brought up to date no sooner than this. */
const afterFailureInMs = 10_000

/**
 * Keeps every card of an incident in step, on every platform: posts what is missing, edits what has changed.
 * Each platform has a lane of its own, so that one that is down holds up no other (L7).
 */
export const createShow = (
  parts: Pick<Parts, 'platforms' | 'say' | 'surroundings' | 'log' | 'clock'>,
  ledger: Ledger,
  background: (work: Promise<void>) => void,
): ((incident: Incident) => void) => {
  const lanes = parts.platforms.map((platform) => createLane(platform, parts, ledger, background))
  return (incident) => {
    for (const show of lanes) show(incident)
  }
}

/** One pass at a time an incident; what changes meanwhile is shown by the next pass, so that edits never overtake. */
const createLane = (
  platform: ChatPlatform,
  parts: Pick<Parts, 'say' | 'surroundings' | 'log' | 'clock'>,
  ledger: Ledger,
  background: (work: Promise<void>) => void,
): ((incident: Incident) => void) => {
  /** The latest state to be shown. */
  const latest = new Map<string, Incident>()
  const showing = new Set<string>()
  /** Hash of what each copy shows, so that nothing is edited in vain. */
  const shown = new Map<string, string>()

  const show = (incident: Incident): void => {
    const known = latest.get(incident.id)
    if (known === undefined || known.version <= incident.version) latest.set(incident.id, incident)
    if (!showing.has(incident.id)) background(passes(incident.id))
  }

  const passes = async (id: string): Promise<void> => {
    showing.add(id)
    for (let incident = latest.get(id); incident !== undefined; incident = latest.get(id)) {
      latest.delete(id)
      await pass(incident)
    }
    showing.delete(id)
  }

  const pass = async (incident: Incident): Promise<void> => {
    try {
      // Cards may have been posted since this state was read.
      let current = (await ledger.load(incident.id)) ?? incident
      for (const { card, view } of cardsOf(current, parts.say(current.language), parts.surroundings)) {
        for (const place of current.places.filter((known) => known.platform === platform.name)) {
          current = await bring(current, card, view, place)
        }
      }
    } catch (error) {
      parts.log.error({ incident: incident.id, err: error }, 'a card could not be shown, to be tried again')
      parts.clock.at(parts.clock.now() + afterFailureInMs, () => show(incident))
    }
  }

  /** One card in one place as it should be; returns the incident, which a first posting changes. */
  const bring = async (incident: Incident, card: string, view: View, place: Place): Promise<Incident> => {
    const copy = incident.cards.find((known) => known.card === card && sameThread(known, place))
    if (copy === undefined) return post(incident, card, view, place)
    const where = copyKey(incident.id, card, copy.place)
    const what = hashOf(view)
    if (shown.get(where) === what) return incident
    await platform.update(copy.place, copy.ref, view)
    shown.set(where, what)
    return incident
  }

  const post = async (incident: Incident, card: string, view: View, place: Place): Promise<Incident> => {
    // An earlier card of this pass may have begun the thread.
    const here = incident.places.find((known) => sameChannelKey(known) === sameChannelKey(place)) ?? place
    const { ref, thread } = await platform.post(here, view)
    shown.set(copyKey(incident.id, card, thread), hashOf(view))
    const committed = await ledger.commit(incident.id, { type: 'RecordCard', card, place: thread, ref })
    return committed.is === 'done' ? committed.incident : incident
  }

  return show
}

const hashOf = (view: View): string => sha256(canonical(view))

const copyKey = (id: string, card: string, place: Place): string => `${id} ${card} ${placeKey(place)}`

const sameChannelKey = ({ thread: _, ...channel }: Place): string => placeKey(channel)

/** A place without a thread stands for the thread that its first card begins. */
const sameThread = (copy: CardCopy, place: Place): boolean =>
  place.thread === undefined
    ? sameChannelKey(copy.place) === sameChannelKey(place)
    : placeKey(copy.place) === placeKey(place)
