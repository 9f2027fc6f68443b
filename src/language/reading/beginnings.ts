import type { Steps } from './notation.ts'

/** The patterns that begin with a word, by what can come second: of hundreds, a handful is left. */
export interface Beginning<Pattern> {
  readonly patterns: readonly Pattern[]
  readonly bySecond: ReadonlyMap<string, readonly number[]>
  /** Of one word, or with a gap, a stem or a number second. */
  readonly open: readonly Pattern[]
  readonly openAt: readonly number[]
}

export const beginningOf = <Pattern extends { readonly steps: Steps }>(
  patterns: readonly Pattern[],
): Beginning<Pattern> => {
  const bySecond = new Map<string, number[]>()
  const openAt: number[] = []
  for (const [at, { steps }] of patterns.entries()) {
    const second = steps[1] ?? []
    if (second.length === 0 || second.some((word) => word.endsWith('*') || word === '@num')) openAt.push(at)
    else for (const word of new Set(second)) bySecond.set(word, [...(bySecond.get(word) ?? []), at])
  }
  return { patterns, bySecond, openAt, open: openAt.map((at) => patterns[at] as Pattern) }
}

/** In the order of the lexicons, as the rules take the first of equals. */
export const fittingIn = <Pattern>(
  { patterns, bySecond, open, openAt }: Beginning<Pattern>,
  next: string,
): readonly Pattern[] => {
  const exact = bySecond.get(next)
  if (exact === undefined) return open
  return [...openAt, ...exact].sort((one, other) => one - other).map((at) => patterns[at] as Pattern)
}
