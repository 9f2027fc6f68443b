import { lexicons } from '../lexicons/index.ts'
import type { Concept, LanguageTrait } from '../lexicons/types.ts'
import { isKnown, standsFor } from '../reading/phrases.ts'
import type { Hit, MessageReading, MessageToken, Sentence } from '../reading/types.ts'

/** In the order of the sentence. Asked for by many rules alike: those of several concepts are put in order once. */
export const hitsOf = (sentence: Sentence, ...concepts: readonly Concept[]): readonly Hit[] => {
  const found = concepts.flatMap((concept) => {
    const hits = sentence.byConcept.get(concept)
    return hits === undefined ? [] : [hits]
  })
  if (found.length <= 1) return found[0] ?? []
  const key = concepts.join()
  const known = inOrder.get(sentence) ?? new Map<string, readonly Hit[]>()
  inOrder.set(sentence, known)
  const hits = known.get(key) ?? found.flat().sort((one, other) => one.from - other.from)
  known.set(key, hits)
  return hits
}

const inOrder = new WeakMap<Sentence, Map<string, readonly Hit[]>>()

export const has = ({ byConcept }: Sentence, ...concepts: readonly Concept[]): boolean =>
  concepts.some((concept) => byConcept.has(concept))

export const anywhere = (reading: MessageReading, ...concepts: readonly Concept[]): Hit | undefined =>
  first(reading.sentences, concepts)

const first = (sentences: readonly Sentence[], concepts: readonly Concept[]): Hit | undefined => {
  const sentence = sentences.find((each) => has(each, ...concepts))
  return sentence && hitsOf(sentence, ...concepts)[0]
}

/** Whether one of the languages that the words are of has this trait. */
export const isOfLanguageThat = ({ languages }: Hit, trait: LanguageTrait): boolean =>
  lexicons.some((lexicon) => lexicon[trait] === true && languages.includes(lexicon.language))

export const wordCount = (sentence: Sentence): number =>
  sentence.tokens.filter(({ kind }) => kind !== 'comma' && kind !== 'ask').length

/** Whether a hit of the concepts ends at most `reach` words before `at`, in the same clause. */
export const closelyBefore = (
  sentence: Sentence,
  at: number,
  reach: number,
  ...concepts: readonly Concept[]
): boolean =>
  hitsOf(sentence, ...concepts).some(
    (hit) =>
      hit.to <= at && at - hit.to <= reach && !sentence.tokens.slice(hit.to, at).some(({ kind }) => kind === 'comma'),
  )

export const overlaps = (one: Hit, other: Hit): boolean => one.from < other.to && other.from < one.to

/** The words of a hit as they were meant, where `words` has them as written. */
export const meantBy = ({ tokens }: Sentence, { from, to }: Pick<Hit, 'from' | 'to'>): string =>
  to - from === 1
    ? (tokens[from]?.text ?? '')
    : tokens
        .slice(from, to)
        .map(({ text }) => text)
        .join(' ')

/** "argh", "tja", a name: a first word of whatever language that says nothing about what follows. */
export const isInterjection = (token: MessageToken | undefined): boolean =>
  token?.kind === 'word' && token.text.length <= longestInterjection && isGroan(token.text)

const isGroan = (word: string): boolean => standsFor(word, 'filler') || !isKnown(word)

const longestInterjection = 8

/** Index of the first word that is more than a greeting. */
export const opening = (sentence: Sentence): number => {
  const fillers = hitsOf(sentence, 'filler')
  let at = 0
  for (let next = at; next < sentence.tokens.length; at = next) {
    const token = sentence.tokens[at]
    const filler = fillers.find((hit) => hit.from === at)
    if (token?.kind === 'comma') next = at + 1
    else if (filler) next = filler.to
    else if (at === 0 && isInterjection(token)) next = 1
    else return at
  }
  return 0
}

/** The sentence begins with one of the concepts, greetings aside. */
export const opensWith = (sentence: Sentence, ...concepts: readonly Concept[]): boolean => {
  const starts = [0, opening(sentence)]
  return hitsOf(sentence, ...concepts).some((hit) => starts.includes(hit.from))
}

export const isAbout = (sentence: Sentence): boolean =>
  has(sentence, 'object', 'ours') || sentence.tokens.some(({ kind }) => kind === 'app')
