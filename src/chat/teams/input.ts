import { z } from 'zod'
import type { Click, Input, Message } from '../types.ts'
import type { Activity } from './activity.ts'
import { inputId, personOf, placeOf } from './place.ts'
import { isMentioned, textOf } from './text.ts'

/** What an activity asks of us. */
export type Asked =
  | { readonly is: 'input'; readonly input: Input }
  /** A client that wants the card as it stands now, without anybody having clicked. */
  | { readonly is: 'refresh' }
  /** An invoke that we do not know. */
  | { readonly is: 'unknown-invoke' }
  | { readonly is: 'nothing' }

/** `tenant` is the one that the guard let through. */
export const askedBy = (activity: Activity, tenant: string): Asked => {
  if (activity.from.role === 'bot' || activity.from.id.startsWith('28:')) return { is: 'nothing' }
  if (activity.type === 'invoke') return invoked(activity, tenant)
  if (activity.type !== 'message') return { is: 'nothing' }
  const submitted = submit.safeParse(activity.value)
  if (submitted.success) return { is: 'input', input: clickOf(activity, tenant, submitted.data.verb, submitted.data) }
  const message = messageOf(activity, tenant)
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

const invoked = (activity: Activity, tenant: string): Asked => {
  if (activity.name !== 'adaptiveCard/action') return { is: 'unknown-invoke' }
  const { data: value } = execute.safeParse(activity.value)
  if (value === undefined) return { is: 'unknown-invoke' }
  if (value.trigger === 'automatic' || value.action.verb === refreshVerb) return { is: 'refresh' }
  return { is: 'input', input: clickOf(activity, tenant, value.action.verb, value.action.data) }
}

const messageOf = (activity: Activity, tenant: string): Message => ({
  kind: 'message',
  ...common(activity, tenant),
  text: textOf(activity),
  addressed: activity.conversation.conversationType === 'personal' || isMentioned(activity),
})

const clickOf = (activity: Activity, tenant: string, verb: string, sent: Readonly<Record<string, unknown>>): Click => ({
  kind: 'click',
  ...common(activity, tenant),
  verb,
  token: typeof sent.token === 'string' ? sent.token.slice(0, 200) : '',
  values: valuesOf(sent),
})

const common = (activity: Activity, tenant: string) => {
  const locale = activity.locale ?? activity.entities?.find(({ type }) => type === 'clientInfo')?.locale
  return {
    id: inputId(activity),
    place: placeOf(activity, tenant),
    person: personOf(activity, tenant),
    ...(locale === undefined ? {} : { locale }),
  }
}

/** What was entered, as text; numbers and toggles are text to a card already, but not to every client. */
const valuesOf = (sent: Readonly<Record<string, unknown>>): Click['values'] =>
  Object.fromEntries(
    Object.entries(sent)
      .filter(([name, value]) => !ours.has(name) && ['string', 'number', 'boolean'].includes(typeof value))
      .slice(0, 50)
      .map(([name, value]) => [name.slice(0, 100), String(value).slice(0, 8000)]),
  )

const ours: ReadonlySet<string> = new Set(['verb', 'token', 'msteams'])
