import { LRUCache } from 'lru-cache'
import type { AcceptedInput, AcceptInput, ChatInput } from '../chat/types.ts'
import { type InboxEntry, JournalBroken } from '../journal/types.ts'
import type { InputContext } from './input-context.ts'
import { admitInput } from './input-gate.ts'
import type { HandleInput } from './input-handler.ts'
import { recoverInputs } from './recover-inputs.ts'

/** Platforms send again what was not taken, and it is said once that it was not. */
const maxRefused = 1_000

export interface InputInbox {
  readonly accept: AcceptInput
  /** Handles or apologises for what the last process left; resolves when all of it is answered. Never rejects. */
  recover(): Promise<void>
}

/**
 * Acknowledged means journaled (L6): an input is durable before its platform hears that it was taken, and stays so until
 * it was answered. `unable` says to whoever sent it that it can't be taken.
 */
export const createInputInbox = (
  context: InputContext,
  { handle, unable }: { readonly handle: HandleInput; readonly unable: (input: ChatInput, error: unknown) => void },
): InputInbox => {
  const { dependencies, limiter, responder } = context
  const { inbox, journal, log, redact, understand } = dependencies
  const inHand = new Map<string, Promise<void>>()
  const refused = new LRUCache<string, true>({ max: maxRefused })
  /** What came in since the start, until it is known what the last process left: that is not of it. */
  let takenSinceStart: Set<string> | undefined = new Set()

  const carryOut = (input: ChatInput, work: HandleInput): Promise<void> => {
    const handled = work(input)
      .then(() => inbox.remove(idOf(input)))
      // It is then found at the next start, where the journal tells what became of it.
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

  /** What people wrote. Ids stay as they are: they are no secrets, and without them nothing is found again. */
  const redacted = (input: ChatInput): ChatInput =>
    input.kind === 'click' ? { ...input, values: redact(input.values) } : { ...input, text: redact(input.text) }

  const slowDown = (input: ChatInput): Promise<void> =>
    responder
      .slowDown(input)
      .catch((error: unknown) => log.error({ input: input.id, err: error }, 'nobody could be asked to slow down'))

  const accept: AcceptInput = async (input) => {
    const known = inHand.get(keyOf(input))
    if (known !== undefined) return { handled: known }
    const admission = admitInput(input, limiter, understand)
    if (admission === 'held-back') return { handled: slowDown(input) }
    if (admission === 'unheard' || !mayConcernUs(input)) return nothingToDo
    try {
      if (await journal.wasInputSeen(input.place.platform, input.id)) return nothingToDo
      if (!(await inbox.add({ ...idOf(input), data: redacted(input) })))
        return { handled: inHand.get(keyOf(input)) ?? Promise.resolve() }
    } catch (error) {
      if (!refused.has(keyOf(input))) unable(input, error)
      refused.set(keyOf(input), true)
      throw error
    }
    takenSinceStart?.add(keyOf(input))
    return { handled: carryOut(input, handle) }
  }

  const recover = async (): Promise<void> => {
    const left = (await inbox.list()).filter(({ data }) => !takenSinceStart?.has(keyOf(data as ChatInput)))
    takenSinceStart = undefined
    await recoverInputs(left, { context, handle, carryOut })
  }

  return {
    accept,
    recover: () =>
      recover().catch((error: unknown) => {
        // A broken journal has been logged where it was found.
        if (!(error instanceof JournalBroken)) log.error({ err: error }, 'the inbox could not be read')
      }),
  }
}

const nothingToDo: AcceptedInput = { handled: Promise.resolve() }

const idOf = ({ place: { platform }, id }: ChatInput): Pick<InboxEntry, 'platform' | 'id'> => ({ platform, id })
const keyOf = ({ place: { platform }, id }: ChatInput): string => `${platform}\n${id}`
