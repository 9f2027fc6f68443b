import type { MessageToken } from './token.ts'

/** After or before these words an identifier names a plan, a group, a branch, not an app. */
const otherKinds =
  /^(?:plan|plans|plano|group|groups|groep|resourcegroep|gruppe|workspace|workspaces|vm|vms|namespace|cluster|subscription|subscriptions|abonnement|branch|branches|database|db|region|pod|pods|node|file|package|table|queue|function|lambda|user|tag|ticket|repo|repository|library|module|vault|registry|rule|alert|machine|workflow|pipeline|job|account|commit|key|setting|header|cookie|bucket|topic|container|secret|variable|deployment|serviceplan|appserviceplan|agent|agents|extension|plugin|sdk|cli|skill)$/
const naming =
  /^(?:named|called|genaamd|genoemd|heet|namens|nommee?|appelee?|llamad[ao]|chamad[ao]|chiamat[ao]|benannt|genannt)$/
const appWord = /^(?:server|app|apps|webapp|site|website|appservice|servidor|serveur|anwendung)$/
const greeting = /^(?:hey|hi|hello|yo|hallo|hoi|salut|hola|oi|ciao|ok|okay)$/

/** Decides which identifiers name apps, from the words beside them; what the estate calls an app is another question. */
export const markIdentifiers = (tokens: readonly MessageToken[]): MessageToken[] =>
  tokens.map((token, at) => {
    if (token.kind === 'app') return belongsToOther(tokens, at) || isSpokenTo(tokens, at) ? asPlace(token) : token
    return isNamed(tokens, at) ? asApp(token) : token
  })

export const asApp = (token: MessageToken): MessageToken => ({ ...token, kind: 'app', text: '@app' })

const asPlace = (token: MessageToken): MessageToken => ({ ...token, kind: 'place', text: '@place' })

const belongsToOther = (tokens: readonly MessageToken[], at: number): boolean => {
  if ((tokens[at]?.raw ?? '').includes('.') || (tokens[at]?.raw ?? '').startsWith('/')) return false
  return isOther(tokens[at - 1]) || (isOther(tokens[at + 1]) && tokens[at + 1]?.text !== 'alert')
}

/** "Hey ServeBot, …": whom one speaks to. */
const isSpokenTo = (tokens: readonly MessageToken[], at: number): boolean =>
  at === 1 &&
  greeting.test(tokens[0]?.text ?? '') &&
  tokens[at + 1]?.kind === 'comma' &&
  /^[A-Z][A-Za-z]+$/.test(tokens[at]?.raw ?? '')

const isOther = (token: MessageToken | undefined): boolean => token?.kind === 'word' && otherKinds.test(token.text)

/** "named orders", "server web01". */
const isNamed = (tokens: readonly MessageToken[], at: number): boolean => {
  const token = tokens[at]
  const previous = tokens[at - 1]
  if (token?.kind !== 'word' || previous?.kind !== 'word' || !/^[a-z]/i.test(token.raw)) return false
  if (naming.test(previous.text)) return !isOther(tokens[at - 2])
  return (
    /\d/.test(token.raw) && token.raw.length > 2 && appWord.test(previous.text) && !/^v?\d|^[a-z]\d$/i.test(token.raw)
  )
}

/** Words, one or several in a row, that are the whole name of an app of the estate. */
export interface NamedSpan {
  readonly from: number
  readonly to: number
  /** As the estate has it, or as it was written where that is the same. */
  readonly name: string
}

const longestNameInWords = 4

/** "customer portal" is `customer-portal`, too; of names within names the longer one is meant. */
export const estateNamesIn = (
  tokens: readonly MessageToken[],
  isApp: (name: string) => boolean,
): readonly NamedSpan[] => {
  const spans: NamedSpan[] = []
  for (let from = 0; from < tokens.length; from += 1) {
    const span = longestNameAt(tokens, from, isApp)
    if (span === undefined) continue
    spans.push(span)
    from = span.to - 1
  }
  return spans
}

const longestNameAt = (
  tokens: readonly MessageToken[],
  from: number,
  isApp: (name: string) => boolean,
): NamedSpan | undefined => {
  for (let to = Math.min(tokens.length, from + longestNameInWords); to > from; to -= 1) {
    const words = tokens.slice(from, to)
    if (words.some(({ kind }) => kind !== 'word' && kind !== 'number')) continue
    const raw = words.map((word) => word.raw)
    const name = to - from === 1 ? [raw.join('')] : [raw.join('-'), raw.join(''), raw.join('_')]
    const known = name.find((each) => each.length > 1 && isApp(each))
    if (known !== undefined) return { from, to, name: known }
  }
  return undefined
}
