import type { ChatMessage } from '../chat/types.ts'
import type { Intent, ParsedMessage } from '../understand/types.ts'
import type { RunbookDependencies } from './types.ts'

export interface IntentPart {
  readonly message: ChatMessage
  readonly parsed: ParsedMessage
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
  parsed: ParsedMessage,
  dependencies: Pick<RunbookDependencies, 'understand'>,
): readonly IntentPart[] => {
  const whole: readonly IntentPart[] = [{ message, parsed }]
  if (!actions.includes(parsed.intent) && !symptoms.includes(parsed.intent)) return whole
  const parts = message.text
    .slice(0, maxTextLength)
    .split(partBoundaries)
    .filter((part) => part.trim() !== '')
  if (parts.length < 2 || parts.length > maxParts * 2) return whole
  const understood = parts.map((text) => ({
    text,
    parsed: dependencies.understand(text, { addressed: message.addressed }),
  }))
  const wishes = understood.filter(({ parsed: { intent } }) => actions.includes(intent) || symptoms.includes(intent))
  const distinct = withoutRepeats(wishes)
  if (distinct.length < 2 || distinct.length > maxParts) return whole
  return distinct.map((wish, at) => ({
    message: at === 0 ? message : { ...message, id: `${message.id}#${at + 1}` },
    parsed: { ...wish.parsed, ...(parsed.language === undefined ? {} : { language: parsed.language }) },
  }))
}

const maxTextLength = 1000

interface ParsedIntent {
  readonly parsed: ParsedMessage
}

/** A part without an app is about the app before it; a symptom beside a wish for the same app is its reason. */
const withoutRepeats = (wishes: readonly ParsedIntent[]): readonly ParsedIntent[] => {
  let before: readonly string[] = []
  const named = wishes.map(({ parsed }) => {
    before = parsed.apps.length > 0 ? parsed.apps : before
    return { parsed: { ...parsed, apps: before } }
  })
  return named.filter(({ parsed }, at) => {
    const others = named.filter((_, index) => index !== at)
    const same = others.filter((other) => other.parsed.apps.join() === parsed.apps.join())
    if (symptoms.includes(parsed.intent) && same.some((other) => actions.includes(other.parsed.intent))) return false
    return !named.slice(0, at).some((other) => same.includes(other) && isSame(other.parsed, parsed))
  })
}

const isSame = (one: ParsedMessage, other: ParsedMessage): boolean =>
  one.intent === other.intent || (symptoms.includes(one.intent) && symptoms.includes(other.intent))
