import { amountOf } from './amounts.ts'
import type { MessageReading, Sentence } from './reading/types.ts'
import { hitsOf } from './rules/hits.ts'

const units = [
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', 86_400_000],
] as const

/** "the last 3 hours", "het afgelopen uur", "een half uur": how long a stretch of time is meant. */
export const periodIn = ({ sentences }: MessageReading): number | undefined =>
  sentences.map(periodOf).find((period) => period !== undefined)

const periodOf = (sentence: Sentence): number | undefined => {
  if (hitsOf(sentence, 'halfHour').length > 0) return 1_800_000
  for (const [unit, inMs] of units) {
    const hit = hitsOf(sentence, unit).find(({ words }) => words.length > 1)
    if (hit === undefined) continue
    const amount = amountOf(sentence.tokens[hit.from - 1]) ?? 1
    return amount > 0 ? amount * inMs : undefined
  }
  return undefined
}
