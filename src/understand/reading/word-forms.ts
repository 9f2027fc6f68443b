import { lexicons } from '../lexicons/index.ts'
import type { WordForms } from '../lexicons/types.ts'
import { isKnown, standsFor, vocabulary } from './phrases.ts'

const formsByLanguage: ReadonlyMap<string, WordForms | undefined> = new Map(
  lexicons.map(({ language, forms }) => [language, forms]),
)
const shortest = 5
const shortestStem = 4
const shortestPart = 4
const longest = 30

const stemOf = (word: string, language: string): string | undefined => {
  const forms = formsByLanguage.get(language)
  if (forms === undefined) return undefined
  const bare = forms.prefix === undefined ? word : word.replace(forms.prefix, '')
  const cut = bare.replace(forms.ending, '')
  return cut.length < shortestStem ? undefined : cut.replace(/([aeou])\1/g, '$1').replace(/([^aeou])\1$/, '$1')
}

/** The shortest word of the lexicon for each stem. */
const stemsOf = (language: string): ReadonlyMap<string, string> => {
  const stems = new Map<string, string>()
  const words = [...(vocabulary.get(language)?.content ?? [])].filter(
    (word) => word.length >= shortest && /^[a-z]+$/.test(word),
  )
  for (const word of words.sort((one, other) => one.length - other.length)) {
    const stem = stemOf(word, language)
    if (stem !== undefined && !stems.has(stem)) stems.set(stem, word)
  }
  return stems
}

const stems = new Map<string, ReadonlyMap<string, string>>()

/** Another form of a word that the lexicon has ("laadden" of "laden"), or what a compound is a kind of. */
export const knownForm = (word: string, languages: readonly string[]): string | undefined => {
  if (word.length < shortest || word.length > longest || !/^[a-z]+$/.test(word) || isKnown(word)) return undefined
  for (const language of languages) {
    const known = stems.get(language) ?? stemsOf(language)
    stems.set(language, known)
    const form = known.get(stemOf(word, language) ?? '')
    if (form !== undefined) return form
    const kind = formsByLanguage.get(language)?.joinsCompounds ? kindOf(word) : undefined
    if (kind !== undefined) return kind
  }
  return undefined
}

const kinds = ['object', 'evidence', 'error', 'cpu', 'memory', 'instance'] as const
const otherThings = ['backing', 'own', 'elsewhere', 'offTopic', 'foreign'] as const

/** "klantenportaal" is a portaal, "printserver" is about printers: a compound is what its last part is. */
const kindOf = (word: string): string | undefined => {
  for (let at = word.length - shortestPart; at >= shortestPart; at -= 1) {
    const last = word.slice(at)
    if (!kinds.some((concept) => standsFor(last, concept))) continue
    const first = word.slice(0, at)
    const other = [first, first.replace(/(?:s|en|e|n)$/, '')].find((part) =>
      otherThings.some((concept) => standsFor(part, concept)),
    )
    return other ?? last
  }
  return undefined
}
