/** One question of speed. A new one is a file in `measures/` and a line in `index.ts`. */
export interface Measure {
  /** Kebab-case, the file's name. */
  readonly name: string
  /** What is measured and when it holds, in words. */
  readonly goal: string
  /** Cleans up after itself, also where it throws. */
  run(): Promise<Measured>
}

export interface Figure {
  readonly ours: number
  /** The least that it could cost, measured in the same run, in turns with ours. */
  readonly floor: number
  readonly unit: string
  /** Median of ours / floor in each round: what slows a round down slows both. So not quite `ours / floor`. */
  readonly ratio: number
  readonly holds: boolean
}

export interface Measured extends Figure {
  /** What else the measure found, each with a goal of its own. */
  readonly also?: Readonly<Record<string, Figure & { readonly goal: string }>>
  /** For whoever reads the figures: sizes, counts, what differs from the goal as it was set. */
  readonly notes?: Readonly<Record<string, number | string>>
}
