import { AzureError } from '../azure/types.ts'
import type { ButtonClick, ChatInput } from '../chat/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { JournalError } from '../journal/types.ts'
import { noticeView, refusalView } from '../views/index.ts'
import { supportRequestView } from '../views/support-request.ts'
import type { CardView } from '../views/types.ts'
import { createClickHandler } from './click-handler.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { IncidentCommands } from './incident-commands.ts'
import { createMessageHandler } from './message-handler.ts'
import type { Responder } from './responder.ts'
import type { RunbookDependencies } from './types.ts'

/** Every input of every platform comes through here; whatever happens, the person gets an answer (L6). Never rejects. */
export const createInputHandler = (
  parts: RunbookDependencies,
  reactor: EffectScheduler,
  desk: Responder,
  acts: IncidentCommands,
): ((input: ChatInput) => Promise<void>) => {
  const onMessage = createMessageHandler(parts, reactor, desk, acts)
  const onClick = createClickHandler(parts, reactor, desk)
  const onSupport = createSupportHandler(parts, reactor, desk)

  const handle = async (input: ChatInput): Promise<void> => {
    if (await parts.journal.wasInputSeen(input.place.platform, input.id)) return
    if (input.kind === 'message') return onMessage(input)
    await (input.verb === 'support' ? onSupport(input) : onClick(input))
  }

  const apologise = async (input: ChatInput, error: unknown): Promise<void> => {
    const reference = parts.ids.action()
    parts.log.error({ reference, input: input.id, err: error }, 'an input could not be handled')
    if (input.kind === 'message' && !input.addressed) return
    const say = parts.say(desk.languageOf(input))
    await desk.tell(input, wordsFor(error, reference, say))
  }

  const wordsFor = (error: unknown, reference: string, say: Translate): CardView => {
    if (error instanceof JournalError) return refusalView({ reason: 'journal' }, say)
    // Azure's own no says what to do, for example which permission is missing.
    if (error instanceof AzureError) return noticeView(parts.redact(error.phrase), say)
    return noticeView(messageOf('card.notice.went-wrong', { reference }), say)
  }

  return async (input) => {
    try {
      await handle(input)
    } catch (error) {
      await apologise(input, error).catch((failure: unknown) =>
        parts.log.error({ input: input.id, err: failure }, 'not even an apology could be sent'),
      )
    }
  }
}

/** The text for Microsoft's support: kept as a file of the incident, and told to who asked. */
const createSupportHandler =
  (parts: RunbookDependencies, { repository: ledger }: EffectScheduler, desk: Responder) =>
  async (click: ButtonClick): Promise<void> => {
    const { token, person: by, place } = click
    const incident = /^INC-\d{1,9}$/.test(token) ? await ledger.load(token) : undefined
    if (incident === undefined) return desk.refuse(click, 'support', 'unknown')
    const after = await desk.commit(click, token, { type: 'RequestSupportText', by, place })
    if (after?.awaitsSupportText && !incident.awaitsSupportText)
      await desk.tell(click, parts.redact(supportRequestView(after, parts.say(after.language))))
  }
