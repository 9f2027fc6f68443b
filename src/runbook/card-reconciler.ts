import type { ChatPlatform } from '../chat/types.ts'
import { canonicalJson, sha256Hex } from '../incident/canonical-json.ts'
import { type ChatPlace, isSameChannel, placeKey } from '../incident/chat-place.ts'
import type { CardCopy, Incident } from '../incident/incident.ts'
import { JournalBroken } from '../journal/types.ts'
import { cardsOf, type IncidentCard } from '../views/index.ts'
import type { IncidentRepository } from './incident-repository.ts'
import { createPostOnce, type PostOnce } from './post-once.ts'
import type { RunbookDependencies } from './types.ts'

export interface CardReconciler {
  /** Never throws. */
  show(incident: Incident): void
  /** Tries nothing again: at the next start every card is brought up to date. */
  stop(): void
}

/** After a platform failed, its cards are brought up to date no sooner than this. */
const retryAfterFailureInMs = 10_000

/**
 * Keeps every card of an incident in step, on every platform: posts what is missing, edits what has changed.
 * Each platform is seen to by itself, so that one that is down holds up no other (L7).
 */
export const createCardReconciler = (
  dependencies: Pick<
    RunbookDependencies,
    'platforms' | 'say' | 'renderContext' | 'log' | 'clock' | 'policy' | 'journal' | 'cardPauseInMs'
  >,
  repository: IncidentRepository,
  background: (work: Promise<void>) => void,
): CardReconciler => {
  const cards = createCardDrawer(dependencies)
  const reconcilers = dependencies.platforms.map((platform) => {
    const postOnce = createPostOnce(platform, dependencies, repository)
    return createPlatformReconciler(platform, { ...dependencies, cards, postOnce }, repository, background)
  })
  return {
    show: (incident) => {
      for (const { show } of reconcilers) show(incident)
    },
    stop: () => {
      for (const { stop } of reconcilers) stop()
    },
  }
}

interface DrawnCard extends IncidentCard {
  /** Of the view. */
  readonly hash: string
}

/** The cards of a state, drawn once for all platforms that are about to show it. */
interface CardDrawer {
  draw(incident: Incident): readonly DrawnCard[]
  /** They are drawn anew: the policy may have changed, and what they offer with it. */
  forget(): void
}

const createCardDrawer = ({ say, renderContext }: Pick<RunbookDependencies, 'say' | 'renderContext'>): CardDrawer => {
  let drawn = new WeakMap<Incident, readonly DrawnCard[]>()
  const draw = (incident: Incident): readonly DrawnCard[] => {
    const cards = cardsOf(incident, say(incident.language), renderContext)
    return cards.map((card) => ({ ...card, hash: sha256Hex(canonicalJson(card.view)) }))
  }
  return {
    draw: (incident) => {
      const cards = drawn.get(incident) ?? draw(incident)
      drawn.set(incident, cards)
      return cards
    },
    forget: () => {
      drawn = new WeakMap()
    },
  }
}

interface ReconcilerParts extends Pick<RunbookDependencies, 'log' | 'clock' | 'cardPauseInMs'> {
  readonly cards: CardDrawer
  readonly postOnce: PostOnce
}

/** One pass at a time an incident; what changes meanwhile is shown by the next pass, so that edits never overtake. */
const createPlatformReconciler = (
  platform: ChatPlatform,
  { cards, postOnce, log, clock, cardPauseInMs }: ReconcilerParts,
  repository: IncidentRepository,
  background: (work: Promise<void>) => void,
): CardReconciler => {
  let stopped = false
  /** The latest state to be shown. */
  const latest = new Map<string, Incident>()
  const showing = new Set<string>()
  /** Hash of what each copy shows, so that nothing is edited in vain. */
  const shown = new Map<string, string>()

  const show = (incident: Incident): void => {
    cards.forget()
    const known = latest.get(incident.id)
    if (known === undefined || known.version <= incident.version) latest.set(incident.id, incident)
    if (!stopped && !showing.has(incident.id)) background(passes(incident.id))
  }

  const passes = async (id: string): Promise<void> => {
    showing.add(id)
    for (let incident = latest.get(id); incident !== undefined; incident = latest.get(id)) {
      latest.delete(id)
      await pass(incident)
      if (cardPauseInMs !== undefined && !stopped) await new Promise((resolve) => setTimeout(resolve, cardPauseInMs))
    }
    showing.delete(id)
  }

  const pass = async (incident: Incident): Promise<void> => {
    try {
      // Cards may have been posted since this state was read.
      let current = (await repository.load(incident.id)) ?? incident
      for (const drawn of cards.draw(current)) {
        for (const place of placesOf(drawn, current)) current = await reconcile(current, drawn, place)
      }
    } catch (error) {
      // Nothing is recorded any more, and the journal has said so.
      if (error instanceof JournalBroken) return
      if (stopped) return
      log.error({ incident: incident.id, err: error }, 'a card could not be shown, to be tried again')
      clock.at(clock.now() + retryAfterFailureInMs, () => show(incident))
    }
  }

  const placesOf = ({ channel }: IncidentCard, { places }: Incident): readonly ChatPlace[] =>
    places.filter(
      (place) => place.platform === platform.name && (channel === undefined || isSameChannel(place, channel)),
    )

  /** One card in one place as it should be; returns the incident, which a first posting changes. */
  const reconcile = async (incident: Incident, drawn: DrawnCard, place: ChatPlace): Promise<Incident> => {
    const { card, view, hash, post: message } = drawn
    if (message !== undefined) return postOnce(incident, { card, view, message }, threadIn(incident, place))
    const copy = incident.cards.find((known) => known.card === card && sameThread(known, place))
    if (copy === undefined) return post(incident, drawn, place)
    const where = copyKey(incident.id, card, copy.place)
    if (shown.get(where) === hash) return incident
    await platform.update(copy.place, copy.ref, view)
    shown.set(where, hash)
    return incident
  }

  const post = async (incident: Incident, { card, view, hash }: DrawnCard, place: ChatPlace): Promise<Incident> => {
    const { ref, thread } = await platform.post(threadIn(incident, place), view)
    shown.set(copyKey(incident.id, card, thread), hash)
    const committed = await repository.commit(incident.id, { type: 'RecordCard', card, place: thread, ref })
    return committed.is === 'done' ? committed.incident : incident
  }

  return {
    show,
    stop: () => {
      stopped = true
    },
  }
}

/** An earlier card of this pass may have begun the thread; what has one already stays in it. */
const threadIn = ({ places }: Incident, place: ChatPlace): ChatPlace =>
  place.thread === undefined
    ? (places.find((known) => sameChannelKey(known) === sameChannelKey(place)) ?? place)
    : place

const copyKey = (id: string, card: string, place: ChatPlace): string => `${id} ${card} ${placeKey(place)}`

const sameChannelKey = ({ thread: _, ...channel }: ChatPlace): string => placeKey(channel)

/** A place without a thread stands for the thread that its first card begins. */
const sameThread = (copy: CardCopy, place: ChatPlace): boolean =>
  place.thread === undefined
    ? sameChannelKey(copy.place) === sameChannelKey(place)
    : placeKey(copy.place) === placeKey(place)
