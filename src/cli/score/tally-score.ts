import { writtenAge } from './trouble-age.ts'
import type { ScoringResult } from './types.ts'

export interface ScoreShares {
  readonly runs: number
  readonly rightFirst: number
  readonly rightInTwo: number
  readonly harmfulFirstSteps: number
  /** Verdicts that dropped a named cause without saying what contradicts it. */
  readonly replacedSilently: number
  /** No cause named, nor that nothing is wrong, once the product has looked again for late figures. */
  readonly notEnoughEvidence: number
  /** Simulated minutes, the middle one of those that came to a verdict. */
  readonly minutesSinceReport: number | null
  readonly minutesSinceOnset: number | null
}

export interface AgeScore {
  readonly total: ScoreShares
  readonly faults: Readonly<Record<string, ScoreShares>>
}

export interface CalibrationBucket {
  /** Lowest confidence in it. */
  readonly from: number
  readonly named: number
  readonly right: number
}

export interface DiagnosisScore {
  readonly seeds: readonly number[]
  readonly total: ScoreShares
  readonly faults: Readonly<Record<string, ScoreShares>>
  /** Age of the trouble (`5m`, `4h`) → all faults, and each; absent where no ages were asked for. */
  readonly ages?: Readonly<Record<string, AgeScore>>
  /** Fault → what was said first → how often. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** How often a stated confidence was right. */
  readonly calibration: readonly CalibrationBucket[]
  /** Of looks at apps that nothing was wrong with, the share that could not say so. */
  readonly healthyNotClear: number
  /** Of those stated at 80 % and more, the share that was right. */
  readonly rightWhereSure: number | null
  readonly goals: {
    readonly rightFirst: number
    readonly rightInTwo: number
    readonly harmfulFirstSteps: number
    readonly replacedSilently: number
    readonly healthyNotClear: number
  }
  readonly reached: boolean
}

const goals = {
  rightFirst: 0.95,
  rightInTwo: 0.99,
  harmfulFirstSteps: 0,
  replacedSilently: 0,
  healthyNotClear: 0.05,
} as const
const buckets = [0.6, 0.7, 0.8, 0.9] as const
const sureConfidence = 0.8

export const tallyScore = (results: readonly ScoringResult[]): DiagnosisScore => {
  const total = sharesOf(results)
  const ages = agesOf(results)
  const ids = [...new Set(results.map(({ fault }) => fault))]
  const healthyNotClear = share(
    results.filter(({ truth }) => truth === 'nothing-wrong'),
    ({ outcome }) => outcome === 'not-enough-evidence',
  )
  const of = (id: string): readonly ScoringResult[] => results.filter(({ fault }) => fault === id)
  return {
    seeds: [...new Set(results.map(({ seed }) => seed))],
    total,
    faults: faultSharesOf(results),
    ...(ages === undefined ? {} : { ages }),
    confusion: Object.fromEntries(ids.map((id) => [id, countBy(of(id).map(predictionOf))])),
    calibration: buckets.map((from, index) => bucketOf(results, from, buckets[index + 1] ?? Number.POSITIVE_INFINITY)),
    healthyNotClear,
    rightWhereSure: shareOf(bucketOf(results, sureConfidence, Number.POSITIVE_INFINITY)),
    goals,
    reached:
      (ages === undefined ? [total] : Object.values(ages).map((age) => age.total)).every(reachesGoals) &&
      total.rightInTwo >= goals.rightInTwo &&
      healthyNotClear <= goals.healthyNotClear,
  }
}

/** At each age; `rightInTwo` is asked of all together, where one look more or less is no percent. */
const reachesGoals = (shares: ScoreShares): boolean =>
  shares.rightFirst >= goals.rightFirst &&
  shares.harmfulFirstSteps <= goals.harmfulFirstSteps &&
  shares.replacedSilently <= goals.replacedSilently

const faultSharesOf = (results: readonly ScoringResult[]): Readonly<Record<string, ScoreShares>> => {
  const ids = [...new Set(results.map(({ fault }) => fault))]
  return Object.fromEntries(ids.map((id) => [id, sharesOf(results.filter(({ fault }) => fault === id))]))
}

const agesOf = (results: readonly ScoringResult[]): DiagnosisScore['ages'] => {
  const ages = [...new Set(results.flatMap(({ ageInMs }) => ageInMs ?? []))].sort((a, b) => a - b)
  if (ages.length === 0) return undefined
  return Object.fromEntries(
    ages.map((age) => {
      const looked = results.filter(({ ageInMs }) => ageInMs === age)
      return [writtenAge(age), { total: sharesOf(looked), faults: faultSharesOf(looked) }]
    }),
  )
}

/** What was said first: a cause, or the outcome where none was named. */
export const predictionOf = ({ named, outcome }: ScoringResult): string => named[0] ?? outcome

const sharesOf = (results: readonly ScoringResult[]): ScoreShares => {
  const decided = results.filter(({ outcome }) => outcome !== 'not-enough-evidence')
  return {
    runs: results.length,
    rightFirst: share(results, ({ rightFirst }) => rightFirst),
    rightInTwo: share(results, ({ rightInTwo }) => rightInTwo),
    harmfulFirstSteps: results.filter(({ harmful }) => harmful).length,
    replacedSilently: results.reduce((sum, one) => sum + one.replacedSilently, 0),
    notEnoughEvidence: share(results, ({ outcome }) => outcome === 'not-enough-evidence'),
    minutesSinceReport: medianOf(decided.map(({ minutesSinceReport }) => minutesSinceReport)),
    minutesSinceOnset: medianOf(decided.flatMap(({ minutesSinceOnset }) => minutesSinceOnset ?? [])),
  }
}

const bucketOf = (results: readonly ScoringResult[], from: number, below: number): CalibrationBucket => {
  const named = results.filter(({ confidence }) => confidence !== undefined && confidence >= from && confidence < below)
  return { from, named: named.length, right: named.filter(({ rightFirst }) => rightFirst).length }
}

const shareOf = ({ named, right }: CalibrationBucket): number | null => (named === 0 ? null : rounded(right / named))

const share = (results: readonly ScoringResult[], is: (result: ScoringResult) => boolean): number =>
  results.length === 0 ? 0 : rounded(results.filter(is).length / results.length)

const medianOf = (values: readonly number[]): number | null => {
  const value = values.toSorted((a, b) => a - b)[values.length >> 1]
  return value === undefined ? null : Math.round(value * 10) / 10
}

const countBy = (words: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
