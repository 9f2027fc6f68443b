import type { ChatInput, ChatMessage } from '../chat/types.ts'
import { channelOf, placeKey } from '../incident/chat-place.ts'
import type { InboxEntry } from '../journal/types.ts'
import type { InputContext } from './input-context.ts'
import type { HandleInput } from './input-handler.ts'
import { createKeyedMutex } from './keyed-mutex.ts'

/** What is older was said to a bot that was away: to do it now would surprise whoever gave up waiting. Ours. */
const longestLateInMs = 10 * 60_000
/** Nobody waits for an answer that could not be given for so long, however often it was tried. Ours. */
const longestKeptInMs = 24 * 60 * 60_000
/** An input that ended so many processes is not tried with another one. */
const maxRetries = 1
/** As much of a lost message as says which one it was. */
const quotedCharacters = 80

interface RecoveryParts {
  readonly context: InputContext
  readonly handle: HandleInput
  /** Does the work, and takes the input out of the inbox where it came to its end. Never rejects. */
  readonly carryOut: (input: ChatInput, work: HandleInput) => Promise<void>
}

/** Each channel's in their order: handled where nothing came of it yet, else told where it stands. Never rejects. */
export const recoverInputs = async (left: readonly InboxEntry[], parts: RecoveryParts): Promise<void> => {
  const { log } = parts.context.dependencies
  const inTurn = createKeyedMutex()
  const recoverOne = (entry: InboxEntry): Promise<void> =>
    recover(entry, parts).catch((err: unknown) => log.error({ input: entry.id, err }, 'an input stays in the inbox'))
  await Promise.all(left.map((entry) => inTurn(channelKeyOf(entry), () => recoverOne(entry))))
}

const recover = async (entry: InboxEntry, { context, handle, carryOut }: RecoveryParts): Promise<void> => {
  const { inbox, journal, platforms, clock, log } = context.dependencies
  const input = entry.data as ChatInput
  const ageInMs = clock.now() - entry.at
  const isToBeDone = ageInMs <= longestLateInMs && entry.retries < maxRetries
  const isOverheard = input.kind === 'message' && !input.addressed
  const isOfPlatform = platforms.some(({ name }) => name === entry.platform)
  if (!isOfPlatform || (isOverheard && !isToBeDone)) return inbox.remove(entry)
  if (ageInMs > longestKeptInMs) {
    log.error({ input: entry.id, platform: entry.platform }, 'an input was never answered, and nobody waits for it now')
    return inbox.remove(entry)
  }
  await inbox.countRetry(entry)
  // Each start answers under an id of its own: the last one may have journaled its answer, and ended before it was sent.
  const answered = { ...input, id: `${input.id}#again-${entry.retries + 1}` }
  if (!(await journal.wasInputSeen(entry.platform, entry.id)))
    return carryOut(input, isToBeDone ? handle : () => apologise(answered, context))
  if (isToBeDone && (await isAnswerAlone(input, context))) return carryOut(input, () => handle(answered))
  return carryOut(input, async () => {
    if (isToBeDone && input.kind === 'message' && (await isFinished(input, { context, handle }))) return
    await context.responder.notice(answered, 'talk.taken-before-restart')
  })
}

/** "Restart it" joins the incident first: goes on where the last process ended, and tells whether that was said. */
const isFinished = async (
  message: ChatMessage,
  { context, handle }: Pick<RecoveryParts, 'context' | 'handle'>,
): Promise<boolean> => {
  const { journal } = context.dependencies
  const wasLineSaid = () => journal.wasInputSeen(message.place.platform, `${message.id}#line`)
  if (await wasLineSaid()) return false
  await handle({ ...message, isResumed: true })
  return wasLineSaid()
}

/** It changed nothing, so it may be answered once more; of several wishes in it none but the first was come to. */
const isAnswerAlone = async (
  { id, place: { platform } }: ChatInput,
  { dependencies: { journal } }: InputContext,
): Promise<boolean> => {
  const besideIncidents = await journal.read(`DESK/${platform}/${id}`)
  return besideIncidents.length > 0 && !(await journal.wasInputSeen(platform, `${id}#2`))
}

const apologise = async (input: ChatInput, { responder }: InputContext): Promise<void> => {
  if (input.kind === 'click') return responder.notice(input, 'talk.lost-click')
  const { text } = input
  const quoted = text.length > quotedCharacters ? `${text.slice(0, quotedCharacters)}…` : text
  await responder.notice(input, 'talk.lost-message', { text: quoted })
}

const channelKeyOf = ({ data }: InboxEntry): string => placeKey(channelOf((data as ChatInput).place))
