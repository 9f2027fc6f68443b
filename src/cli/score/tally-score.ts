import type { ScoringResult } from './types.ts'

export interface ScoreShares {
  readonly runs: number
  readonly rightFirst: number
  readonly rightInTwo: number
  readonly harmfulFirstSteps: number
  /** No cause named after ten more looks. */
  readonly notEnoughEvidence: number
  /** Simulated minutes, the middle one of those that came to a verdict. */
  readonly minutesSinceReport: number | null
  readonly minutesSinceOnset: number | null
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
  /** Fault → what was said first → how often. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** How often a stated confidence was right. */
  readonly calibration: readonly CalibrationBucket[]
  /** Of those stated at 80 % and more, the share that was right. */
  readonly rightWhereSure: number | null
  readonly goals: { readonly rightFirst: number; readonly rightInTwo: number; readonly harmfulFirstSteps: number }
  readonly reached: boolean
}

const goals = { rightFirst: 0.95, rightInTwo: 0.99, harmfulFirstSteps: 0 } as const
const buckets = [0.6, 0.7, 0.8, 0.9] as const
const sureConfidence = 0.8

export const tallyScore = (results: readonly ScoringResult[]): DiagnosisScore => {
  const total = sharesOf(results)
  const ids = [...new Set(results.map(({ fault }) => fault))]
  const of = (id: string): readonly ScoringResult[] => results.filter(({ fault }) => fault === id)
  return {
    seeds: [...new Set(results.map(({ seed }) => seed))],
    total,
    faults: Object.fromEntries(ids.map((id) => [id, sharesOf(of(id))])),
    confusion: Object.fromEntries(ids.map((id) => [id, countBy(of(id).map(predictionOf))])),
    calibration: buckets.map((from, index) => bucketOf(results, from, buckets[index + 1] ?? Number.POSITIVE_INFINITY)),
    rightWhereSure: shareOf(bucketOf(results, sureConfidence, Number.POSITIVE_INFINITY)),
    goals,
    reached:
      total.rightFirst >= goals.rightFirst &&
      total.rightInTwo >= goals.rightInTwo &&
      total.harmfulFirstSteps <= goals.harmfulFirstSteps,
  }
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
