import type { Seen } from './types.ts'

/** Many signs ask the same of a round; it is worked out once. Nothing seen ever changes, so nothing else does either. */
export const remember = <T>(ask: (seen: Seen) => T): ((seen: Seen) => T) => {
  const answers = new WeakMap<Seen, { readonly is: T }>()
  return (seen) => {
    const answer = answers.get(seen) ?? { is: ask(seen) }
    answers.set(seen, answer)
    return answer.is
  }
}
