import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { CauseEvidence } from '../incident/verdict.ts'
import type { CauseAssessment, ObservedFindings } from './types.ts'

/** What a sign says when it shows. */
export interface IndicatorHit {
  readonly text: TranslatableMessage
  readonly probe: string
  /** 0…1: how clearly it shows. */
  readonly strength: number
}

/** One thing to look for in what was seen; `undefined` where it does not show. */
export type Indicator = (findings: ObservedFindings) => IndicatorHit | undefined

/** How much a sign says, where it shows clearly. */
export type WeightedIndicator = readonly [sign: Indicator, weight: number]

/** Without it a cause may be suspected, never named. */
export interface RequiredIndicator {
  readonly indicator: Indicator
  /** What was looked for and not seen, for whoever asks why it is not this cause. */
  readonly missingMessage: TranslatableMessage
}

/** `lacks` is the key of the words for its lack. */
export const requireIndicator = (indicator: Indicator, lacks: string): RequiredIndicator => ({
  indicator,
  missingMessage: messageOf(lacks),
})

export interface CauseModel {
  readonly required: readonly RequiredIndicator[]
  /** Somebody else's word that names this cause: it stands for what is needed, and weighs less. */
  readonly named?: Indicator
  readonly indicators: readonly WeightedIndicator[]
  readonly against: readonly WeightedIndicator[]
}

/** At and above this confidence a cause is named (ours: it takes two independent signs). */
export const minNamingConfidence = 0.6
/** What a cause without its needed signs can reach. */
const maxUnconfirmedConfidence = 0.4

/**
 * Signs for a cause are joined as independent witnesses (1 − ∏(1 − weight)),
 * each sign against it takes its share off what is left, and so does each probe that gave nothing.
 */
export const assessWith =
  ({ required: needs, indicators: signs, against, named }: CauseModel) =>
  (findings: ObservedFindings): CauseAssessment => {
    const isNamed = named !== undefined && hitOf(named, findings) !== undefined
    const own = signs.flatMap(evidenceFor(findings))
    const word = named === undefined ? [] : evidenceFor(findings)([named, namedWeight])
    const evidence = [...own.filter(({ text }) => !word.some((said) => isSameText(said.text, text))), ...word]
    const counter = against.flatMap(evidenceFor(findings))
    const missing = isNamed
      ? []
      : needs
          .filter(({ indicator: sign }) => hitOf(sign, findings) === undefined)
          .map(({ missingMessage: lacks }) => lacks)
    const witnessed = 1 - remainingDoubt(evidence)
    const confidence =
      (missing.length === 0 ? witnessed : Math.min(witnessed, maxUnconfirmedConfidence)) * remainingDoubt(counter)
    return {
      confidence: roundToHundredths(confidence * (1 - missingDataPenalty(findings))),
      evidence,
      against: counter,
      missing,
    }
  }

/** Ours: it takes signs of our own to name it. */
const namedWeight = 0.45

const isSameText = (one: TranslatableMessage, other: TranslatableMessage): boolean =>
  one.key === other.key && JSON.stringify(one.args) === JSON.stringify(other.args)

/** Several causes look for the same sign: it is looked for once. */
const hitsByFindings = new WeakMap<ObservedFindings, Map<Indicator, IndicatorHit | undefined>>()

const hitOf = (sign: Indicator, findings: ObservedFindings): IndicatorHit | undefined => {
  const known = hitsByFindings.get(findings) ?? new Map<Indicator, IndicatorHit | undefined>()
  hitsByFindings.set(findings, known)
  if (!known.has(sign)) known.set(sign, sign(findings))
  return known.get(sign)
}

const remainingDoubt = (evidence: readonly CauseEvidence[]): number =>
  evidence.reduce((left, { weight }) => left * (1 - weight), 1)

const evidenceFor =
  (findings: ObservedFindings) =>
  ([sign, weight]: WeightedIndicator): readonly CauseEvidence[] => {
    const found = hitOf(sign, findings)
    return found === undefined
      ? []
      : [{ text: found.text, probe: found.probe, weight: roundToHundredths(weight * found.strength) }]
  }

/** The first that shows. */
export const anyOf =
  (...signs: readonly Indicator[]): Indicator =>
  (findings) => {
    for (const sign of signs) {
      const found = hitOf(sign, findings)
      if (found !== undefined) return found
    }
    return undefined
  }

/** Shows as the first does, where all the others show too. */
export const allOf =
  (first: Indicator, ...others: readonly Indicator[]): Indicator =>
  (findings) =>
    others.every((sign) => hitOf(sign, findings) !== undefined) ? hitOf(first, findings) : undefined

/** Shows where the other does not. */
export const unlessShown =
  (other: Indicator, sign: Indicator): Indicator =>
  (findings) =>
    hitOf(other, findings) === undefined ? hitOf(sign, findings) : undefined

const roundToHundredths = (value: number): number => Math.round(value * 100) / 100

/**
 * Ours: a probe that gave nothing may have hidden what speaks against a cause, so every confidence gives up this much
 * for each. Those that only add detail cost less.
 */
const penaltyPerProbe = 0.03
const penaltyPerDetailProbe = 0.01

/** 0…1: how much of the sight is gone. What a tier does not offer can't be hidden. */
const missingDataPenalty = ({ results, probes }: ObservedFindings): number => {
  const details = new Set(probes.filter(({ detailOnly }) => detailOnly).map(({ id }) => id))
  return (
    1 -
    results
      .filter(({ status }) => status !== 'ok' && status !== 'not-offered')
      .reduce((left, { probe }) => left * (1 - (details.has(probe) ? penaltyPerDetailProbe : penaltyPerProbe)), 1)
  )
}
