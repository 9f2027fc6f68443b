import type { Concept } from '../lexicons/types.ts'
import type { Hit, Sentence } from '../reading/types.ts'
import { closelyBefore, has, hitsOf, isInterjection, isOfLanguageThat, opensWith, overlaps, wordCount } from './hits.ts'

const negationReach = 4
const besideReach = 3
const shortSentence = 8
const symptoms: readonly Concept[] = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed', 'resolved']

/** Whether the action is asked for: to be done, by somebody, now. Talk about it is not asking. */
export const isAsked = (sentence: Sentence, action: Hit): boolean =>
  !isOnlyMentioned(sentence, action) && isInAskingPlace(sentence, action)

/** Told not to, told about, asked about, done before, supposed, or put beside what is really asked. */
const isOnlyMentioned = (sentence: Sentence, action: Hit): boolean =>
  isNegated(sentence, action) ||
  isThanked(sentence, action) ||
  isPutOff(sentence) ||
  asksWhoDid(sentence, action) ||
  isSaidOfApp(sentence, action) ||
  isParticiple(sentence, action) ||
  isUnderWay(sentence, action) ||
  closelyBefore(sentence, action.from, besideReach, 'beside') ||
  has(sentence, 'howto', 'general') ||
  isSupposed(sentence) ||
  hitsOf(sentence, 'acted', 'progress').some((hit) => saysDone(hit, action)) ||
  hitsOf(sentence, 'ability').some((hit) => hit.from <= action.from) ||
  (has(sentence, 'why') && (!has(sentence, 'ask') || (opensWith(sentence, 'why') && !opensWith(sentence, 'ask')))) ||
  (hitsOf(sentence, 'crash').some((hit) => overlaps(hit, action)) && !closelyBefore(sentence, action.from, 1, 'ask')) ||
  (opensWith(sentence, 'wh', 'yesno') && !opensWith(sentence, 'ask') && !somebody.test(sentence.tokens[0]?.text ?? ''))

const thirdPerson =
  /^(?:redemarre|redemarrent|relance|recycle|reinicia|reinician|riavvia|riavviano|restarts|reboots|recycles|startet|starten|herstart|herstarten)$/
const article =
  /^(?:l|le|la|les|el|los|il|lo|o|a|os|the|our|my|notre|nos|mon|nuestra?|nosso|nossa|i|de|het|die|der|das|ons|onze|mijn)$/

/** "le process redémarre", "de server herstart": an article and an app before a verb make it its subject. */
export const isSaidOfApp = (sentence: Sentence, action: Hit): boolean =>
  thirdPerson.test(sentence.tokens[action.from]?.text ?? '') &&
  !has(sentence, 'please', 'ask') &&
  hitsOf(sentence, 'object').some(
    (hit) => hit.to === action.from && article.test(sentence.tokens[hit.from - 1]?.text ?? ''),
  )

/** "on a redémarré": only the accent tells it from the order. */
const isParticiple = (sentence: Sentence, action: Hit): boolean =>
  sentence.tokens.slice(action.from, action.to).some(({ raw }) => /(?:arr|lanc|boot|tart|nul|tabl)é(?:e?s?)$/.test(raw))

const today =
  /^(?:today|now|yet|tonight|immediately|vandaag|nu|vanavond|heute|jetzt|sofort|aujourd|maintenant|hoy|ahora|hoje|agora|oggi|ora)$/

/** "we should restart it, but not today". */
const isPutOff = (sentence: Sentence): boolean =>
  hitsOf(sentence, 'not').some(({ to }) => today.test(sentence.tokens[to]?.text ?? ''))

/** "anyone restart the server recently?": asks who did. */
const asksWhoDid = (sentence: Sentence, action: Hit): boolean =>
  sentence.asks &&
  action.from === 1 &&
  /^(?:anyone|anybody|who|iemand|wie|jemand|wer|alguien|alguem|qualcuno)$/.test(sentence.tokens[0]?.text ?? '') &&
  !sentence.tokens.some(({ text }) => /^(?:please|pls|plz|aub|svp|bitte)$/.test(text))

const inAdvance = /^(?:advance|alvast|vorab|voraus|avance|antemano|antecipadamente|anticipo)$/

/** "thank you for the quick restart", 再起動ありがとうございました: done already. */
const isThanked = (sentence: Sentence, action: Hit): boolean =>
  !sentence.tokens.some(({ text }) => inAdvance.test(text)) &&
  hitsOf(sentence, 'thanked').some((hit) => hit.from < action.from || isOfLanguageThat(hit, 'thanksAfterwards'))

const doing =
  /^(?:(?:re)?deploying|restarting|rebooting|reverting|rolling|swapping|scaling|recycling|bouncing|upgrading|moving|adding|going|putting|switching|bringing)$/

/** "Deploying last week's version, ready in ten minutes": whoever writes so is at it. */
const isUnderWay = (sentence: Sentence, action: Hit): boolean =>
  doing.test(sentence.tokens[0]?.raw.toLowerCase() ?? '') && action.from <= 3 && !sentence.asks && !has(sentence, 'ask')

/** "opgeschaald" before it or in its place; in "teruggedraaid worden" it is only a part. */
const saysDone = (hit: Hit, action: Hit): boolean =>
  hit.to <= action.from ||
  (overlaps(hit, action) &&
    !(hit.from >= action.from && hit.to < action.to && /(?:worden|werden)$/i.test(action.words)))

/** "… and see if it helps", "would be great if someone could" suppose nothing. */
export const isSupposed = (sentence: Sentence): boolean =>
  hitsOf(sentence, 'conditional').some(
    (hit) => !hitsOf(sentence, 'whether', 'ask').some((other) => overlaps(hit, other)),
  )

export const isNegated = (sentence: Sentence, action: Hit): boolean => {
  const negations = hitsOf(sentence, 'not').filter(
    (hit) => !hitsOf(sentence, ...symptoms).some((symptom) => overlaps(symptom, hit) && !overlaps(symptom, action)),
  )
  return negations.some((hit) => {
    const [from, to] = hit.from < action.from ? [hit.to, action.from] : [action.to, hit.from]
    const between = sentence.tokens.slice(Math.max(from, 0), Math.max(to, 0))
    return (
      (hit.from < action.from || isOfLanguageThat(hit, 'negatesAfterwards')) &&
      between.length <= negationReach &&
      !between.some(({ kind }) => kind === 'comma')
    )
  })
}

const isInAskingPlace = (sentence: Sentence, action: Hit): boolean =>
  opensClause(sentence, action.from) ||
  isToSomebody(sentence, action) ||
  isGiven(sentence, action) ||
  has(sentence, 'please') ||
  hitsOf(sentence, 'ask').some((hit) => hit.from <= action.from) ||
  endsShortSentence(sentence, action)

/** "move us up a tier": the verb stands apart from how far. */
const isGiven = (sentence: Sentence, action: Hit): boolean =>
  (action.concept === 'scaleUp' || action.concept === 'scaleOut') &&
  hitsOf(sentence, 'give').some(
    (hit) => hit.to <= action.from && action.from - hit.to <= 2 && hit.from > 0 && opensClause(sentence, hit.from),
  )

const somebody = /^(?:somebody|someone|anyone|anybody|whoever|iemand|wie|jemand|quelqu|alguien|alguem|qualcuno)$/
const mostBefore = 7

/** "somebody with portal access bounce it": called for by who is to do it, in the imperative. */
const isToSomebody = (sentence: Sentence, action: Hit): boolean =>
  !sentence.asks &&
  action.from <= mostBefore &&
  action.concept !== 'restarting' &&
  somebody.test(sentence.tokens[0]?.text ?? '') &&
  (action.from === 1 ||
    /^(?:with|who|that|has|from|on|in|met|die|mit|der|avec|qui|con|que|com)$/.test(sentence.tokens[1]?.text ?? '')) &&
  !has(sentence, ...symptoms, 'past', 'acted')

/** Nothing but names, greetings and "can you" stands before it in its clause. */
export const opensClause = (sentence: Sentence, at: number): boolean => {
  const skipped = hitsOf(sentence, 'filler', 'link', 'please', 'ask', 'object', 'ours', 'but', 'not')
  for (let here = at - 1; here >= 0; here -= 1) {
    const token = sentence.tokens[here]
    if (token?.kind === 'comma') return true
    const skip =
      token?.kind === 'app' || token?.kind === 'place' || token?.kind === 'code' || token?.kind === 'incident'
    if (here === 0 && isInterjection(token)) return true
    if (!skip && !skipped.some((hit) => hit.from <= here && here < hit.to)) return isJoiner(token?.text)
  }
  return true
}

/** "… and restart it": a new order begins. */
const isJoiner = (word: string | undefined): boolean =>
  /^(?:and|then|so|en|dus|und|dann|et|puis|y|luego|e|depois|poi)$/.test(word ?? '')

/** "contoso-web opnieuw opstarten", "app restart": the verb or noun closes a short order. */
const endsShortSentence = (sentence: Sentence, action: Hit): boolean => {
  const last = sentence.tokens.filter(({ kind }) => kind !== 'ask' && kind !== 'comma').length
  return (
    wordCount(sentence) <= shortSentence &&
    action.to >= last &&
    !sentence.asks &&
    !has(sentence, 'past', 'why', 'present')
  )
}
