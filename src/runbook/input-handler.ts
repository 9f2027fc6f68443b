import { AzureError } from '../azure/types.ts'
import type { ButtonClick, ChatInput } from '../chat/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { JournalBroken, JournalError } from '../journal/types.ts'
import { noticeView, refusalView } from '../views/index.ts'
import { supportRequestView } from '../views/support-request.ts'
import type { CardView } from '../views/types.ts'
import { createClickHandler } from './click-handler.ts'
import type { InputContext } from './input-context.ts'
import { createMessageHandler } from './message-handler.ts'
import { showReport } from './show-report.ts'

/** Rejects where whoever sent it could be told nothing at all. */
export type HandleInput = (input: ChatInput) => Promise<void>

/** Every input that was taken in comes through here; whatever happens, the person gets an answer (L6), or it rejects. */
export const createInputHandler = (
  context: InputContext,
): { readonly handle: HandleInput; readonly apologise: (input: ChatInput, error: unknown) => Promise<void> } => {
  const { dependencies, responder } = context
  const messages = createMessageHandler(context)
  const onClick = createClickHandler(context)
  const onSupport = createSupportHandler(context)
  const onReport = createReportHandler(context)

  /** The answer to a question back: what was said then goes on, as its presser's wish. */
  const onChoice = async (click: ButtonClick): Promise<void> => {
    const resumed = context.choices.chosenBy(click)
    return resumed === undefined ? responder.notice(click, 'talk.choice-gone') : messages.resume(resumed)
  }

  const handle = async (came: ChatInput): Promise<void> => {
    const platform = dependencies.platforms.find(({ name }) => name === came.place.platform)
    const told = (await platform?.lookUpPeople?.(came)) ?? came
    // Of what people say to each other only what is acted upon is worth a question to the platform.
    const isOverheard = told.kind === 'message' && !told.addressed
    const input = isOverheard ? told : await context.withMembership(told)
    if (input.kind === 'message') return messages.handle(input)
    if (input.verb === 'choose') return onChoice(input)
    if (input.verb === 'report') return onReport(input)
    await (input.verb === 'support' ? onSupport(input) : onClick(input))
  }

  const apologise = async (input: ChatInput, error: unknown): Promise<void> => {
    const reference = dependencies.ids.action()
    // A broken journal has been logged; one line more for each message of a busy channel would bury that.
    if (!(error instanceof JournalBroken))
      dependencies.log.error({ reference, input: input.id, err: error }, 'an input could not be handled')
    if (input.kind === 'message' && !input.addressed) return
    const say = dependencies.say(responder.languageOf(input))
    await responder.tell(input, wordsFor(error, reference, say))
  }

  const wordsFor = (error: unknown, reference: string, say: Translate): CardView => {
    if (error instanceof JournalBroken) return refusalView({ reason: 'journal-broken' }, say)
    if (error instanceof JournalError) return refusalView({ reason: 'journal' }, say)
    // Azure's own no says what to do, for example which permission is missing.
    if (error instanceof AzureError) return noticeView(dependencies.redact(error.phrase), say)
    return noticeView(messageOf('card.notice.went-wrong', { reference }), say)
  }

  return { handle: (input) => handle(input).catch((error: unknown) => apologise(input, error)), apologise }
}

/** The text for Microsoft's support: kept as a file of the incident, and told to who asked. */
const createSupportHandler =
  ({ dependencies, scheduler, responder }: InputContext) =>
  async (click: ButtonClick): Promise<void> => {
    const { token, person: by, place } = click
    const incident = /^INC-\d{1,9}$/.test(token) ? await scheduler.repository.load(token) : undefined
    if (incident === undefined) return responder.refuse(click, 'support', { reason: 'unknown' })
    const after = await responder.commit(click, token, { type: 'RequestSupportText', by, place })
    if (after?.awaitsSupportText && !incident.awaitsSupportText)
      await responder.tell(click, dependencies.redact(supportRequestView(after, dependencies.say(after.language))))
  }

/** The button "Report": the same as asking for it in words. */
const createReportHandler =
  (context: InputContext) =>
  async (click: ButtonClick): Promise<void> => {
    const { scheduler, permissions, responder } = context
    const { token } = click
    const incident = /^INC-\d{1,9}$/.test(token) ? await scheduler.repository.load(token) : undefined
    if (incident === undefined) return responder.refuse(click, 'report', { reason: 'unknown' })
    const denial = permissions.readingDenialOf(click, incident)
    if (denial !== undefined) return responder.refuse(click, 'report', denial)
    await showReport({ input: click, incident }, context)
  }
