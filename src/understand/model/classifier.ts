import { hashOf } from './features.ts'

/** A linear model: a score for each class is the mean weight of the message's features, and its bias. */
export interface LinearModel {
  readonly classes: readonly string[]
  readonly buckets: number
  /** Weights in steps of `scale`, `classes.length` for each bucket, bucket after bucket. */
  readonly weights: Int8Array
  readonly biases: Float64Array
  readonly scale: number
}

export interface RankedClass {
  readonly id: string
  /** Between 0 and 1; all classes together are 1. */
  readonly probability: number
}

/** Every class, likeliest first. */
export const rankClasses = (model: LinearModel, features: readonly string[]): readonly RankedClass[] => {
  const probabilities = softmax(scoresOf(model, features))
  return model.classes
    .map((id, at) => ({ id, probability: probabilities[at] as number }))
    .sort((one, other) => other.probability - one.probability)
}

const scoresOf = (
  { classes, buckets, weights, biases, scale }: LinearModel,
  features: readonly string[],
): Float64Array => {
  const sums = new Float64Array(classes.length)
  for (const feature of features) {
    const from = (hashOf(feature) % buckets) * classes.length
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) + (weights[from + at] as number)
  }
  const norm = scale / Math.sqrt(Math.max(1, features.length))
  return sums.map((sum, at) => sum * norm + (biases[at] as number))
}

export interface FeatureWeight {
  readonly feature: string
  /** How much more it speaks for the class than for the runner-up. */
  readonly weight: number
}

/** The features that decided for `id` against `rival`, strongest first. */
export const decidingFeatures = (
  { classes, buckets, weights, scale }: LinearModel,
  features: readonly string[],
  { id, rival }: { readonly id: string; readonly rival: string },
  most: number,
): readonly FeatureWeight[] => {
  const [own, other] = [classes.indexOf(id), classes.indexOf(rival)]
  const norm = scale / Math.sqrt(Math.max(1, features.length))
  const weightOf = (feature: string): number => {
    const from = (hashOf(feature) % buckets) * classes.length
    return ((weights[from + own] ?? 0) - (weights[from + other] ?? 0)) * norm
  }
  return [...new Set(features)]
    .map((feature) => ({ feature, weight: weightOf(feature) }))
    .sort((one, another) => another.weight - one.weight)
    .slice(0, most)
    .filter(({ weight }) => weight > 0)
}

export const softmax = (scores: Float64Array): Float64Array => {
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > highest) highest = score
  const powers = scores.map((score) => exponential(score - highest))
  let sum = 0
  for (const power of powers) sum += power
  return powers.map((power) => power / sum)
}

/** `Math.exp` may differ in its last bit between engines; products do not, and training must give the same bytes. */
const exponential = (value: number): number => {
  if (value < -40) return 0
  let power = 1 + value / 4096
  for (let squared = 0; squared < 12; squared += 1) power *= power
  return power
}
