import type { Hit, Sentence } from '../reading/types.ts'
import { opensClause } from './asking.ts'
import { has, hitsOf, isAbout, isOfLanguageThat, opensWith, wordCount } from './hits.ts'
import { reasonNotNow } from './liveness.ts'
import type { Rule } from './types.ts'

const shortQuestion = 5

/** Asks how things are: "is it down?", "check whether the site is up", "show CPU", "status?". */
export const asksForState = (sentence: Sentence): boolean => stateQuestion(sentence) !== undefined

const stateQuestion = (sentence: Sentence): string | undefined => {
  if (has(sentence, 'general', 'conditional') && !has(sentence, 'whether')) return undefined
  if (has(sentence, 'why')) return undefined
  if (asksWhether(sentence)) return 'asks whether it is'
  if (asksForFigures(sentence) || asksToShow(sentence)) return 'asks for a state or a figure'
  return asksToCheck(sentence) ? 'asks to check an app' : undefined
}

const wrong = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed'] as const

/** A yes/no question about an app. */
const asksWhether = (sentence: Sentence): boolean => {
  const saysState =
    has(sentence, ...wrong) ||
    hitsOf(sentence, 'fine').some(({ words }) => isAbout(sentence) || !ofAnything.test(words)) ||
    (has(sentence, 'restarting') && opensWith(sentence, 'yesno')) ||
    sentence.tokens.some(({ kind, value }) => kind === 'code' && (value ?? 0) >= 500)
  if (!saysState) return false
  if (has(sentence, 'whether') && !looksAfterwards(sentence)) return isAbout(sentence) || wordCount(sentence) <= 8
  const opens = hitsOf(sentence, 'yesno').some(
    (hit) => opensWith(sentence, 'yesno') && (sentence.asks || isOfLanguageThat(hit, 'asksByWordOrder')),
  )
  const words = sentence.tokens.map(({ text }) => text)
  const others = /\b(?:not|no one|any(?:one|body) else|someone else)\b/.test(words.slice(0, 4).join(' '))
  if (opens && !others) return isAbout(sentence) || wordCount(sentence) <= shortQuestion + (sentence.asks ? 2 : 0)
  if (sentence.asks && isBareState(sentence)) return true
  if (sentence.asks && opensWith(sentence, 'still') && (wordCount(sentence) <= shortQuestion || offersOther(words)))
    return true
  return sentence.asks && wordCount(sentence) <= 7 && isAbout(sentence) && !opensWith(sentence, 'wh') && !others
}

/** "the site is down, can someone look": told, and then somebody is called. */
const looksAfterwards = (sentence: Sentence): boolean => {
  const first = hitsOf(sentence, ...wrong)[0]
  return hitsOf(sentence, 'whether').every(
    (hit) =>
      /kijk|look|check|schau|regard|mira|guarda|ver$|olhar/i.test(hit.words) &&
      first !== undefined &&
      first.to <= hit.from &&
      sentence.tokens.slice(first.to, hit.from).some(({ kind }) => kind === 'comma'),
  )
}

const bare =
  /^(?:up|working|online|down|live|available|reachable|running|still|yet|now|again|weer|al|nu|bereikbaar|beschikbaar|erreichbar|wieder|jetzt|schon|accessible|disponible|caido|arriba|fora|ainda|no|ar|offline|already|back|か|復旧し\w*|復旧しました|直りました|戻りました|動いてます|動いてる|落ちてます|落ちてる|まだ|もう)$/

/** "working now?", "up yet?". */
const isBareState = (sentence: Sentence): boolean =>
  wordCount(sentence) <= 3 && sentence.tokens.every(({ kind, text }) => kind === 'ask' || bare.test(text))

/** Of people and plans, too: "does tuesday work", "¿ya volvió Juan?". */
const ofAnything =
  /^(?:works?|loads?|opens?|responds?|better|normal|connected|aan|op|over|beter|klaar|volvi[oó]|vuelto|volvieron|anda|abre|carga|va|sirve|jala|voltaram|da|gut|bon|charge|sub[iu]\w*)$/i

/** "still down or can I deploy?" */
const offersOther = (words: readonly string[]): boolean => words.some((word) => /^(?:or|of|oder|ou|o)$/.test(word))

/** "what's the CPU", "show alerts", "status?". */
const asksForFigures = (sentence: Sentence): boolean => {
  const figure =
    hitsOf(sentence, 'status')[0] ?? (isFigure(sentence) ? hitsOf(sentence, 'cpu', 'memory', 'measure')[0] : undefined)
  const brief = wordCount(sentence) <= (sentence.asks ? shortQuestion + 2 : shortQuestion)
  const going = hitsOf(sentence, 'going').find(
    ({ words, to }) =>
      !isTold(sentence, to) && (isAbout(sentence) || (brief && wordCount(sentence) > 1 && ofIncidents.test(words))),
  )
  const asked = figure ?? going
  if (!asked || notNowButPeriod(sentence)) return false
  if (
    asked === figure &&
    !sentence.asks &&
    !opensWith(sentence, 'wh', 'yesno') &&
    states.test(sentence.tokens[figure.to]?.text ?? '')
  )
    return false
  if (has(sentence, 'howto')) return has(sentence, 'status') && looks(sentence)
  if (sentence.asks || opensWith(sentence, 'wh', 'yesno') || going) return true
  if (hitsOf(sentence, 'check').some((hit) => opensClause(sentence, hit.from) && !/ing$/i.test(hit.words))) return true
  return wordCount(sentence) <= shortQuestion && !has(sentence, ...wrong) && opensClause(sentence, asked.from)
}

/** "ETA 5 min" tells. */
const isTold = (sentence: Sentence, to: number): boolean => !sentence.asks && sentence.tokens[to]?.kind === 'number'

/** Asked of an incident where nothing is named; "how are you", "any news about the flat" are not. */
const ofIncidents =
  /going on|happen|updat|\beta\b|fixed|opgelost|aan de hand|\blos\b|mis\b|passe|pasa|acontec|houve|chang|verander|gewijzig|ge[aä]ndert|cambi|mudou|issue|problem|incident|outage|downtime|error|alarm|alert|matter|wrong|stand\b|everything|\ball\b|alles|neues|news|neuigkeit|nouve|noved|progress|どう|様子|succede/i
/** "our SLA is 99.9 %" tells. */
const states = /^(?:is|was|are|were|looks|look|ist|war|est|era|staat|stond)$/

/** "how do I see my alerts" wants them; "how do I set up alerts" is another matter. */
const looks = (sentence: Sentence): boolean =>
  hitsOf(sentence, 'check', 'fetch').some((hit) =>
    /^(?:see|view|check|find|track|monitor|inspect|watch|zie|bekijk|control|seh|anzeig|pr[uü]f|voir|affich|v[ée]rif|ver$|mostr|muestr|vedere|visualizz|表示|確認)/i.test(
      hit.words,
    ),
  )

const showing =
  /^(?:show|visuali|plot|graph|list|display|compare|chart|count|toon|laat|geef|zeig|affiche|montre|muestra|mostr|mostre|visualizz|表示|見せ)/i

const measured = /^p\d|time|tijd|zeit|temps|tiempo|tempo|tempi|laten|時間|レイテンシ|performance/i

/** "show me the 5xx errors over time", "what is the latency": wants a figure, though it names what may be wrong. */
const asksToShow = (sentence: Sentence): boolean => {
  const times = hitsOf(sentence, 'slow').some((hit) => measured.test(hit.words)) && !has(sentence, 'high', 'howto')
  const errors = has(sentence, 'error', 'outage') || sentence.tokens.some(({ kind }) => kind === 'code')
  if (times && opensWith(sentence, 'wh')) return true
  return (
    (errors || times) &&
    hitsOf(sentence, 'check').some(
      (hit) => showing.test(hit.words) && opensClause(sentence, hit.from) && !isSaidOfObject(sentence, hit),
    )
  )
}

/** "le site affiche une erreur", "de site toont een 500": what the app shows, nobody asks to see. */
const isSaidOfObject = (sentence: Sentence, hit: Hit): boolean =>
  hitsOf(sentence, 'object').some(({ to }) => to === hit.from) || sentence.tokens[hit.from - 1]?.kind === 'app'

const isFigure = (sentence: Sentence): boolean =>
  has(sentence, 'cpu', 'memory') &&
  (has(sentence, 'measure') || opensWith(sentence, 'wh', 'check')) &&
  !has(sentence, 'high')

/** A period ("last week") belongs to a figure; a past state ("was down last week") does not ask for one. */
const notNowButPeriod = (sentence: Sentence): boolean =>
  has(sentence, 'past') && reasonNotNow(sentence, hitsOf(sentence, 'past')[0] as never) !== undefined && !sentence.asks

/** "can someone check the site". */
const asksToCheck = (sentence: Sentence): boolean =>
  isAbout(sentence) &&
  !has(sentence, ...wrong, 'evidence', 'howto') &&
  hitsOf(sentence, 'check').some(
    (hit) =>
      /^(?:check|verif|controle|kijk|pr[uü]f|[uü]berpr|schau|comprueb|comprob|revis|observ|beobacht|surveil|supervis|bewa|überwach|uberwach|観察|監視|chec|confir|v[ée]rif|monit|ping|look|have a look|take a look|確認|チェック)/i.test(
        hit.words,
      ) && opensClause(sentence, hit.from),
  )

export const state: Rule = ({ sentences }) => {
  for (const sentence of sentences) {
    const why = stateQuestion(sentence)
    if (why)
      return {
        intent: 'ask_status',
        why: [
          why,
          sentence.tokens
            .slice(0, 12)
            .map(({ raw }) => raw)
            .join(' '),
        ],
      }
  }
  return undefined
}
