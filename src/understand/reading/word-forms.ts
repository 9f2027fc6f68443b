import { isKnown, standsFor, vocabulary } from './phrases.ts'

/** Endings of verbs, nouns and adjectives, longest first. A light stemmer: it needs to be equal, not right. */
const endings: Readonly<Record<string, RegExp>> = {
  en: /(?:ings?|edly|ed|es|ly|s|e)$/,
  nl: /(?:enden|ende|end|den|ten|en|te|de|er|st|t|e|s|d|n)$/,
  de: /(?:enden|ende|end|eten|etet|ten|test|tet|est|en|er|em|es|et|te|st|t|e|n|s)$/,
  fr: /(?:eraient|aient|erait|eront|ees|ons|ent|ant|ait|era|ez|er|es|ee|e|s|t)$/,
  es: /(?:iendo|ieron|ando|aron|adas|ados|ida|ido|ada|ado|amos|emos|aba|an|en|ar|er|ir|as|os|es|a|o|e|s)$/,
  pt: /(?:ando|endo|indo|aram|eram|adas|ados|ada|ado|ida|ido|amos|ava|ou|am|em|ar|er|ir|as|os|es|a|o|e|s)$/,
}
const shortest = 5
const shortestStem = 4
const shortestPart = 4
const longest = 30

const stemOf = (word: string, language: string): string | undefined => {
  const ending = endings[language]
  if (ending === undefined) return undefined
  const bare = language === 'nl' || language === 'de' ? word.replace(/^ge(?=.{4})/, '') : word
  const cut = bare.replace(ending, '')
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
    const kind = language === 'nl' || language === 'de' ? kindOf(word) : undefined
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
