import { LRUCache } from 'lru-cache'
import { namesMetric, namesSplit } from '../answers/figures/asked-metrics.ts'
import { namesPeriod } from '../answers/figures/asked-period.ts'
import { isBareDay } from '../answers/figures/followed-period.ts'
import { figuresAnswer } from '../answers/figures.ts'
import { answers } from '../answers/index.ts'
import { namesInstance } from '../answers/reading/asked-instance.ts'
import type { ChatMessage } from '../chat/types.ts'
import { placeKey } from '../incident/chat-place.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { RunbookDependencies } from './types.ts'

export interface FollowUps {
  /** From now on this person's "and last week?" is about this question. */
  remember(message: ChatMessage, parsed: ParsedMessage): void
  /** The question before, of the time, figure or app that this message names in its place; `undefined` where it does not. */
  resolve(message: ChatMessage, parsed: ParsedMessage): ParsedMessage | undefined
}

interface AskedBefore {
  readonly text: string
  readonly parsed: ParsedMessage
  readonly at: number
}

/** As long as it is taken for what somebody still speaks of. */
const lifetimeInMs = 10 * 60_000
const maxRemembered = 5000

const lead = /^(?:and|en|und|et|y|what about|how about|what of|hoe zit (?:het|dat) met|wat (?:dan )?met)\b[\s,]*/i
/** Whoever says more than this asks, or tells, something of their own. */
const maxWords = { asked: 6, said: 3 }

export const createFollowUps = ({ clock }: Pick<RunbookDependencies, 'clock'>): FollowUps => {
  const asked = new LRUCache<string, AskedBefore>({ max: maxRemembered })

  return {
    remember: (message, { followsUp = message.text, ...parsed }) => {
      asked.set(keyOf(message), { text: followsUp, parsed, at: clock.now() })
    },
    resolve: (message, parsed) => {
      const before = asked.get(keyOf(message))
      if (before === undefined || clock.now() - before.at > lifetimeInMs) return undefined
      const meaning = meaningAfter(before, message, parsed)
      if (meaning === undefined) return undefined
      const apps = parsed.apps.length > 0 ? parsed.apps : before.parsed.apps
      return { ...parsed, meaning, intent: before.parsed.intent, certainty: 'sure', apps, followsUp: before.text }
    },
  }
}

/** The same question, or figures where another time or figure is asked for than it knows of. */
const meaningAfter = (before: AskedBefore, { text }: ChatMessage, { apps }: ParsedMessage): string | undefined => {
  const rest = text.trim().replace(lead, '')
  const member = answers.find(({ id }) => id === before.parsed.meaning)
  const words = rest.split(/\s+/).length
  if (namesInstance(rest) && words <= maxWords.asked && member !== undefined)
    return member.tellsInstances === true ? member.id : figuresAnswer.id
  if (namesSplit(rest) && words <= maxWords.asked && !namesMetric(withoutInstances(rest), apps))
    return member?.readsPeriod === true || member?.tellsInstances === true ? figuresAnswer.id : undefined
  const most = rest.endsWith('?') ? maxWords.asked : maxWords.said
  if (rest === text.trim() || words > most) return undefined
  if (namesMetric(rest, apps)) return figuresAnswer.id
  if (namesPeriod(rest) || isBareDay(rest)) return member?.readsPeriod === true ? member.id : figuresAnswer.id
  return apps.length > 0 ? member?.id : undefined
}

const withoutInstances = (text: string): string =>
  text.replace(/\b(?:instances?|instanties?|workers?|machines?|nodes?|servers?)\b/gi, ' ')

const keyOf = ({ place, person }: ChatMessage): string => [placeKey(place), person.tenant, person.id].join('\n')
