import { statusAnswer } from '../answers/ask_status.ts'
import { answers } from '../answers/index.ts'
import type { ChatMessage } from '../chat/types.ts'
import { spokenTerms } from '../text/spoken-terms.ts'
import { isDecision } from '../understand/decision-words.ts'
import { isReport, type ParsedMessage } from '../understand/types.ts'
import { spokenCollectorsIn } from './spoken-collectors.ts'
import type { RunbookDependencies } from './types.ts'

export interface IntentPart {
  readonly message: ChatMessage
  readonly parsed: ParsedMessage
}

/** Where a new wish may begin: a sentence's end, a line's, a semicolon, "and then". */
const wishBoundaries = /(?<=[.!?;])\s+|\n+|;\s*|,?\s+(?:and then|and also|en dan|en ook|and|en|then|dan|also|plus)\s+/i
/** And a new question: "errors and response time" are asked for at once, "since when and who is on it" are two. */
const questionBoundaries =
  /(?<=[.!?;])\s+|\n+|;\s*|(?:,|,?\s+(?:and|en|also|plus))\s+(?=(?:how|what|whats|who|whos|which|why|when|where|since|is|are|has|did|does|hoe|hoeveel|wat|wie|welke|waarom|wanneer|waar|sinds|heeft|hebben|zijn|kan)\b)/i
/** "…, how come?", "and is that bad?", "and how much is normal?" ask nothing of their own. */
const tails = [
  /^(?:how come|why|hoezo|waarom|hoe kan|hoe komt)(?: (?:is )?(?:that|it|this|not|dat|het|dit|so|zo|niet))*$/i,
  /^(?:is|was|are|were|zijn|waren) (?:that|it|this|those|they|dat|het|dit|die) (?:(?:not|so|too|very|really|that|as|nou|nu|wel|al|te|zo|heel|niet) )*(?:bad|normal|serious|ok|okay|much|many|a lot|high|low|usual|a problem|worrying|expected|good|fine|erg|normaal|veel|weinig|hoog|laag|gewoon|een probleem|zorgelijk|goed|slecht)$/i,
  /^(?:is|are|was|were|does|do|zijn|loopt|gaat|neemt|daalt|stijgt)\b(?: (?:it|that|this|they|them|het|dat|dit|die|ze|ie))?\b(?: (?!and|or|en|of)[\w'’-]+){0,3} (?:creeping|climbing|rising|growing|increasing|dropping|falling|shrinking|up|down|op|af|toe|omhoog|omlaag|stijgen|dalen)$/i,
  /^(?:how much|how many|what|hoeveel|wat) (?:is|are|zijn|would be) (?:normal|usual|ok|okay|normaal|gewoon|gebruikelijk)$/i,
  /^(?:why|waarom) .*\b(?:(?:the|de|het) (?:first|second|last|other|eerste|tweede|laatste|andere)(?: one)?) (?!error|request|fout|verzoek|deploy)/i,
]

/** "…, and can that be longer?", "…, what changed in your verdict?": of what was asked before. */
const ofFormer = [
  /^(?:kan|kunnen|mag|can|could|may) (?:dat|het|die|we|that|it|they|this)\b.*\b(?:longer|langer|extend\w*|verleng\w*)\b/i,
  /^(?:what|wat)\b.*\b(?:chang\w*|verander\w*)\b.*\b(?:mind|verdict|judge?ment|certainty|oordeel|zekerheid|mening)\b/i,
]

/** "That TimeoutException, is it …": what is asked about, set before the question. */
const isTopic = (text: string): boolean =>
  /^\s*(?:that|this|those|these|die|dat|deze|dit)\s+\S+(?:\s+\S+)?\s*$/i.test(text)

const isTail = (text: string): boolean => {
  const bare = text
    .trim()
    .replace(/^(?:and|en|but|maar)\s+/i, '')
    .replace(/[\s.?!]+$/, '')
    .replace(/\s+/g, ' ')
  return [...tails, ...ofFormer].some((tail) => tail.test(bare))
}

const withTails = (texts: readonly string[]): readonly string[] => {
  const joined: string[] = []
  for (const text of texts) {
    const before = joined.pop()
    if (before === undefined) joined.push(text)
    else if (isTail(text) || isTopic(before)) joined.push(`${before} ${text}`)
    else joined.push(before, text)
  }
  return joined
}

/** "collect the container log and the app settings names": what is fetched is one list, and no question of its own. */
const withListed = (
  texts: readonly string[],
  { message, isCollected, isListed }: Collecting & { readonly message: ChatMessage },
): readonly string[] => {
  const joined: string[] = []
  for (const text of texts) {
    const before = joined.at(-1)
    const from = before === undefined ? -1 : message.text.indexOf(before)
    const list = message.text.slice(from, message.text.indexOf(text, from) + text.length)
    if (before !== undefined && isListed(text) && isCollected(before)) joined.splice(-1, 1, list)
    else joined.push(text)
  }
  return joined
}

interface Collecting {
  isCollected(text: string): boolean
  isListed(text: string): boolean
}

const collectingOf = (
  { addressed }: ChatMessage,
  { understand, collectors, steps }: SplittingDependencies,
): Collecting => ({
  isCollected: (text) => spokenCollectorsIn(text, understand(text, { addressed }), { collectors, steps }).length > 0,
  isListed: (text) => spokenTerms(text, collectors).length > 0,
})

type SplittingDependencies = Pick<RunbookDependencies, 'understand' | 'collectors' | 'steps'>

const maxParts = 4
const maxTextLength = 1000

/**
 * Several wishes in one message, each as a message of its own. "contoso-web is down, restart it" is one wish, a
 * restart, since both are about one app; "contoso-web is down and restart contoso-api" are two, and so are "since when,
 * and who is on it?". Where the whole is not surely understood and one sentence of it is, that one counts.
 */
export const splitIntents = (
  message: ChatMessage,
  parsed: ParsedMessage,
  dependencies: SplittingDependencies,
): readonly IntentPart[] => {
  const { understand } = dependencies
  const whole: readonly IntentPart[] = [{ message, parsed }]
  if (parsed.meaning === 'none' || isDecision(parsed.meaning)) return whole
  const said = message.text.slice(0, maxTextLength).split(isAsked(parsed) ? questionBoundaries : wishBoundaries)
  const spoken = said.filter((text) => text.trim() !== '')
  const texts = isAsked(parsed)
    ? withTails(spoken)
    : withListed(spoken, { message, ...collectingOf(message, dependencies) })
  if (texts.length < 2 || texts.length > 2 * maxParts) return whole
  const parts = texts.map((text) => ({ ...understand(text, { addressed: message.addressed }), text }))
  // A decision is one only as a message of its own.
  if (parts.some(({ meaning }) => isDecision(meaning))) return whole
  const wishes = withoutRepeats(parts.filter((part) => isSureWish(part, parsed)))
  if (wishes.length > maxParts || !isOfWhole(wishes, parsed)) return whole
  const { language, incident } = parsed
  const settled = { ...(language === undefined ? {} : { language }), ...(incident === undefined ? {} : { incident }) }
  const [only, ...others] = wishes
  if (only !== undefined && others.length === 0)
    return [{ message, parsed: { ...only, ...settled, apps: only.apps.length > 0 ? only.apps : parsed.apps } }]
  return wishes.map(({ text, ...wish }, at) => ({
    message: {
      ...message,
      ...localeOf(message, language),
      text,
      id: at === 0 ? message.id : `${message.id}#${at + 1}`,
    },
    parsed: { ...wish, ...settled },
  }))
}

/** A few words tell their language less surely than the whole message. */
const localeOf = ({ locale }: ChatMessage, language: string | undefined): Pick<ChatMessage, 'locale'> =>
  locale === undefined && language !== undefined ? { locale: language } : {}

interface SpokenPart extends ParsedMessage {
  readonly text: string
}

const isSymptom = ({ meaning }: ParsedMessage): boolean => isReport(meaning)
const isStatus = ({ meaning }: ParsedMessage): boolean => meaning === statusAnswer.id
const isRequest = ({ meaning }: ParsedMessage): boolean =>
  meaning.startsWith('request_') || meaning === 'collect_diagnostics'

const isAsked = ({ meaning }: ParsedMessage): boolean => answers.some(({ id }) => id === meaning)

/**
 * In a question nothing is wished for, and nothing reported but of an app that is named: "contoso-web is down. Since
 * when?", but not "cpu and memory since noon?", whatever "cpu" alone would do.
 */
const isSureWish = (part: SpokenPart, whole: ParsedMessage): boolean => {
  if (part.certainty !== 'sure') return false
  if (isAsked(part)) return !isOneWord(part)
  if (isSymptom(part)) return !isAsked(whole) || (part.apps.length > 0 && !part.isQuestion)
  return isRequest(part) && !isAsked(whole)
}

/** "what did you rule out and why" is one question. */
const isOneWord = ({ text }: SpokenPart): boolean => !/\S\s+\S/.test(text.trim())

/** What is surely meant must be among its parts; what is only likely is as sure as a part of it that means the same. */
const isOfWhole = (wishes: readonly ParsedMessage[], whole: ParsedMessage): boolean => {
  if (whole.certainty === 'sure') return wishes.length > 1 && wishes.some((wish) => isSame(wish, whole))
  return wishes.some(({ meaning }) => whole.likely.includes(meaning))
}

/** A part without an app is about the one before it; a symptom beside a wish for the same app is its reason. */
const withoutRepeats = (wishes: readonly SpokenPart[]): readonly SpokenPart[] => {
  let apps = wishes.find((wish) => wish.apps.length > 0)?.apps ?? []
  const named = wishes.map((wish) => {
    apps = wish.apps.length > 0 ? wish.apps : apps
    return { ...wish, apps }
  })
  return named.filter((wish, at) => {
    const ofSameApp = named.filter((other, index) => index !== at && other.apps.join() === wish.apps.join())
    if (isSymptom(wish) && ofSameApp.some(isRequest)) return false
    if (isStatus(wish) && ofSameApp.some(isSymptom)) return false
    return !named.slice(0, at).some((other) => ofSameApp.includes(other) && isSame(other, wish))
  })
}

const isSame = (one: ParsedMessage, other: ParsedMessage): boolean =>
  one.meaning === other.meaning || (isSymptom(one) && isSymptom(other))
