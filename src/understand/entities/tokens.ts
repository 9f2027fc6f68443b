import { addressIn, isAddress, isIdentifier, namesOtherThing } from './identifiers.ts'
import { foldCaseAndDiacritics } from './normalise.ts'
import type { MessageToken, TokenKind } from './token.ts'

const longestChunk = 600
const opening = /^["'([{<*_~`|¿¡#>]+/
const closing = /["')\]}>*_~`|,.;:!?…]+$/
/** Below zero only what somebody may count with: "scale out to -3"; a dash before a status code is a dash. */
const number = /^(?:http[/-]?)?((?:(?<![a-z/])[-−](?=\d{1,2}(?!\d)))?\d{1,9})(?:[.,](\d{1,6}))?(\+|%|[a-z]{1,4})?$/i
const sku = /^(?:p[0-5]m?v[2-5]|p[1-3]|s[1-3]|b[1-3]|i[1-6]m?v2|f1|d1)$/i
const incident = /^INC-\d{1,9}$/i
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const writtenTogether =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu
const cjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u

/** Far more than anybody types; pasted logs are longer. */
const mostTokens = 300

/** Text to tokens: words, names, numbers, and where sentences and clauses end. */
export const tokenise = (text: string): MessageToken[] => {
  const tokens: MessageToken[] = []
  for (const [chunk] of text.replace(command, '').matchAll(/\n+|\S+/g)) {
    if (tokens.length >= mostTokens) break
    if (chunk.startsWith('\n')) tokens.push(mark('stop', chunk, '.'))
    else if (plainWord.test(chunk)) tokens.push(mark('word', chunk, meaningOf(chunk)))
    else for (const [part] of chunk.slice(0, longestChunk).matchAll(writtenTogether)) tokens.push(...tokensOf(part))
  }
  return tokens
}

/** "/logs contoso-web": a command is a word; "/api/orders" stays a path. */
const command = /^\s*\/(?=[a-z][a-z-]{1,20}(?:\s|$))/i

/** Most words are only letters; they need no closer look. */
const plainWord = /^(?:[A-Z]?[a-z]+|[A-Z]+)$/

const mark = (kind: TokenKind, raw: string, text: string = raw): MessageToken => ({ kind, raw, text })

const tokensOf = (chunk: string): MessageToken[] => {
  if (cjk.test(chunk)) return [...chunk].map((character) => mark('word', character))
  if (/^(?:[-–—→|]+|[-=]{1,3}>)$/.test(chunk)) return [mark('comma', chunk, ',')]
  const head = opening.exec(chunk)?.[0] ?? ''
  const rest = chunk.slice(head.length)
  const tail = closing.exec(rest)?.[0] ?? ''
  const core = rest.slice(0, rest.length - tail.length)
  const body = core === '' ? [] : coreTokens(core)
  return [...body, ...boundaries(tail, core)]
}

/** "8 sek. gedauert" goes on. */
const abbreviation =
  /^(?:sek|sec|min|bzw|ca|bijv|evtl|approx|incl|inkl|z\.b|d\.h|e\.g|i\.e|o\.a|m\.b\.t|t\.n\.v|vs|nr|env)$/i

const boundaries = (tail: string, core: string): MessageToken[] => {
  if (tail === '.' && abbreviation.test(core)) return []
  if (tail.includes('?')) return [mark('ask', tail, '?')]
  if (/[.!;…]/.test(tail)) return [mark('stop', tail, '.')]
  return /[,:]/.test(tail) ? [mark('comma', tail, ',')] : []
}

const coreTokens = (core: string): MessageToken[] => {
  if (incident.test(core)) return [mark('incident', core, '@incident')]
  if (isAddress(core)) {
    const address = addressIn(core)
    return [address === undefined ? mark('place', core, '@place') : mark('app', address, '@app')]
  }
  const range = /^(\d{1,4})-(\d{1,4}[a-z%]{0,4})$/i.exec(core)
  if (range) return [...coreTokens(range[1] ?? ''), ...coreTokens(range[2] ?? '')]
  if (guid.test(core) || /^[/\\~.][\w/\\*.-]+$/.test(core) || /\S@\S/.test(core)) return [mark('place', core, '@place')]
  const name = core.replace(/'s$/i, '')
  if (sku.test(name)) return [mark('sku', name, '@sku')]
  if (isIdentifier(name)) return [namesOtherThing(name) ? mark('place', name, '@place') : mark('app', name, '@app')]
  const family = /^(?:http[-_]?)?([45]xx)/i.exec(core)?.[1]
  if (family !== undefined) return [mark('word', core, foldCaseAndDiacritics(family))]
  const amount = number.exec(core.replace(/(\d)'(?=s$)/i, '$1'))
  if (amount) return numberTokens(core, amount)
  return words(core)
}

const numberTokens = (core: string, [, whole, decimals, unit = '']: RegExpExecArray): MessageToken[] => {
  const digits = (whole ?? '').replace('−', '-')
  const value = Number(decimals === undefined ? digits : `${digits}.${decimals}`)
  const suffix = /^http/i.test(core) ? 'http' : foldCaseAndDiacritics(unit)
  const token: MessageToken = { kind: 'number', text: '@num', raw: core, value, suffix }
  const plural = /^(?:s|x|ing|er|ed|in|d)$/.test(suffix) && value >= 400 && value < 600
  const unitWord =
    suffix === '%' ? 'percent' : /^[a-z]/.test(suffix) && suffix !== 'http' && !plural ? suffix : undefined
  return unitWord === undefined ? [token] : [token, mark('word', unitWord)]
}

/** What is left: words, split where punctuation joins them, with contractions as people say them. */
const words = (core: string): MessageToken[] => {
  const parts = core.split(/[^\p{L}\p{N}\p{M}'.+#-]+|\.{2,}|--+/u).filter((part) => /[\p{L}\p{N}]/u.test(part))
  if (parts.length > 1) return parts.flatMap((part) => coreTokens(trimmed(part)))
  return (parts[0] ?? '')
    .split(/[-.+#]+/)
    .flatMap((part) => contraction(part))
    .filter((part) => part !== '')
    .map((part) => mark('word', part, meaningOf(part)))
}

const trimmed = (part: string): string => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

/** "can't" is one word, "it's" and "l'app" are two. */
const contraction = (part: string): string[] => {
  if (/n't$/i.test(part)) return [part.replace("'", '')]
  return part.split("'")
}

/** Exceptions are named `SomethingException`; the name says no more than that there was one. */
const meaningOf = (part: string): string => {
  const folded = foldCaseAndDiacritics(part)
  const exception = /^.{2,60}(exceptions?)$/.exec(folded)?.[1]
  return exception !== undefined && !folded.startsWith('outofmemory') ? exception : folded
}
