import type { Steps } from './notation.ts'

/** The patterns that begin with a word, by what can come second: of hundreds, a handful is left. */
export interface PhraseIndex<Pattern> {
  /** With the open ones, in the order of the lexicons, as the rules take the first of equals. */
  readonly bySecond: ReadonlyMap<string, readonly Pattern[]>
  /** Of one word, or with a gap, a stem or a number second. */
  readonly open: readonly Pattern[]
}

export const indexPhrases = <Pattern extends { readonly steps: Steps }>(
  patterns: readonly Pattern[],
): PhraseIndex<Pattern> => {
  const bySecond = new Map<string, number[]>()
  const openAt: number[] = []
  for (const [at, { steps }] of patterns.entries()) {
    const second = steps[1] ?? []
    if (second.length === 0 || second.some((word) => word.endsWith('*') || word === '@num')) openAt.push(at)
    else for (const word of new Set(second)) bySecond.set(word, [...(bySecond.get(word) ?? []), at])
  }
  const inOrder = (at: readonly number[]): Pattern[] =>
    [...openAt, ...at].sort((one, other) => one - other).map((index) => patterns[index] as Pattern)
  return {
    bySecond: new Map([...bySecond].map(([word, at]) => [word, inOrder(at)])),
    open: inOrder([]),
  }
}

export const phrasesContinuingWith = <Pattern>(
  { bySecond, open }: PhraseIndex<Pattern>,
  next: string,
): readonly Pattern[] => bySecond.get(next) ?? open
