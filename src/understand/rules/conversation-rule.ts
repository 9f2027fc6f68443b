import type { Concept } from '../lexicons/types.ts'
import { standsFor } from '../reading/phrases.ts'
import type { Hit, MessageReading, Sentence } from '../reading/types.ts'
import type { Intent } from '../types.ts'
import { has, hitsOf, opening, wordCount } from './hits.ts'
import type { Rule } from './types.ts'

const answers: readonly (readonly [Concept, Intent])[] = [
  // What stops a change is looked for first: "don't approve" must never approve.
  ['reject', 'reject'],
  ['withdraw', 'withdraw'],
  ['approve', 'approve'],
  ['close', 'close'],
]
const longestAnswer = 6

/** A short answer to the bot. Long sentences that merely contain "yes" or "close" are not answers. */
export const conversation: Rule = (reading, { addressed }) => {
  const sentence = reading.sentences[0]
  if (!addressed || !sentence || !isShort(reading)) return undefined
  const given = answers.find(([concept]) => answersWith(sentence, concept))
  if (!given) return undefined
  return { intent: given[1], why: ['an answer', hitsOf(sentence, given[0])[0]?.words ?? ''] }
}

const isShort = ({ sentences }: MessageReading): boolean =>
  sentences.reduce((sum, sentence) => sum + wordCount(sentence), 0) <= longestAnswer

const otherMatters: readonly Concept[] = [
  'outage',
  'slow',
  'crash',
  'restart',
  'scaleOut',
  'scaleUp',
  'rollback',
  'evidence',
]

const answersWith = (sentence: Sentence, concept: Concept): boolean => {
  const starts = [0, opening(sentence)]
  const hit = hitsOf(sentence, concept).find(
    ({ from }) => starts.includes(from) || sentence.tokens[from - 1]?.kind === 'incident',
  )
  if (!hit || has(sentence, 'conditional') || sentence.asks) return false
  if (concept === 'approve') return saysNothingElse(sentence, hit)
  return concept === 'reject' || !has(sentence, ...otherMatters)
}

const harmless: readonly Concept[] = [
  'approve',
  'please',
  'filler',
  'link',
  'object',
  'ours',
  'restart',
  'restarting',
  'scale',
  'scaleOut',
  'scaleUp',
  'rollback',
  'autoheal',
  'soft',
  'instance',
]
const pronoun = /^(?:i|ik|it|this|that|het|dit|dat|das|es|ca|lo|la|isso)$/
const named = new Set(['incident', 'app', 'place', 'comma', 'number', 'sku'])

/**
 * "approve after the dump", "approve later", "ik keur het niet goed": an approval stands by itself. Every word beside
 * it must be one that takes nothing back, and no word may be a negation in any language.
 */
const saysNothingElse = (sentence: Sentence, approval: Hit): boolean => {
  if (sentence.tokens.some(({ kind, text }) => kind === 'word' && standsFor(text, 'not'))) return false
  const covering = [approval, ...hitsOf(sentence, ...harmless)]
  return sentence.tokens.every(
    ({ kind, text }, at) =>
      named.has(kind) || pronoun.test(text) || covering.some((hit) => hit.from <= at && at < hit.to),
  )
}
