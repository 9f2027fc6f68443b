import { type LinearModel, softmax } from './classifier.ts'

export interface TrainingLine {
  readonly id: string
  /** Hashes of its features: millions of strings would take more time than the arithmetic. */
  readonly features: Uint32Array
}

export interface TrainingOptions {
  readonly buckets: number
  readonly epochs: number
  readonly rate: number
  /** Share of a line's features that is left out, others each time: what is learnt must not hang on few of them. */
  readonly dropped: number
}

export const usualTraining: TrainingOptions = { buckets: 65_536, epochs: 6, rate: 0.5, dropped: 0.6 }

/** A class that is this nearly right learns nothing from a line: most of them, so it is what makes training fast. */
const negligible = 0.01
const biasRate = 0.02

/**
 * Multinomial logistic regression by AdaGrad, line by line in an order that only the lines decide: the same lines give
 * the same bytes.
 */
export const trainModel = (lines: readonly TrainingLine[], options: TrainingOptions = usualTraining): LinearModel => {
  const { buckets, epochs, rate, dropped } = options
  const classes = [...new Set(lines.map(({ id }) => id))].sort()
  const count = classes.length
  const weights = new Float32Array(buckets * count)
  const squares = new Float32Array(buckets * count).fill(1e-3)
  const biases = new Float64Array(count)
  const rows = lines.map(({ id, features }) => ({
    own: classes.indexOf(id),
    at: Int32Array.from(features, (hash) => (hash % buckets) * count),
  }))
  const random = seeded(rows.length)
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { own, at: all } of shuffled(rows, random)) {
      const at = all.filter(() => random() >= dropped)
      const norm = 1 / Math.sqrt(Math.max(1, at.length))
      const errors = softmax(scoresOf(at, { weights, biases, norm }))
      errors[own] = (errors[own] as number) - 1
      const learning = classesThatLearn(errors)
      for (const k of learning) biases[k] = (biases[k] as number) - biasRate * (errors[k] as number)
      for (let feature = 0; feature < at.length; feature += 1) {
        const from = at[feature] as number
        for (const k of learning) {
          const weight = weights[from + k] as number
          const slope = (errors[k] as number) * norm
          const square = (squares[from + k] as number) + slope * slope
          squares[from + k] = square
          weights[from + k] = weight - (rate * slope) / Math.sqrt(square)
        }
      }
    }
  }
  return { classes, buckets, biases, ...quantised(weights) }
}

interface Learnt {
  readonly weights: Float32Array
  readonly biases: Float64Array
  readonly norm: number
}

const scoresOf = (at: Int32Array, { weights, biases, norm }: Learnt): Float64Array => {
  const count = biases.length
  const scores = new Float64Array(count)
  for (let feature = 0; feature < at.length; feature += 1) {
    const from = at[feature] as number
    for (let k = 0; k < count; k += 1) scores[k] = (scores[k] as number) + (weights[from + k] as number)
  }
  for (let k = 0; k < count; k += 1) scores[k] = (scores[k] as number) * norm + (biases[k] as number)
  return scores
}

const classesThatLearn = (errors: Float64Array): readonly number[] => {
  const learning: number[] = []
  for (let k = 0; k < errors.length; k += 1) if (Math.abs(errors[k] as number) > negligible) learning.push(k)
  return learning
}

/** To 255 steps; the few heaviest weights are cut, for they would make all the others coarse. */
const quantised = (weights: Float32Array): Pick<LinearModel, 'weights' | 'scale'> => {
  const magnitudes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort()
  const heaviest = magnitudes[Math.floor(magnitudes.length * 0.9999)] ?? 1
  const scale = heaviest / 127
  return {
    scale,
    weights: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))),
  }
}

const shuffled = <T>(values: readonly T[], random: () => number): readonly T[] => {
  const order = [...values]
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const value = order[at] as T
    order[at] = order[other] as T
    order[other] = value
  }
  return order
}

/** Mulberry32. */
const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
