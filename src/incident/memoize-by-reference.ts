/** Many indicators, and a card with every event, ask the same of a round; it is worked out once. What is asked about never changes, so the answer does not. */
export const memoizeByReference = <K extends object, T>(ask: (about: K) => T): ((about: K) => T) => {
  const answers = new WeakMap<K, { readonly is: T }>()
  return (about) => {
    const answer = answers.get(about) ?? { is: ask(about) }
    answers.set(about, answer)
    return answer.is
  }
}
