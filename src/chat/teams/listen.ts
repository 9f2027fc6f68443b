import { phrase } from '../../incident/phrase.ts'
import { type Language, languages } from '../../language/types.ts'
import type { Click, DoorAnswer, DoorRequest, Input } from '../types.ts'
import type { Activity } from './activity.ts'
import { cardAnswer, errorAnswer, messageAnswer, wordsOf } from './answers.ts'
import type { Connection, InvokeAnswer } from './connection.ts'
import type { Guard } from './guard.ts'
import { askedBy } from './input.ts'
import type { Invokes, Outcome } from './invokes.ts'
import type { Memory } from './memory.ts'
import { cardIn, type MakeMessage } from './message.ts'
import type { TeamsChatOptions } from './options.ts'
import { refreshFor } from './refresh.ts'

export interface ListenParts {
  readonly options: TeamsChatOptions
  readonly guard: Guard
  readonly refused: (why: string) => void
  readonly connection: Connection
  readonly memory: Memory
  readonly invokes: Invokes
  readonly make: MakeMessage
  readonly handle: (input: Input) => Promise<void>
}

/** What Teams sends: judged, acknowledged, handed on. Never rejects. */
export const createListen = (parts: ListenParts): ((request: DoorRequest) => Promise<DoorAnswer>) => {
  const { options, guard, refused, connection, memory, handle } = parts
  const tenant = options.config.tenantId

  const unhandled = (error: unknown): void =>
    options.log.error({ err: error, reference: options.newId() }, 'a message from Teams could not be handled')

  const turn = async (activity: Activity): Promise<InvokeAnswer | undefined> => {
    memory.heard(activity, tenant)
    const asked = askedBy(activity, tenant)
    if (activity.type === 'invoke') return invokeAnswer(parts, activity, asked)
    // After the answer to Teams, which must not wait for our work (L7).
    if (asked.is === 'input') setImmediate(() => void handle(asked.input).catch(unhandled))
    return undefined
  }

  return async (request) => {
    try {
      const checked = await guard(request)
      switch (checked.is) {
        case 'refused':
          refused(checked.why)
          return refusal(checked.status)
        case 'repeated':
          return repeated(checked.activity, parts)
        case 'passed':
          return await connection.receive(checked.raw, () => turn(checked.activity))
        default:
          return checked satisfies never
      }
    } catch (error) {
      options.log.error({ err: error, reference: options.newId() }, 'a request from Teams could not be handled')
      return { status: 500 }
    }
  }
}

const refusal = (status: number): DoorAnswer => ({
  status,
  ...(status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
})

/** Teams asks again where our answer was lost; what it asked for is being done already. */
const repeated = ({ type, locale }: Activity, { options }: ListenParts): DoorAnswer => {
  if (type !== 'invoke') return { status: 200 }
  const { status, body } = messageAnswer(words(options, locale, 'teams.received'))
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) }
}

const invokeAnswer = async (
  parts: ListenParts,
  activity: Activity,
  asked: ReturnType<typeof askedBy>,
): Promise<InvokeAnswer> => {
  const { options } = parts
  switch (asked.is) {
    case 'input':
      return asked.input.kind === 'click'
        ? clickAnswer(parts, asked.input)
        : errorAnswer(400, words(options, activity.locale, 'teams.unknown-action'))
    case 'refresh':
      return refreshAnswer(parts, activity)
    case 'unknown-invoke':
      return activity.name === 'adaptiveCard/action'
        ? errorAnswer(400, words(options, activity.locale, 'teams.unknown-action'))
        : { status: 501 }
    case 'nothing':
      return { status: 200 }
    default:
      return asked satisfies never
  }
}

const clickAnswer = async ({ options, invokes, handle }: ListenParts, click: Click): Promise<InvokeAnswer> => {
  const outcome: Outcome = await invokes.during(click, () => handle(click))
  switch (outcome.is) {
    case 'said':
      return messageAnswer(wordsOf(options.expand(outcome.view, {})))
    case 'done':
    case 'working':
      return messageAnswer(words(options, click.locale, 'teams.received'))
    case 'failed': {
      const reference = options.newId()
      options.log.error({ err: outcome.error, reference, input: click.id }, 'a click could not be handled')
      return errorAnswer(500, words(options, click.locale, 'teams.failed', { reference }))
    }
    default:
      return outcome satisfies never
  }
}

/** The card as it stands now; who sees a copy that an edit has not reached yet gets the latest this way. */
const refreshAnswer = async ({ options, memory, make }: ListenParts, activity: Activity): Promise<InvokeAnswer> => {
  const channel = activity.conversation.id.split(';messageid=')[0] ?? ''
  const view = activity.replyToId === undefined ? undefined : memory.view(channel, activity.replyToId)
  if (view === undefined) return errorAnswer(404, words(options, activity.locale, 'teams.unknown-card'))
  return cardAnswer(cardIn(await make(view, { refreshFor: refreshFor(memory, channel, view) })))
}

const words = (
  { say, language = 'en' }: TeamsChatOptions,
  locale: string | undefined,
  key: string,
  args?: Readonly<Record<string, string>>,
): string => {
  const told = locale?.slice(0, 2).toLowerCase()
  const spoken: Language = languages.find((known) => known === told) ?? language
  return say(spoken)(phrase(key, args))
}
