import type { Phrase } from '../incident/phrase.ts'
import type { Evidence } from '../incident/verdict.ts'
import { blindness } from './blindness.ts'
import type { Seen, Weighed } from './types.ts'

/** What a sign says when it shows. */
export interface Said {
  readonly text: Phrase
  readonly probe: string
  /** 0…1: how clearly it shows. */
  readonly strength: number
}

/** One thing to look for in what was seen; `undefined` where it does not show. */
export type Sign = (seen: Seen) => Said | undefined

/** How much a sign says, where it shows clearly. */
export type Weight = readonly [sign: Sign, weight: number]

/** Without it a cause may be suspected, never named. */
export interface Need {
  readonly sign: Sign
  /** What was looked for and not seen, for whoever asks why it is not this cause. */
  readonly lacks: Phrase
}

export interface Scales {
  readonly needs: readonly Need[]
  readonly signs: readonly Weight[]
  readonly against: readonly Weight[]
}

/** At and above this confidence a cause is named (ours: it takes two independent signs). */
export const enough = 0.6
/** What a cause without its needed signs can reach. */
const suspected = 0.4

/**
 * Signs for a cause are joined as independent witnesses (1 − ∏(1 − weight)),
 * each sign against it takes its share off what is left, and so does each probe that gave nothing.
 */
export const weighing =
  ({ needs, signs, against }: Scales) =>
  (seen: Seen): Weighed => {
    const evidence = signs.flatMap(said(seen))
    const counter = against.flatMap(said(seen))
    const missing = needs.filter(({ sign }) => shows(sign, seen) === undefined).map(({ lacks }) => lacks)
    const witnessed = 1 - doubt(evidence)
    const confidence = (missing.length === 0 ? witnessed : Math.min(witnessed, suspected)) * doubt(counter)
    return { confidence: rounded(confidence * (1 - blindness(seen))), evidence, against: counter, missing }
  }

/** Several causes look for the same sign: it is looked for once. */
const asked = new WeakMap<Seen, Map<Sign, Said | undefined>>()

const shows = (sign: Sign, seen: Seen): Said | undefined => {
  const known = asked.get(seen) ?? new Map<Sign, Said | undefined>()
  asked.set(seen, known)
  if (!known.has(sign)) known.set(sign, sign(seen))
  return known.get(sign)
}

const doubt = (evidence: readonly Evidence[]): number => evidence.reduce((left, { weight }) => left * (1 - weight), 1)

const said =
  (seen: Seen) =>
  ([sign, weight]: Weight): readonly Evidence[] => {
    const found = shows(sign, seen)
    return found === undefined
      ? []
      : [{ text: found.text, probe: found.probe, weight: rounded(weight * found.strength) }]
  }

/** The first that shows. */
export const either =
  (...signs: readonly Sign[]): Sign =>
  (seen) => {
    for (const sign of signs) {
      const found = shows(sign, seen)
      if (found !== undefined) return found
    }
    return undefined
  }

/** Shows as the first does, where all the others show too. */
export const both =
  (first: Sign, ...others: readonly Sign[]): Sign =>
  (seen) =>
    others.every((sign) => shows(sign, seen) !== undefined) ? shows(first, seen) : undefined

/** Shows where the other does not. */
export const unless =
  (other: Sign, sign: Sign): Sign =>
  (seen) =>
    shows(other, seen) === undefined ? shows(sign, seen) : undefined

const rounded = (value: number): number => Math.round(value * 100) / 100
