import type { Message } from '../chat/types.ts'
import type { Heard, Intent } from '../language/types.ts'
import type { Parts } from './types.ts'

export interface Part {
  readonly message: Message
  readonly heard: Heard
}

/** Where a new wish may begin: a sentence's end, a line's, a semicolon, "and then", a comma before "and". */
const joints = /(?<=[.!?;])\s+|\n+|;\s*|,?\s+(?:and then|and also|en dan|en ook|and|en|then|dan|also|plus)\s+/i
const mostParts = 4

const actions: readonly Intent[] = [
  'request_restart',
  'request_scale_out',
  'request_scale_up',
  'request_autoheal',
  'request_rollback',
  'collect_diagnostics',
  'ask_status',
]
const symptoms: readonly Intent[] = ['report_outage', 'report_slow', 'report_crash']

/**
 * Several wishes in one message, each as a message of its own. "contoso-web is down, restart it" is one wish, a
 * restart, since both are about one app; "contoso-web is down and restart contoso-api" are two.
 */
export const wishesIn = (message: Message, heard: Heard, parts: Pick<Parts, 'understand'>): readonly Part[] => {
  const whole: readonly Part[] = [{ message, heard }]
  if (!actions.includes(heard.intent) && !symptoms.includes(heard.intent)) return whole
  const pieces = message.text
    .slice(0, longest)
    .split(joints)
    .filter((piece) => piece.trim() !== '')
  if (pieces.length < 2 || pieces.length > mostParts * 2) return whole
  const understood = pieces.map((text) => ({ text, heard: parts.understand(text, { addressed: message.addressed }) }))
  const wishes = understood.filter(({ heard: { intent } }) => actions.includes(intent) || symptoms.includes(intent))
  const distinct = merged(wishes)
  if (distinct.length < 2 || distinct.length > mostParts) return whole
  return distinct.map((wish, at) => ({
    message: at === 0 ? message : { ...message, id: `${message.id}#${at + 1}` },
    heard: { ...wish.heard, ...(heard.language === undefined ? {} : { language: heard.language }) },
  }))
}

const longest = 1000

interface Wish {
  readonly heard: Heard
}

/** A part without an app is about the app before it; a symptom beside a wish for the same app is its reason. */
const merged = (wishes: readonly Wish[]): readonly Wish[] => {
  let before: readonly string[] = []
  const named = wishes.map(({ heard }) => {
    before = heard.apps.length > 0 ? heard.apps : before
    return { heard: { ...heard, apps: before } }
  })
  return named.filter(({ heard }, at) => {
    const others = named.filter((_, index) => index !== at)
    const same = others.filter((other) => other.heard.apps.join() === heard.apps.join())
    if (symptoms.includes(heard.intent) && same.some((other) => actions.includes(other.heard.intent))) return false
    return !named.slice(0, at).some((other) => same.includes(other) && isSame(other.heard, heard))
  })
}

const isSame = (one: Heard, other: Heard): boolean =>
  one.intent === other.intent || (symptoms.includes(one.intent) && symptoms.includes(other.intent))
