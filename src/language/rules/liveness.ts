import type { Hit, Sentence } from '../reading/types.ts'
import { has, hitsOf, opening, overlaps } from './hits.ts'

/** Why something said to be wrong is not wrong now; `undefined` where it is. */
export const notNow = (sentence: Sentence, hit: Hit): string | undefined => {
  if (isSupposed(sentence, hit)) return 'hypothetical'
  if (isPast(sentence)) return 'in the past'
  if (has(sentence, 'general')) return 'a general question'
  return undefined
}

/** In an if-clause, or after one that opens the sentence. "503s, if that helps" is neither. */
const isSupposed = (sentence: Sentence, hit: Hit): boolean => {
  const asked = hitsOf(sentence, 'whether')
  const suppositions = hitsOf(sentence, 'conditional').filter((each) => !asked.some((other) => overlaps(each, other)))
  return suppositions.some((each) => each.from <= hit.from || each.from === opening(sentence))
}

const isPast = (sentence: Sentence): boolean => {
  if (endsWell(sentence)) return true
  if (has(sentence, 'still', 'since')) return false
  const past = hitsOf(sentence, 'past')
  const present = hitsOf(sentence, 'present').filter((each) => !past.some((other) => overlaps(each, other)))
  if (past.length > 0 && has(sentence, 'pastTime')) return true
  return (past.length > 0 || has(sentence, 'pastTime')) && present.length === 0
}

/** "it was down yesterday but now it runs fine": what comes after the turn is how it is. */
const endsWell = (sentence: Sentence): boolean => {
  const turn = hitsOf(sentence, 'but', 'still').at(-1)
  if (!turn || !has(sentence, 'past', 'pastTime')) return false
  const after = hitsOf(sentence, 'outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed').some(
    (hit) => hit.from >= turn.to,
  )
  return !after && hitsOf(sentence, 'fine').some((hit) => hit.from >= turn.to)
}
