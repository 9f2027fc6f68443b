import { isKnown, standsFor } from './phrases.ts'
import type { MessageToken } from './types.ts'

/** After or before these words an identifier names a plan, a group, a branch, not an app. */
const otherKinds =
  /^(?:plan|plans|plano|group|groups|groep|resourcegroep|gruppe|workspace|workspaces|vm|vms|namespace|cluster|subscription|subscriptions|abonnement|branch|branches|database|db|region|pod|pods|node|file|package|table|queue|function|lambda|user|tag|ticket|repo|repository|library|module|vault|registry|rule|alert|machine|workflow|pipeline|job|account|commit|key|setting|header|cookie|bucket|topic|container|secret|variable|deployment|serviceplan|appserviceplan|agent|agents|extension|plugin|sdk|cli|skill)$/
const naming =
  /^(?:named|called|genaamd|genoemd|heet|namens|namens|named:|nommee?|appelee?|llamad[ao]|chamad[ao]|chiamat[ao]|namens|benannt|genannt)$/
const appWord = /^(?:server|app|apps|webapp|site|website|appservice|servidor|serveur|anwendung)$/
const actionOrApp = ['restart', 'object'] as const

/** Decides which identifiers name apps, from the words beside them. */
export const markApps = (tokens: readonly MessageToken[], isApp: (word: string) => boolean): MessageToken[] =>
  tokens.map((token, at) => {
    if (token.kind === 'app') return belongsToOther(tokens, at) || isCalled(tokens, at) ? place(token) : token
    return isNamed(tokens, at) || isOfEstate(token, tokens.length === 1, isApp)
      ? { ...token, kind: 'app', text: '@app' }
      : token
  })

/** A word that means something by itself stays one, whatever app is called so, unless it is all that is said. */
const isOfEstate = ({ kind, raw, text }: MessageToken, isAlone: boolean, isApp: (word: string) => boolean): boolean =>
  kind === 'word' && raw.length > 2 && isApp(raw) && (isAlone || !isKnown(text))

const place = (token: MessageToken): MessageToken => ({ ...token, kind: 'place', text: '@place' })

const belongsToOther = (tokens: readonly MessageToken[], at: number): boolean => {
  if ((tokens[at]?.raw ?? '').includes('.') || (tokens[at]?.raw ?? '').startsWith('/')) return false
  return isOther(tokens[at - 1]) || (isOther(tokens[at + 1]) && tokens[at + 1]?.text !== 'alert')
}

const greeting = /^(?:hey|hi|hello|yo|hallo|hoi|salut|hola|oi|ciao|ok|okay)$/

/** "Hey ServeBot, …": whom one speaks to. */
const isCalled = (tokens: readonly MessageToken[], at: number): boolean =>
  at === 1 &&
  greeting.test(tokens[0]?.text ?? '') &&
  tokens[at + 1]?.kind === 'comma' &&
  /^[A-Z][A-Za-z]+$/.test(tokens[at]?.raw ?? '')

const isOther = (token: MessageToken | undefined): boolean => token?.kind === 'word' && otherKinds.test(token.text)

/** "named orders", "server web01", "restart `orders`". */
const isNamed = (tokens: readonly MessageToken[], at: number): boolean => {
  const token = tokens[at]
  const previous = tokens[at - 1]
  if (token?.kind !== 'word' || previous?.kind !== 'word' || !/^[a-z]/i.test(token.raw)) return false
  if (naming.test(previous.text)) return !isOther(tokens[at - 2])
  if (/\d/.test(token.raw) && token.raw.length > 2)
    return appWord.test(previous.text) && !/^v?\d|^[a-z]\d$/i.test(token.raw)
  if (token.quoted !== true || token.raw.length < 3 || isKnown(token.text)) return false
  return actionOrApp.some((concept) => standsFor(previous.text, concept))
}
