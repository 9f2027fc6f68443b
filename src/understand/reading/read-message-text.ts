import { type Concept, isTerm } from '../lexicons/types.ts'
import { markApps } from './apps.ts'
import { markCodes } from './codes.ts'
import { spokenIn } from './language.ts'
import { foldCaseAndDiacritics, normalise } from './normalise.ts'
import { findPhrases, vocabulary } from './phrases.ts'
import { corrected } from './spelling.ts'
import { tokenise } from './tokens.ts'
import type { Hit, MessageReading, MessageToken, Sentence } from './types.ts'
import { knownForm } from './word-forms.ts'

/** From text to sentences with what was recognised in them. Nothing is decided here. */
export const readMessageText = (text: string, isApp: (word: string) => boolean = () => false): MessageReading => {
  const plain = normalise(text)
  const written = sentencesOf(tokenise(plain)).map((tokens) => markApps(markCodes(tokens), isApp))
  const all = written.flat()
  const found = written.map(findPhrases)
  const spoken = spokenIn(all, found.flat())
  return {
    text: plain,
    sentences: written.map((tokens, at) => {
      const spelt = respellAll(tokens, [...spoken.languages, 'en'])
      return sentenceOf(spelt, spoken.languages, spelt === tokens ? (found[at] ?? []) : findPhrases(spelt))
    }),
    codes: unique(all.filter(({ kind }) => kind === 'code').map(({ value }) => value ?? 0)),
    apps: unique(all.filter(({ kind }) => kind === 'app').map(({ raw }) => raw)),
    language: spoken.language,
    incident: all.find(({ kind }) => kind === 'incident')?.raw.toUpperCase(),
  }
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The same array where every word was spelt well: then its phrases need not be looked for again. */
const respellAll = (tokens: readonly MessageToken[], languages: readonly string[]): readonly MessageToken[] => {
  const spelt = tokens.map((token) => respell(token, languages))
  return spelt.every((token, at) => token === tokens[at]) ? tokens : spelt
}

const respell = (token: MessageToken, languages: readonly string[]): MessageToken => {
  if (token.kind !== 'word') return token
  const text = knownForm(token.text, languages) ?? corrected(token.text, languages)
  return text === token.text ? token : { ...token, text }
}

/** A sentence that goes on and on is cut: nobody's meaning needs more, and work stays linear. */
const longestSentence = 60

const sentencesOf = (tokens: readonly MessageToken[]): MessageToken[][] => {
  const sentences: MessageToken[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'stop' || (sentences.at(-1)?.length ?? 0) >= longestSentence) sentences.push([])
    if (token.kind === 'stop') continue
    sentences.at(-1)?.push(token)
    if (token.kind === 'ask') sentences.push([])
  }
  return sentences.filter((sentence) => sentence.some(({ kind }) => kind !== 'comma' && kind !== 'ask'))
}

const sentenceOf = (tokens: readonly MessageToken[], languages: readonly string[], found: readonly Hit[]): Sentence => {
  const hits = withoutIdioms(found.filter((hit) => counts(hit, languages))).sort((one, other) => one.from - other.from)
  const byConcept = new Map<Concept, Hit[]>()
  for (const hit of hits) {
    const same = byConcept.get(hit.concept)
    if (same) same.push(hit)
    else byConcept.set(hit.concept, [hit])
  }
  return {
    tokens,
    hits,
    byConcept,
    asks:
      tokens.at(-1)?.kind === 'ask' ||
      asksOrNot(tokens) ||
      /^(?:\S*(?:です|ます|した|ている|てる)か|か)$/u.test(tokens.at(-1)?.text ?? ''),
  }
}

const orNot =
  /(?:^| )(?:or not(?: yet)?|or still not|of nog niet|of niet|of wel niet|oder nicht|oder noch nicht|ou pas(?: encore)?|ou non|o no|o todavia no|o aun no|ou nao|ou ainda nao|o no ancora)$/

/** "doet hij het weer of nog niet": a question, whatever mark it ends with. */
const asksOrNot = (tokens: readonly MessageToken[]): boolean =>
  orNot.test(
    tokens
      .slice(-4)
      .map(({ text }) => text)
      .join(' '),
  )

/** English terms are used in every language; its small words ("no", "as", "still") mean something else there. */
const counts = (hit: Hit, languages: readonly string[]): boolean =>
  hit.languages.some((language) => languages.includes(language)) ||
  (hit.languages.includes('en') && isTerm(hit.concept) && hit.words.length > 2 && !isSmallWord(hit, languages))

/** Dutch "door" (by) is no door, "over" not over. */
const isSmallWord = (hit: Hit, languages: readonly string[]): boolean =>
  hit.to - hit.from === 1 &&
  languages.some((language) => vocabulary.get(language)?.common.has(foldCaseAndDiacritics(hit.words)) === true)

/** "calm down" is no outage: an idiom takes back what lies inside it, and what is shorter and reaches into it. */
const withoutIdioms = (hits: readonly Hit[]): Hit[] => {
  const idioms = hits.filter(({ concept }) => concept === 'idiom')
  const takesBack = (idiom: Hit, hit: Hit): boolean => {
    const inside = hit.from >= idiom.from && hit.to <= idiom.to
    return inside || (hit.from < idiom.to && hit.to > idiom.from && hit.to - hit.from < idiom.to - idiom.from)
  }
  return hits.filter((hit) => hit.concept === 'idiom' || !idioms.some((idiom) => takesBack(idiom, hit)))
}
