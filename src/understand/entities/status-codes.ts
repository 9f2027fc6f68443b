import type { MessageToken } from './token.ts'

const known = new Set([
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426,
  428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 509, 510, 511, 520, 521, 522, 523, 524, 525,
  526,
])
/** "503s", "502ing", "a 503'd page": nobody writes that of anything but a status. */
const statusSuffix = /^(?:http|s|ing|ed|d|in|er|x)$/
/** What IIS and ASP.NET Core add to a code: "500.30", "502.5". */
const subStatus = /^(?:500\.(?:1?\d|2[1-4]|3\d|5\d|100)|502\.[2-7]|503\.[0-4]|403\.\d{1,2})$/

const aboutStatus =
  /^(?:errors?|http|https|status|codes?|statuscodes?|fout|fouten|foutmelding|foutmeldingen|foutcode|fehler|fehlercode|fehlermeldung|erreurs?|erros?|errore|errori|bad|badgateway|gateway|gatewaytimeout|unavailable|serviceunavailable|service|forbidden|unauthorized|proxy|responses?|internal|internalservererror|internes?|interno|server|rates?|antwort|reponses?|respuestas?|respostas?|risposte)$/
/** "PR 503", "room 502", "port 500": what is numbered. */
const numbered =
  /^(?:pr|prs|mr|pull|issue|issues|ticket|tickets|case|room|kamer|lokaal|zaal|raum|zimmer|salle|sala|port|poort|line|regel|zeile|ligne|linea|linha|bus|train|trein|tram|zug|flight|vlucht|page|pagina|seite|version|versie|build|order|ordernummer|bestelling|invoice|factuur|rechnung|number|nummer|nr|no|floor|etage|verdieping|chapter|hoofdstuk|euro|eur|usd|extension|toestel|highway|route|story|task|bug|change|row|rij|step|stap|locker|gate|seat|desk|building|gebouw|peugeot|boeing|lego|levis|unit|track|bay)$/
/** "500 users", "503 euro": what is counted. */
const counted =
  /^(?:users?|gebruikers?|customers?|klanten|kunden|clients?|clientes|usuarios|utilisateurs|visitors?|bezoekers|people|mensen|personen|leute|requests?|req|rps|rpm|verzoeken|aanvragen|anfragen|ms|msec|milliseconds?|seconds?|sec|seconden|minutes?|min|hours?|uur|days?|dagen|mb|gb|kb|tb|mib|gib|megabytes?|instances?|instanties|workers?|threads?|handles?|connections?|verbindingen|items?|orders?|bestellingen|rows?|records?|lines?|regels|files?|bestanden|mails?|messages?|berichten|times?|keer|mal|fois|euro|euros|eur|dollars?|usd|pounds?|percent|procent|followers|volgers|tickets?|tests?|pages?|pagina|stuks|km|meter|meters|kcal|steps|stappen|words?|woorden|points?|punten|unread|ongelezen|new|nieuwe|more|meer|extra|per|gram|kg|watt|photos?|views|likes|stars|employees|medewerkers|leden|members|pieces|boxes|seats|characters|tekens|commits|branches|deployments|years?|jaar|apps?|sites?|nodes?|pods?|vms?)$/
/** "returns 500", "geeft een 404": what answers. */
const answers =
  /^(?:a|an|een|ein|eine|einen|un|une|una|um|uma|the|de|het|return|returns|returning|returned|give|gives|giving|gave|geeft|geven|gaf|get|gets|getting|got|krijg|krijgt|krijgen|kreeg|throw|throws|throwing|throwed|threw|gooit|gooien|see|seeing|saw|zie|zien|ziet|show|shows|showing|toont|with|met|mit|avec|con|com|of|van|op|on|in|answers?|answering|serves?|serving|serveert|gibt|liefert|wirft|bekomme|bekommen|renvoie|retourne|affiche|devuelve|da|muestra|retorna|dando|restituisce|only|all|just|alleen|nur|constant|continu|steeds|always|altijd|still|random|intermittent|sporadic|many|lots|veel|mostly|every|elke|these|those|and|or|en|of|und|oder|et|ou|y|e|o|is|are|now|nu|why|waarom|says|zegt|spits|spitting|spuugt|keeps|blijft|hitting|plain|bunch|ton)$/
const besideDoor =
  /^(?:(?:next|close|opposite|move|moved|go|come) to|(?:keys?|door|outside|front|corner|end) of|(?:meet|see|sit|sitting|you|me|us|we|zitten|zit|vergadering|meeting) in)$/

/** Turns the numbers that are HTTP status codes into codes; room 503 and 502 unread mails stay numbers. */
export const markCodes = (tokens: readonly MessageToken[]): MessageToken[] => {
  const marked: MessageToken[] = []
  for (const [at, token] of tokens.entries())
    marked.push(
      isCode(tokens, at, marked)
        ? { ...token, kind: 'code', text: '@code', value: Math.floor(token.value ?? 0) }
        : token,
    )
  return marked
}

const isCode = (tokens: readonly MessageToken[], at: number, before: readonly MessageToken[]): boolean => {
  const token = tokens[at]
  if (token?.kind !== 'number' || !known.has(Math.floor(token.value ?? 0))) return false
  const { suffix = '', raw, value = 0 } = token
  const [previous, next] = [tokens[at - 1], tokens[at + 1]]
  if (raw.startsWith('#') || previous?.raw.endsWith('#')) return false
  if (suffix !== '') return statusSuffix.test(suffix)
  if (isWord(previous, aboutStatus) || isWord(next, aboutStatus) || subStatus.test(raw)) return true
  if (!Number.isInteger(value) || isWord(previous, numbered) || isWord(next, counted)) return false
  if (besideDoor.test(`${tokens[at - 2]?.text} ${previous?.text}`)) return false
  if (continuesList(before)) return true
  if (value > 500 && value < 505) return true
  return isWord(previous, answers) || isWord(tokens[at - 2], aboutStatus) || standsAlone(tokens, at)
}

const isWord = (token: MessageToken | undefined, pattern: RegExp): boolean =>
  token?.kind === 'word' && pattern.test(token.text)

/** "502, 503 or 504": a joining word or comma between two. */
const continuesList = (before: readonly MessageToken[]): boolean => {
  const last = before.at(-1)
  const joins = last?.kind === 'comma' || /^(?:or|and|of|en|oder|und|ou|et|o|y|e)$/.test(last?.text ?? '')
  return last?.kind === 'code' || (joins && before.at(-2)?.kind === 'code')
}

/** "contoso-web 500", "500!": nothing else is said that a number could count. */
const standsAlone = (tokens: readonly MessageToken[], at: number): boolean =>
  tokens[at - 1]?.kind === 'app' ||
  tokens[at - 1]?.kind === 'comma' ||
  tokens[at + 1]?.kind === 'app' ||
  tokens.filter(({ kind }) => kind === 'word').length <= 2
