import type { ChatMessage } from '../chat/types.ts'
import type { Intent, ParsedMessage } from '../understand/types.ts'
import type { RunbookDependencies } from './types.ts'

export interface IntentPart {
  readonly message: ChatMessage
  readonly heard: ParsedMessage
}

/** Where a new wish may begin: a sentence's end, a line's, a semicolon, "and then", a comma before "and". */
const partBoundaries = /(?<=[.!?;])\s+|\n+|;\s*|,?\s+(?:and then|and also|en dan|en ook|and|en|then|dan|also|plus)\s+/i
const maxParts = 4

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
export const splitIntents = (
  message: ChatMessage,
  heard: ParsedMessage,
  dependencies: Pick<RunbookDependencies, 'understand'>,
): readonly IntentPart[] => {
  const whole: readonly IntentPart[] = [{ message, heard }]
  if (!actions.includes(heard.intent) && !symptoms.includes(heard.intent)) return whole
  const pieces = message.text
    .slice(0, maxTextLength)
    .split(partBoundaries)
    .filter((piece) => piece.trim() !== '')
  if (pieces.length < 2 || pieces.length > maxParts * 2) return whole
  const understood = pieces.map((text) => ({
    text,
    heard: dependencies.understand(text, { addressed: message.addressed }),
  }))
  const wishes = understood.filter(({ heard: { intent } }) => actions.includes(intent) || symptoms.includes(intent))
  const distinct = withoutRepeats(wishes)
  if (distinct.length < 2 || distinct.length > maxParts) return whole
  return distinct.map((wish, at) => ({
    message: at === 0 ? message : { ...message, id: `${message.id}#${at + 1}` },
    heard: { ...wish.heard, ...(heard.language === undefined ? {} : { language: heard.language }) },
  }))
}

const maxTextLength = 1000

interface ParsedIntent {
  readonly heard: ParsedMessage
}

/** A part without an app is about the app before it; a symptom beside a wish for the same app is its reason. */
const withoutRepeats = (wishes: readonly ParsedIntent[]): readonly ParsedIntent[] => {
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

const isSame = (one: ParsedMessage, other: ParsedMessage): boolean =>
  one.intent === other.intent || (symptoms.includes(one.intent) && symptoms.includes(other.intent))
