import { standsFor, vocabulary } from './phrases.ts'
import type { Token } from './types.ts'

const known = new Set([
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426,
  428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 509, 510, 511, 520, 521, 522, 523, 524, 525,
  526,
])
/** "503s", "502ing", "a 503'd page": nobody writes that of anything but a status. */
const statusSuffix = new Set(['http', 's', 'ing', 'ed', 'd', 'in'])
const ownWords =
  /^(?:error|errors|http|status|code|codes|statuscode|fout|fouten|foutmelding|foutmeldingen|foutcode|fehler|fehlercode|erreur|erreurs|erro|erros|errore|errori|エラー.{0,3}|bad|gateway|unavailable|forbidden|proxy|response|responses)$/
const reach = 2

/** Turns the numbers that are HTTP status codes into codes; room 503 and 502 unread mails stay numbers. */
export const markCodes = (tokens: readonly Token[]): Token[] => {
  const marked: Token[] = []
  tokens.forEach((token, at) => {
    marked.push(
      isCode(tokens, at, marked)
        ? { ...token, kind: 'code', text: '@code', value: Math.floor(token.value ?? 0) }
        : token,
    )
  })
  return marked
}

const isCode = (tokens: readonly Token[], at: number, before: readonly Token[]): boolean => {
  const token = tokens[at]
  if (token?.kind !== 'number' || !known.has(Math.floor(token.value ?? 0))) return false
  const suffix = token.suffix ?? ''
  if (suffix !== '' && !statusSuffix.has(suffix) && suffix !== 'er' && suffix !== 'x') return false
  const previous = tokens[at - 1]
  const next = tokens[at + (suffix !== '' && tokens[at + 1]?.text === suffix ? 2 : 1)]
  if (isWord(previous, 'numberNoun') && !isErrorWord(next)) return false
  if (/#$/.test(previous?.raw ?? '') || token.raw.startsWith('#')) return false
  if (statusSuffix.has(suffix)) return true
  if (isErrorWord(previous) || isErrorWord(next)) return true
  if (countsSomething(next)) return false
  if (before.at(-1)?.kind === 'code' || followsListOf(before)) return true
  return cuedBy(before) || standsAlone(tokens, at) || standsApart(tokens, at)
}

const isWord = (token: Token | undefined, concept: 'numberNoun' | 'codeCue'): boolean =>
  token?.kind === 'word' && standsFor(token.text, concept)

/** A joining word of some language: "500 if that helps". */
const isCommon = (word: string): boolean => [...vocabulary.values()].some(({ common }) => common.has(word))

const isErrorWord = (token: Token | undefined): boolean => token?.kind === 'word' && ownWords.test(token.text)

/** "500 users", "503 bus": a word after the number that is neither about errors nor a joining word. */
const countsSomething = (next: Token | undefined): boolean =>
  next?.kind === 'word' &&
  (standsFor(next.text, 'numberNoun') || !(standsFor(next.text, 'codeCue') || isCommon(next.text)))

/** "502, 503 and 504". */
const followsListOf = (before: readonly Token[]): boolean => before.slice(-3).some((token) => token.kind === 'code')

const cuedBy = (before: readonly Token[]): boolean =>
  before.slice(-reach).some((token) => isWord(token, 'codeCue') || isErrorWord(token))

const said = ['broken', 'outage', 'crash', 'crashed', 'slow', 'sluggish', 'not'] as const

const nothing = /^(?:nothing|niks|niets|nix|nichts|rien|nada)$/

/** "it doesn't work again, 503": a clause of its own, after something was said to be wrong. */
const standsApart = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]?.value ?? 0) >= 500 &&
  tokens[at - 1]?.kind === 'comma' &&
  (tokens[at + 1] === undefined || tokens[at + 1]?.kind === 'comma' || isWord(tokens[at + 1], 'codeCue')) &&
  tokens
    .slice(0, at)
    .some(
      ({ kind, text }) => kind === 'word' && (nothing.test(text) || said.some((concept) => standsFor(text, concept))),
    )

/** "contoso-web 503", "503!": nothing else is said that a number could count. */
const standsAlone = (tokens: readonly Token[], at: number): boolean => {
  const code = Math.floor(tokens[at]?.value ?? 0)
  const others = tokens.filter((token, index) => index !== at && token.kind === 'word')
  return code >= 500 && (others.length <= 3 || tokens[at - 1]?.kind === 'app' || tokens[at + 1]?.kind === 'app')
}
