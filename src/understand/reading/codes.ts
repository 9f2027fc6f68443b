import { isCommon, standsFor } from './phrases.ts'
import type { MessageToken } from './types.ts'

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
/** What IIS and ASP.NET Core add to a code: "500.30", "502.5". */
const subStatus = /^(?:500\.(?:1?\d|2[1-4]|3\d|5\d|100)|502\.[2-7]|503\.[0-4]|403\.\d{1,2})$/
/** "500 Internal Server Error": the name that a code goes by. */
const itsName =
  /^(?:rates?|quote|page|pagina|seite|screen|scherm|internal|interne|interner|interno|internalservererror|bad|badgateway|gatewaytimeout|serviceunavailable|unavailable|forbidden|unauthorized|backend|ancm)$/

/** Turns the numbers that are HTTP status codes into codes; room 503 and 502 unread mails stay numbers. */
export const markCodes = (tokens: readonly MessageToken[]): MessageToken[] => {
  const marked: MessageToken[] = []
  tokens.forEach((token, at) => {
    marked.push(
      isCode(tokens, at, marked)
        ? { ...token, kind: 'code', text: '@code', value: Math.floor(token.value ?? 0) }
        : token,
    )
  })
  return marked
}

const isCode = (tokens: readonly MessageToken[], at: number, before: readonly MessageToken[]): boolean => {
  const token = tokens[at]
  if (token?.kind !== 'number' || !known.has(Math.floor(token.value ?? 0))) return false
  const suffix = token.suffix ?? ''
  if (suffix !== '' && !statusSuffix.has(suffix) && suffix !== 'er' && suffix !== 'x') return false
  const previous = tokens[at - 1]
  const next = tokens[at + (suffix !== '' && tokens[at + 1]?.text === suffix ? 2 : 1)]
  const times = previous?.text === 'x' && isAboutAutoheal(tokens)
  if (!times && isWord(previous, 'numberNoun') && !isErrorWord(next)) return false
  if (/#$/.test(previous?.raw ?? '') || token.raw.startsWith('#') || isRoom(tokens, at)) return false
  if (statusSuffix.has(suffix)) return true
  if (isErrorWord(previous) || isErrorWord(next)) return true
  if (isWord(next, 'numberNoun') && !isPageOf(token, next)) return false
  if (subStatus.test(token.raw) || (next?.kind === 'word' && itsName.test(next.text)) || continuesList(before))
    return true
  if (isAboutAutoheal(tokens)) return true
  if (isAnswer(tokens, at)) return true
  if (countsSomething(next)) return false
  if (before.at(-1)?.kind === 'code' || followsListOf(before)) return true
  return cuedBy(before) || standsAlone(tokens, at) || standsApart(tokens, at)
}

const isWord = (token: MessageToken | undefined, concept: 'numberNoun' | 'codeCue'): boolean =>
  token?.kind === 'word' && standsFor(token.text, concept)

/** "a 503 page"; 500 may well be counted. */
const isPageOf = ({ value = 0 }: MessageToken, next: MessageToken | undefined): boolean =>
  value > 500 && /^(?:page|pagina|seite)$/.test(next?.text ?? '')

const mostlyStatus = new Set([502, 503, 504])

/** Beside an app or what runs there, 502 to 504 are what it answers with, unless a counted noun or a room is near. */
const isAnswer = (tokens: readonly MessageToken[], at: number): boolean =>
  mostlyStatus.has(tokens[at]?.value ?? 0) &&
  tokens[at]?.suffix === '' &&
  !isSeat.test(tokens[at - 1]?.text ?? '') &&
  !tokens.some((token, other) => other !== at && isWord(token, 'numberNoun') && Math.abs(other - at) <= 2) &&
  tokens.some((token) => token.kind === 'app' || (token.kind === 'word' && serves.test(token.text)))

const isSeat = /^(?:in|at|room|the|de|het|der|die|das|la|le|el|o|a|to|from|until|till|by|for|van|naar|om|um|bis)$/
const serves =
  /^(?:(?:web)?apps?|sites?|websites?|webshop|shop|portals?|portaal|portail|portal|apis?|endpoints?|backend|frontend|prod|production|productie|produktion|checkout|login|users?|customers?|clients?|klanten|gebruikers|kunden|nutzer|visitors?|serveurs?|servers?|servidor(?:es)?|services?|usuarios|clientes|utilisateurs)$/

const isErrorWord = (token: MessageToken | undefined): boolean => token?.kind === 'word' && ownWords.test(token.text)

/** "500 users", "503 bus": a word that is neither about errors nor a joining word, as in "500 if that helps". */
const countsSomething = (next: MessageToken | undefined): boolean =>
  next?.kind === 'word' &&
  (standsFor(next.text, 'numberNoun') || !(standsFor(next.text, 'codeCue') || isCommon(next.text)))

/** "502, 503 and 504". */
const followsListOf = (before: readonly MessageToken[]): boolean =>
  before.slice(-3).some((token) => token.kind === 'code')

/** "502 or 503", "502 ou 503": a joining word or comma between two. */
const continuesList = (before: readonly MessageToken[]): boolean => {
  const last = before.at(-1)
  const joins = last?.kind === 'comma' || /^(?:or|and|of|en|oder|und|ou|et|o|y|e)$/.test(last?.text ?? '')
  return joins && before.at(-2)?.kind === 'code'
}

/** Whoever talks of auto-heal counts requests and names codes, nothing else of three digits. */
const isAboutAutoheal = (tokens: readonly MessageToken[]): boolean =>
  tokens.some(({ kind, text }) => kind === 'word' && /^(?:autoheal|heal$|healing$)/.test(text))

const leadsToState =
  /^(?:result\w*|end|ends|ending|ended|goes|went|stays|stuck|is|are|still|back|ligt|staat|zit|ist|all|only|just)$/
const us = /^(?:we|i|you|ik|wij|ich|wir|ihr|jullie|me|us)$/

/** "see you in 503 at 11": one sits in a room; only an app is in a state. */
const isRoom = (tokens: readonly MessageToken[], at: number): boolean => {
  if (besideDoor.test(`${tokens[at - 2]?.text} ${tokens[at - 1]?.text}`)) return true
  if (tokens[at - 1]?.text !== 'in' || isErrorWord(tokens[at + 1])) return false
  const before = tokens.slice(0, at - 1)
  const last = before.at(-1)
  if (last?.kind === 'app' || isObject(last)) return false
  const state = leadsToState.test(last?.text ?? '') && before.some((token) => token.kind === 'app' || isObject(token))
  return !state || before.some(({ text }) => us.test(text))
}

const besideDoor = /^(?:(?:next|close|opposite|move|moved) to|(?:keys?|door|outside|front|corner|end) of)$/

const isObject = (token: MessageToken | undefined): boolean => token?.kind === 'word' && standsFor(token.text, 'object')

const cuedBy = (before: readonly MessageToken[]): boolean =>
  before.slice(-reach).some((token) => isWord(token, 'codeCue') || isErrorWord(token))

const said = ['broken', 'outage', 'crash', 'crashed', 'slow', 'sluggish', 'not'] as const

const nothing = /^(?:nothing|niks|niets|nix|nichts|rien|nada)$/

/** "it doesn't work again, 503": a clause of its own, after something was said to be wrong. */
const standsApart = (tokens: readonly MessageToken[], at: number): boolean =>
  (tokens[at]?.value ?? 0) >= 500 &&
  tokens[at - 1]?.kind === 'comma' &&
  (tokens[at + 1] === undefined || tokens[at + 1]?.kind === 'comma' || isWord(tokens[at + 1], 'codeCue')) &&
  tokens
    .slice(0, at)
    .some(
      ({ kind, text }) => kind === 'word' && (nothing.test(text) || said.some((concept) => standsFor(text, concept))),
    )

/** "contoso-web 503", "503!": nothing else is said that a number could count. */
const standsAlone = (tokens: readonly MessageToken[], at: number): boolean => {
  const code = Math.floor(tokens[at]?.value ?? 0)
  const others = tokens.filter((token, index) => index !== at && token.kind === 'word')
  return code >= 500 && (others.length <= 3 || tokens[at - 1]?.kind === 'app' || tokens[at + 1]?.kind === 'app')
}
