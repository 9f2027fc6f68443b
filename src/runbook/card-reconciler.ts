import type { ChatPlatform } from '../chat/types.ts'
import { canonicalJson, sha256Hex } from '../incident/canonical-json.ts'
import { type ChatPlace, isSameChannel, placeKey } from '../incident/chat-place.ts'
import type { CardCopy, Incident } from '../incident/incident.ts'
import { JournalBroken } from '../journal/types.ts'
import { cardsOf, type IncidentCard } from '../views/index.ts'
import type { CardView } from '../views/types.ts'
import type { IncidentRepository } from './incident-repository.ts'
import type { RunbookDependencies } from './types.ts'

/** After a platform failed, its cards are brought up to date no sooner than this. */
const retryAfterFailureInMs = 10_000

/**
 * Keeps every card of an incident in step, on every platform: posts what is missing, edits what has changed.
 * Each platform is seen to by itself, so that one that is down holds up no other (L7).
 */
export const createCardReconciler = (
  dependencies: Pick<RunbookDependencies, 'platforms' | 'say' | 'renderContext' | 'log' | 'clock'>,
  repository: IncidentRepository,
  background: (work: Promise<void>) => void,
): ((incident: Incident) => void) => {
  const reconcilers = dependencies.platforms.map((platform) =>
    createPlatformReconciler(platform, dependencies, repository, background),
  )
  return (incident) => {
    for (const show of reconcilers) show(incident)
  }
}

/** One pass at a time an incident; what changes meanwhile is shown by the next pass, so that edits never overtake. */
const createPlatformReconciler = (
  platform: ChatPlatform,
  dependencies: Pick<RunbookDependencies, 'say' | 'renderContext' | 'log' | 'clock'>,
  repository: IncidentRepository,
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
      let current = (await repository.load(incident.id)) ?? incident
      for (const shown of cardsOf(current, dependencies.say(current.language), dependencies.renderContext)) {
        for (const place of placesOf(shown, current)) current = await reconcile(current, shown.card, shown.view, place)
      }
    } catch (error) {
      // Nothing is recorded any more, and the journal has said so.
      if (error instanceof JournalBroken) return
      dependencies.log.error({ incident: incident.id, err: error }, 'a card could not be shown, to be tried again')
      dependencies.clock.at(dependencies.clock.now() + retryAfterFailureInMs, () => show(incident))
    }
  }

  const placesOf = ({ channel }: IncidentCard, { places }: Incident): readonly ChatPlace[] =>
    places.filter(
      (place) => place.platform === platform.name && (channel === undefined || isSameChannel(place, channel)),
    )

  /** One card in one place as it should be; returns the incident, which a first posting changes. */
  const reconcile = async (incident: Incident, card: string, view: CardView, place: ChatPlace): Promise<Incident> => {
    const copy = incident.cards.find((known) => known.card === card && sameThread(known, place))
    if (copy === undefined) return post(incident, card, view, place)
    const where = copyKey(incident.id, card, copy.place)
    const what = hashOf(view)
    if (shown.get(where) === what) return incident
    await platform.update(copy.place, copy.ref, view)
    shown.set(where, what)
    return incident
  }

  const post = async (incident: Incident, card: string, view: CardView, place: ChatPlace): Promise<Incident> => {
    // An earlier card of this pass may have begun the thread.
    const here = incident.places.find((known) => sameChannelKey(known) === sameChannelKey(place)) ?? place
    const { ref, thread } = await platform.post(here, view)
    shown.set(copyKey(incident.id, card, thread), hashOf(view))
    const committed = await repository.commit(incident.id, { type: 'RecordCard', card, place: thread, ref })
    return committed.is === 'done' ? committed.incident : incident
  }

  return show
}

const hashOf = (view: CardView): string => sha256Hex(canonicalJson(view))

const copyKey = (id: string, card: string, place: ChatPlace): string => `${id} ${card} ${placeKey(place)}`

const sameChannelKey = ({ thread: _, ...channel }: ChatPlace): string => placeKey(channel)

/** A place without a thread stands for the thread that its first card begins. */
const sameThread = (copy: CardCopy, place: ChatPlace): boolean =>
  place.thread === undefined
    ? sameChannelKey(copy.place) === sameChannelKey(place)
    : placeKey(copy.place) === placeKey(place)
