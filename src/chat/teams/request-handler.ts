import { messageOf } from '../../i18n/message.ts'
import { type Language, languages } from '../../i18n/types.ts'
import { createSharedWork } from '../shared/shared-work.ts'
import type { AcceptInput, ButtonClick, WebhookEndpoint, WebhookResponse } from '../types.ts'
import type { TeamsActivity } from './activity-schema.ts'
import type { InvokeResponse, TeamsConnection } from './connection.ts'
import { type ConversationCache, membersToRefresh } from './conversation-cache.ts'
import { cardInvokeResponse, cardTextOf, errorInvokeResponse, messageInvokeResponse } from './invoke-responses.ts'
import { cardIn, type RenderTeamsMessage } from './message-renderer.ts'
import type { TeamsChatOptions } from './options.ts'
import { parseActivity } from './parse-activity.ts'
import type { InvokeOutcome, PendingInvokes } from './pending-invokes.ts'
import type { RequestGuard, RequestGuardResult, RequestRefusal } from './request-guard.ts'

export interface TeamsRequestHandlerDependencies {
  readonly options: TeamsChatOptions
  readonly guard: RequestGuard
  readonly refused: (why: string) => void
  readonly connection: TeamsConnection
  readonly memory: ConversationCache
  readonly invokes: PendingInvokes
  readonly render: RenderTeamsMessage
  readonly accept: AcceptInput
}

/** What Teams sends: judged, acknowledged, handed on. Never rejects. */
export const createTeamsRequestHandler = (
  parts: TeamsRequestHandlerDependencies,
): Pick<WebhookEndpoint, 'admit' | 'serve'> => {
  const { options, guard, refused, connection, memory, accept } = parts
  const tenant = options.config.tenantId
  const share = createSharedWork<WebhookResponse>()

  const turn = async ({ activity, forget }: NewRequest): Promise<InvokeResponse | undefined> => {
    memory.recordActivity(activity, tenant)
    const asked = parseActivity(activity, tenant)
    if (activity.type === 'invoke') return invokeResponseTo({ ...parts, forget }, activity, asked)
    // Teams hears that we have it when we do (L6), and does not wait for our work (L7).
    if (asked.is === 'input') await accept(asked.input)
    return undefined
  }

  const refusal = ({ status, why }: RequestRefusal): WebhookResponse => {
    refused(why)
    return refusalResponse(status)
  }

  const failed = (error: unknown): WebhookResponse => {
    options.log.error({ err: error, reference: options.newId() }, 'a request from Teams could not be handled')
    return { status: 500 }
  }

  const admit: WebhookEndpoint['admit'] = async (head) => {
    try {
      const wrong = await guard.admit(head)
      return wrong === undefined ? undefined : refusal(wrong)
    } catch (error) {
      return failed(error)
    }
  }

  /** What could not be taken is asked for once more by Teams, or by whoever sent it. */
  const receive = async (request: NewRequest): Promise<WebhookResponse> => {
    const { raw, activity, forget } = request
    let failure: { readonly error: unknown } | undefined
    // The SDK would print it to the console, secrets and all.
    const caught = (error: unknown): undefined => {
      failure = { error }
    }
    const response = await connection.receive(raw, () => turn(request).catch(caught))
    if (failure === undefined && response.status < 500) return response
    forget()
    if (failure === undefined) return response
    options.log.error({ err: failure.error, activity: activity.id }, 'what Teams sent could not be taken')
    return { status: 503 }
  }

  const serve: WebhookEndpoint['serve'] = async (request) => {
    try {
      const checked = await guard.check(request)
      switch (checked.is) {
        case 'refused':
          return refusal(checked)
        case 'repeated':
          return await share(checked.key, async () => repeatedResponse(checked.activity, parts))
        case 'passed':
          return await share(checked.key, () => receive(checked))
        default:
          return checked satisfies never
      }
    } catch (error) {
      return failed(error)
    }
  }

  return { admit, serve }
}

type NewRequest = Extract<RequestGuardResult, { readonly is: 'passed' }>

const refusalResponse = (status: number): WebhookResponse => ({
  status,
  ...(status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
})

/** Teams asks again where our answer was lost; what it asked for is being done already. */
const repeatedResponse = (
  { type, locale }: TeamsActivity,
  { options }: TeamsRequestHandlerDependencies,
): WebhookResponse => {
  if (type !== 'invoke') return { status: 200 }
  const { status, body } = messageInvokeResponse(translatedText(options, locale, 'teams.received'))
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) }
}

type InvokeParts = TeamsRequestHandlerDependencies & Pick<NewRequest, 'forget'>

const invokeResponseTo = async (
  parts: InvokeParts,
  activity: TeamsActivity,
  asked: ReturnType<typeof parseActivity>,
): Promise<InvokeResponse> => {
  const { options } = parts
  switch (asked.is) {
    case 'input':
      return asked.input.kind === 'click'
        ? clickResponse(parts, asked.input)
        : errorInvokeResponse(400, translatedText(options, activity.locale, 'teams.unknown-action'))
    case 'refresh':
      return refreshResponse(parts, activity)
    case 'unknown-invoke':
      return activity.name === 'adaptiveCard/action'
        ? errorInvokeResponse(400, translatedText(options, activity.locale, 'teams.unknown-action'))
        : { status: 501 }
    case 'nothing':
      return { status: 200 }
    default:
      return asked satisfies never
  }
}

const clickResponse = async (
  { options, invokes, accept, forget }: InvokeParts,
  click: ButtonClick,
): Promise<InvokeResponse> => {
  const outcome: InvokeOutcome = await invokes.during(click, () => accept(click))
  switch (outcome.is) {
    case 'said':
      return messageInvokeResponse(cardTextOf(options.expand(outcome.view, {})))
    case 'done':
    case 'working':
      return messageInvokeResponse(translatedText(options, click.locale, 'teams.received'))
    case 'failed': {
      // Teams hears of it in words, with status 200: the same click once more is new all the same.
      forget()
      const reference = options.newId()
      options.log.error({ err: outcome.error, reference, input: click.id }, 'a click could not be handled')
      return errorInvokeResponse(500, translatedText(options, click.locale, 'teams.failed', { reference }))
    }
    default:
      return outcome satisfies never
  }
}

/** The card as it stands now; who sees a copy that an edit has not reached yet gets the latest this way. */
const refreshResponse = async (
  { options, memory, render }: TeamsRequestHandlerDependencies,
  activity: TeamsActivity,
): Promise<InvokeResponse> => {
  const channel = activity.conversation.id.split(';messageid=')[0] ?? ''
  const view = activity.replyToId === undefined ? undefined : memory.view(channel, activity.replyToId)
  if (view === undefined)
    return errorInvokeResponse(404, translatedText(options, activity.locale, 'teams.unknown-card'))
  return cardInvokeResponse(cardIn(await render(view, { refreshFor: membersToRefresh(memory, channel, view) })))
}

const translatedText = (
  { say, language = 'en' }: TeamsChatOptions,
  locale: string | undefined,
  key: string,
  args?: Readonly<Record<string, string>>,
): string => {
  const told = locale?.slice(0, 2).toLowerCase()
  const spoken: Language = languages.find((known) => known === told) ?? language
  return say(spoken)(messageOf(key, args))
}
