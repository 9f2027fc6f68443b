import type { Place } from '../../incident/place.ts'
import type { View } from '../../views/types.ts'
import type { CardRef, Posted } from '../types.ts'
import { cardOf } from './card-of.ts'
import type { Feed } from './feed.ts'
import { channel, platform, tenant, type WebChatOptions } from './options.ts'
import type { Pictures } from './pictures.ts'
import { type Shown, shown, shownCard } from './shown.ts'
import type { TranscriptAuthor, TranscriptCard, TranscriptMessage } from './transcript.ts'
import type { Whispers } from './whispers.ts'

/** The channel's messages: kept first, then told. */
export interface Conversation {
  say(author: TranscriptAuthor, text: string, thread: string | undefined): Promise<void>
  post(place: Place, view: View): Promise<Posted>
  update(ref: CardRef, view: View): Promise<void>
  whisper(place: Place, person: string, view: View): Promise<void>
  /** Everything that a person sees on opening the page. */
  shownTo(person: string): Promise<readonly Shown[]>
  hasThread(thread: string): Promise<boolean>
}

type Parts = { readonly feed: Feed; readonly whispers: Whispers; readonly pictures: Pictures }

const mostShown = 300

export const createConversation = (options: WebChatOptions, parts: Parts): Conversation => {
  const { transcript, now, newId } = options
  const { feed, whispers, pictures } = parts
  const inTurn = createTurns()
  const known = new Set<string>() // ids that a reply may name as its thread
  let newest: string | undefined

  const makeCard = (view: View): TranscriptCard => cardOf(view, { ...options, pictures })

  const add = async (message: TranscriptMessage): Promise<void> => {
    await transcript.append(message)
    newest = message.id
    known.add(message.id)
    feed.publish({ name: 'message', data: shown(message) })
  }

  const list = async (): Promise<readonly TranscriptMessage[]> => {
    const messages = await transcript.list(channel, mostShown)
    for (const svg of messages.flatMap(({ card }) => Object.values(card?.pictures ?? {}))) pictures.add(svg)
    for (const { id, thread } of messages) known.add(thread ?? id)
    return messages
  }

  return {
    say: (author, text, thread) =>
      inTurn(() => add({ id: newId(), channel, at: now(), author, text, ...inThread(thread) })),

    post: (place, view) =>
      inTurn(async () => {
        const id = newId()
        await add({ id, channel, at: now(), card: makeCard(view), ...inThread(place.thread) })
        return { ref: { id }, thread: { platform, tenant, channel, thread: place.thread ?? id } }
      }),

    update: (ref, view) =>
      inTurn(async () => {
        const id = String(ref.id)
        const card = makeCard(view)
        await transcript.replace(id, card)
        feed.publish({ name: 'edit', data: { id, card: shownCard(card) } })
      }),

    whisper: async (place, person, view) => {
      const message = { id: newId(), channel, at: now(), card: makeCard(view), ...inThread(place.thread) }
      const whisper = { ...message, whisper: true, ...(newest === undefined ? {} : { after: newest }) } as const
      whispers.add(person, whisper)
      feed.publish({ name: 'message', data: shown(whisper), to: { person } })
    },

    shownTo: async (person) => withWhispers(await list(), whispers.of(person)).map(shown),

    hasThread: async (thread) => known.has(thread) || ((await list()) && known.has(thread)),
  }
}

const inThread = (thread: string | undefined): { readonly thread?: string } => (thread === undefined ? {} : { thread })

const withWhispers = (
  messages: readonly TranscriptMessage[],
  whispers: ReturnType<Whispers['of']>,
): readonly TranscriptMessage[] => {
  const known = new Set(messages.map(({ id }) => id))
  const before = whispers.filter(({ after }) => after === undefined || !known.has(after))
  return [...before, ...messages.flatMap((one) => [one, ...whispers.filter(({ after }) => after === one.id)])]
}

/** Runs one task after the other, so that two edits of a card are kept and told in the same order. */
const createTurns = (): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = last.then(task)
    last = turn.catch(() => undefined) // who asked for the task hears of its failure
    return turn
  }
}
