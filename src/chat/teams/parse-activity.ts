import { z } from 'zod'
import type { ButtonClick, ChatInput, ChatMessage } from '../types.ts'
import type { TeamsActivity } from './activity-schema.ts'
import { isBotMentioned, mentionedAccountsIn, messageTextOf } from './message-text.ts'
import { teamsInputIdOf, teamsPersonOf, teamsPlaceOf } from './place-mapping.ts'

/** What an activity asks of us. */
export type ParsedActivity =
  | { readonly is: 'input'; readonly input: ChatInput }
  /** A client that wants the card as it stands now, without anybody having clicked. */
  | { readonly is: 'refresh' }
  /** An invoke that we do not know. */
  | { readonly is: 'unknown-invoke' }
  | { readonly is: 'nothing' }

/** `tenant` is the one that the guard let through. */
export const parseActivity = (activity: TeamsActivity, tenant: string): ParsedActivity => {
  if (activity.from.role === 'bot' || activity.from.id.startsWith('28:')) return { is: 'nothing' }
  if (activity.type === 'invoke') return parseInvoke(activity, tenant)
  if (activity.type !== 'message') return { is: 'nothing' }
  const submitted = submit.safeParse(activity.value)
  if (submitted.success)
    return { is: 'input', input: buttonClickOf(activity, tenant, submitted.data.verb, submitted.data) }
  const message = chatMessageOf(activity, tenant)
  return message.addressed || message.text !== '' ? { is: 'input', input: message } : { is: 'nothing' }
}

const verb = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const data = z.record(z.string(), z.unknown())

/** What an old client sends for a button: a message without text. */
const submit = data.and(z.object({ verb }))
const execute = z.object({
  action: z.object({ verb, data: data.default({}) }),
  trigger: z.string().optional(),
})

export const refreshVerb = 'refresh'

const parseInvoke = (activity: TeamsActivity, tenant: string): ParsedActivity => {
  if (activity.name !== 'adaptiveCard/action') return { is: 'unknown-invoke' }
  const { data: value } = execute.safeParse(activity.value)
  if (value === undefined) return { is: 'unknown-invoke' }
  if (value.trigger === 'automatic' || value.action.verb === refreshVerb) return { is: 'refresh' }
  return { is: 'input', input: buttonClickOf(activity, tenant, value.action.verb, value.action.data) }
}

const chatMessageOf = (activity: TeamsActivity, tenant: string): ChatMessage => ({
  kind: 'message',
  ...inputFieldsOf(activity, tenant),
  text: messageTextOf(activity),
  addressed: activity.conversation.conversationType === 'personal' || isBotMentioned(activity),
  ...mentionsOf(activity, tenant),
})

const mentionsOf = (activity: TeamsActivity, tenant: string): Pick<ChatMessage, 'mentions'> => {
  const mentions = mentionedAccountsIn(activity).map((from) => teamsPersonOf({ from }, tenant))
  return mentions.length === 0 ? {} : { mentions: mentions.slice(0, maxMentions) }
}

/** Nobody hands something over to more. */
const maxMentions = 5

const buttonClickOf = (
  activity: TeamsActivity,
  tenant: string,
  verb: string,
  sent: Readonly<Record<string, unknown>>,
): ButtonClick => ({
  kind: 'click',
  ...inputFieldsOf(activity, tenant),
  verb,
  token: typeof sent.token === 'string' ? sent.token.slice(0, 200) : '',
  values: submittedValuesOf(sent),
})

const inputFieldsOf = (activity: TeamsActivity, tenant: string) => {
  const locale = activity.locale ?? activity.entities?.find(({ type }) => type === 'clientInfo')?.locale
  return {
    id: teamsInputIdOf(activity),
    place: teamsPlaceOf(activity, tenant),
    person: teamsPersonOf(activity, tenant),
    ...(locale === undefined ? {} : { locale }),
  }
}

/** What was entered, as text; numbers and toggles are text to a card already, but not to every client. */
const submittedValuesOf = (sent: Readonly<Record<string, unknown>>): ButtonClick['values'] =>
  Object.fromEntries(
    Object.entries(sent)
      .filter(([name, value]) => !ownDataKeys.has(name) && ['string', 'number', 'boolean'].includes(typeof value))
      .slice(0, 50)
      .map(([name, value]) => [name.slice(0, 100), String(value).slice(0, 8000)]),
  )

const ownDataKeys: ReadonlySet<string> = new Set(['verb', 'token', 'msteams'])
