import type { ChatPlace } from '../../incident/chat-place.ts'
import type { CardView } from '../../views/types.ts'
import type { PracticePerson } from '../platform-module.ts'
import type { TranscriptAuthor, TranscriptCard, TranscriptMessage } from '../shared/chat-transcript.ts'
import type { CardRef, PostedCard } from '../types.ts'
import type { EventFeed, SaidInChannel } from './event-feed.ts'
import { type WebChatOptions, webChannel, webPlatform, webTenant } from './options.ts'
import type { PictureStore } from './picture-store.ts'
import { toPerson } from './sessions.ts'
import { transcriptCardOf } from './transcript-card.ts'
import type { WhisperStore } from './whisper-store.ts'

/** The channel's messages: kept first, then told. */
export interface ChannelConversation {
  addText(author: TranscriptAuthor, text: string, thread: string | undefined): Promise<void>
  post(place: ChatPlace, view: CardView): Promise<PostedCard>
  update(place: ChatPlace, ref: CardRef, view: CardView): Promise<void>
  whisper(place: ChatPlace, person: string, view: CardView): Promise<void>
  /** Everything that a person sees on opening the page. */
  shownTo(person: PracticePerson): Promise<readonly PageMessage[]>
  /** True for whoever wrote it or may read it. */
  mayBeShownTo(person: PracticePerson, said: SaidInChannel): Promise<boolean>
  hasThread(thread: string): Promise<boolean>
}

type ConversationParts = { readonly feed: EventFeed; readonly whispers: WhisperStore; readonly pictures: PictureStore }

const maxMessagesShown = 300

export const createChannelConversation = (options: WebChatOptions, parts: ConversationParts): ChannelConversation => {
  const { transcript, now, newId } = options
  const { feed, whispers, pictures } = parts
  const inTurn = createTaskQueue()
  const known = new Set<string>() // ids that a reply may name as its thread
  let newest: string | undefined

  const makeCard = (view: CardView): TranscriptCard => transcriptCardOf(view, { ...options, pictures })

  const add = async (message: TranscriptMessage): Promise<void> => {
    await transcript.append(message)
    newest = message.id
    known.add(message.id)
    feed.publish({ name: 'message', data: toPageMessage(message), said: saidOf(message) })
  }

  const list = async (): Promise<readonly TranscriptMessage[]> => {
    const messages = await transcript.list(webChannel, maxMessagesShown)
    for (const svg of messages.flatMap(({ card }) => Object.values(card?.pictures ?? {}))) pictures.add(svg)
    for (const { id, thread } of messages) known.add(thread ?? id)
    return messages
  }

  const mayBeShownTo: ChannelConversation['mayBeShownTo'] = async (person, { thread, author }) => {
    const place = { platform: webPlatform, tenant: webTenant, channel: webChannel, thread }
    return author === person.key || options.mayReadPlace(toPerson(person), place)
  }

  return {
    addText: (author, text, thread) =>
      inTurn(() => add({ id: newId(), channel: webChannel, at: now(), author, text, ...inThread(thread) })),

    post: (place, view) =>
      inTurn(async () => {
        const id = newId()
        await add({ id, channel: webChannel, at: now(), card: makeCard(view), ...inThread(place.thread) })
        return {
          ref: { id },
          thread: { platform: webPlatform, tenant: webTenant, channel: webChannel, thread: place.thread ?? id },
        }
      }),

    update: (place, ref, view) =>
      inTurn(async () => {
        const id = String(ref.id)
        const card = makeCard(view)
        await transcript.replace(id, card)
        const said = { thread: place.thread ?? id }
        feed.publish({ name: 'edit', data: { id, card: toPageCard(card) }, said })
      }),

    whisper: async (place, person, view) => {
      const message = { id: newId(), channel: webChannel, at: now(), card: makeCard(view), ...inThread(place.thread) }
      const whisper = { ...message, whisper: true, ...(newest === undefined ? {} : { after: newest }) } as const
      whispers.add(person, whisper)
      feed.publish({ name: 'message', data: toPageMessage(whisper), to: { person } })
    },

    shownTo: async (person) => {
      const shown: TranscriptMessage[] = []
      for (const message of await list()) {
        if (await mayBeShownTo(person, saidOf(message))) shown.push(message)
      }
      return withWhispers(shown, whispers.of(person.key)).map(toPageMessage)
    },

    mayBeShownTo,

    hasThread: async (thread) => known.has(thread) || ((await list()) && known.has(thread)),
  }
}

const saidOf = ({ id, thread = id, author }: TranscriptMessage): SaidInChannel =>
  author === undefined ? { thread } : { thread, author: author.key }

const inThread = (thread: string | undefined): { readonly thread?: string } => (thread === undefined ? {} : { thread })

const withWhispers = (
  messages: readonly TranscriptMessage[],
  whispers: ReturnType<WhisperStore['of']>,
): readonly TranscriptMessage[] => {
  const known = new Set(messages.map(({ id }) => id))
  const before = whispers.filter(({ after }) => after === undefined || !known.has(after))
  return [...before, ...messages.flatMap((one) => [one, ...whispers.filter(({ after }) => after === one.id)])]
}

/** Runs one task after the other, so that two edits of a card are kept and told in the same order. */
const createTaskQueue = (): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = last.then(task)
    last = turn.catch(() => undefined) // who asked for the task hears of its failure
    return turn
  }
}

/** A message as the page gets it: without what only the server needs. */
interface PageMessage {
  readonly id: string
  readonly thread?: string
  readonly at: number
  readonly author?: TranscriptAuthor
  readonly text?: string
  readonly card?: PageCard
  readonly whisper?: true
}
type PageCard = Omit<TranscriptCard, 'pictures'>

const toPageMessage = (message: TranscriptMessage & { readonly whisper?: true }): PageMessage => ({
  id: message.id,
  at: message.at,
  ...(message.thread === undefined ? {} : { thread: message.thread }),
  ...(message.author === undefined ? {} : { author: message.author }),
  ...(message.text === undefined ? {} : { text: message.text }),
  ...(message.card === undefined ? {} : { card: toPageCard(message.card) }),
  ...(message.whisper === undefined ? {} : { whisper: true }),
})

const toPageCard = ({ json, summary, language, at }: TranscriptCard): PageCard => ({
  json,
  summary,
  language,
  at,
})
