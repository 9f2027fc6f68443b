import type { Hit, Sentence } from '../reading/types.ts'
import { has, hitsOf, opening, overlaps } from './hits.ts'

/** Why something said to be wrong is not wrong now; `undefined` where it is. */
export const reasonNotNow = (sentence: Sentence, hit: Hit): string | undefined => {
  if (isSupposed(sentence, hit)) return 'hypothetical'
  if (isPast(sentence)) return 'in the past'
  if (has(sentence, 'general')) return 'a general question'
  return undefined
}

/** In an if-clause, or after one that opens the sentence. "503s, if that helps" is neither. */
const isSupposed = (sentence: Sentence, hit: Hit): boolean => {
  const asked = hitsOf(sentence, 'whether', 'ask')
  const suppositions = hitsOf(sentence, 'conditional').filter((each) => !asked.some((other) => overlaps(each, other)))
  return suppositions.some((each) => each.from <= hit.from || each.from === opening(sentence))
}

const isPast = (sentence: Sentence): boolean => {
  if (endsWell(sentence)) return true
  if (has(sentence, 'still', 'since')) return false
  const well = wellBefore(sentence)
  const past = hitsOf(sentence, 'past').filter((each) => !isWithin(each, well))
  const times = hitsOf(sentence, 'pastTime').filter(
    (each) => !isWithin(each, well) && !hitsOf(sentence, 'beside').some(({ to }) => to === each.from),
  )
  const present = hitsOf(sentence, 'present').filter(
    (each) =>
      !past.some((other) => overlaps(each, other)) && !(each.words === 's' && times.some(({ to }) => to === each.from)),
  )
  if (past.length > 0 && times.length > 0) return true
  return (past.length > 0 || times.length > 0) && present.length === 0
}

interface Stretch {
  readonly from: number
  readonly to: number
}

const isWithin = (hit: Hit, stretch: Stretch | undefined): boolean =>
  stretch !== undefined && hit.from >= stretch.from && hit.to <= stretch.to

const wrong = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed', 'cpu', 'memory', 'error'] as const
const wasWell = /^(?:fine|good|ok|okay|prima|goed|snel|fast|perfect|gut|schnell|bien|bem|bene|normal|normaal|rapido)$/

/** "…, was fine yesterday": the clause after the complaint that says how well it went before. */
const wellBefore = (sentence: Sentence): Stretch | undefined => {
  const comma = sentence.tokens.findLastIndex(({ kind }) => kind === 'comma')
  const after = sentence.tokens.slice(comma + 1)
  const complains = hitsOf(sentence, ...wrong).some((hit) => hit.from > comma)
  if (comma <= 0 || complains || !after.some(({ text }) => wasWell.test(text))) return undefined
  return { from: comma + 1, to: sentence.tokens.length }
}

/** "it was down yesterday but now it runs fine": what comes after the turn is how it is. */
const endsWell = (sentence: Sentence): boolean => {
  const turn = hitsOf(sentence, 'but', 'still').at(-1)
  if (!turn || !has(sentence, 'past', 'pastTime')) return false
  const after = hitsOf(sentence, ...wrong).some((hit) => hit.from >= turn.to)
  return !after && hitsOf(sentence, 'fine').some((hit) => hit.from >= turn.to)
}
