import type { Concept } from '../lexicons/types.ts'
import type { Reading, Sentence } from '../reading/types.ts'
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

const isShort = ({ sentences }: Reading): boolean =>
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
  const denied = hitsOf(sentence, 'not').some((not) => not.from < hit.from || not.to > hit.to)
  if (concept === 'approve' && denied) return false
  return concept === 'reject' || !has(sentence, ...otherMatters)
}
