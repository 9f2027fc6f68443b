import { LRUCache } from 'lru-cache'
import type { AcceptedInput, AcceptInput, ChatInput } from '../chat/types.ts'
import { channelOf, placeKey } from '../incident/chat-place.ts'
import type { InboxEntry } from '../journal/types.ts'
import type { InputContext } from './input-context.ts'
import { admitInput } from './input-gate.ts'
import { createKeyedMutex } from './keyed-mutex.ts'

/** What is older was said to a bot that was away: to do it now would surprise whoever gave up waiting. Ours. */
const longestLateInMs = 10 * 60_000
/** An input that ended so many processes is not tried with another one. */
const maxRetries = 1
/** Platforms send again what was not taken, and it is said once that it was not. */
const maxRefused = 1_000
/** As much of a lost message as says which one it was. */
const quotedCharacters = 80

export interface InputInbox {
  readonly accept: AcceptInput
  /** Handles or apologises for what the last process left; resolves when all of it is answered. Never rejects. */
  recover(): Promise<void>
}

/** Never rejects. */
export type HandleInput = (input: ChatInput) => Promise<void>

/**
 * Acknowledged means journaled (L6): an input is durable before its platform hears that it was taken, and stays so until
 * it was handled. `unable` says to whoever sent it that it can't be taken.
 */
export const createInputInbox = (
  context: InputContext,
  { handle, unable }: { readonly handle: HandleInput; readonly unable: (input: ChatInput, error: unknown) => void },
): InputInbox => {
  const { dependencies, limiter, responder } = context
  const { inbox, journal, platforms, log, redact, understand, clock } = dependencies
  const inHand = new Map<string, Promise<void>>()
  const refused = new LRUCache<string, true>({ max: maxRefused })

  const carryOut = (input: ChatInput, work: (input: ChatInput) => Promise<void>): Promise<void> => {
    const handled = work(input)
      .then(() => inbox.remove(idOf(input)))
      // It is then found at the next start, where the journal tells that it was handled.
      .catch((error: unknown) => log.error({ input: input.id, err: error }, 'an input stays in the inbox'))
      .finally(() => inHand.delete(keyOf(input)))
    inHand.set(keyOf(input), handled)
    return handled
  }

  /** Of what people say to each other most is nothing to us, and none of that is written down. */
  const mayConcernUs = (input: ChatInput): boolean =>
    input.kind === 'click' ||
    input.addressed ||
    input.place.thread !== undefined ||
    understand(input.text, { addressed: false }).intent !== 'none'

  const accept: AcceptInput = async (input) => {
    const known = inHand.get(keyOf(input))
    if (known !== undefined) return { handled: known }
    const admission = admitInput(input, limiter, understand)
    if (admission === 'held-back') return { handled: responder.slowDown(input) }
    if (admission === 'unheard' || !mayConcernUs(input)) return nothingToDo
    try {
      if (await journal.wasInputSeen(input.place.platform, input.id)) return nothingToDo
      if (!(await inbox.add({ ...idOf(input), data: redact(input) })))
        return { handled: inHand.get(keyOf(input)) ?? Promise.resolve() }
    } catch (error) {
      if (!refused.has(keyOf(input))) unable(input, error)
      refused.set(keyOf(input), true)
      throw error
    }
    return { handled: carryOut(input, handle) }
  }

  const recover = async (): Promise<void> => {
    const inTurn = createKeyedMutex()
    const left = await inbox.list()
    await Promise.all(left.map((entry) => inTurn(channelKeyOf(entry), () => recoverOne(entry))))
  }

  const recoverOne = async (entry: InboxEntry): Promise<void> => {
    const input = entry.data as ChatInput
    const isLate = clock.now() - entry.at > longestLateInMs
    const isOverheard = input.kind === 'message' && !input.addressed
    const isOfPlatform = platforms.some(({ name }) => name === entry.platform)
    if (!isOfPlatform || (isOverheard && (isLate || entry.retries >= maxRetries))) return inbox.remove(entry)
    if (isLate || entry.retries >= maxRetries) return carryOut(input, apologise)
    await inbox.countRetry(entry)
    return carryOut(input, (await journal.wasInputSeen(entry.platform, entry.id)) ? answerAgain : handle)
  }

  /** It was decided, and the process ended before or while whoever sent it was told. */
  const answerAgain = async (input: ChatInput): Promise<void> => {
    const besideIncidents = await journal.read(`DESK/${input.place.platform}/${input.id}`)
    if (besideIncidents.length > 0) await handle({ ...input, id: `${input.id}#again` })
    else await responder.notice({ ...input, id: `${input.id}#again` }, 'talk.taken-before-restart')
  }

  const apologise = async (input: ChatInput): Promise<void> => {
    const lost = { ...input, id: `${input.id}#lost` }
    if (input.kind === 'click') return responder.notice(lost, 'talk.lost-click')
    const { text } = input
    const quoted = text.length > quotedCharacters ? `${text.slice(0, quotedCharacters)}…` : text
    await responder.notice(lost, 'talk.lost-message', { text: quoted })
  }

  return {
    accept,
    recover: () => recover().catch((error: unknown) => log.error({ err: error }, 'the inbox could not be read')),
  }
}

const nothingToDo: AcceptedInput = { handled: Promise.resolve() }

const idOf = ({ place: { platform }, id }: ChatInput): Pick<InboxEntry, 'platform' | 'id'> => ({ platform, id })
const keyOf = ({ place: { platform }, id }: ChatInput): string => `${platform}\n${id}`
const channelKeyOf = ({ data }: InboxEntry): string => placeKey(channelOf((data as ChatInput).place))
