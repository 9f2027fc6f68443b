import type { Concept } from '../lexicons/types.ts'
import type { Hit, MessageReading, MessageToken, Sentence } from '../reading/types.ts'
import type { Intent } from '../types.ts'
import { closelyBefore, has, hitsOf, isAbout, opensWith, overlaps } from './hits.ts'
import { reasonNotNow } from './liveness.ts'
import { measuredIn } from './measures.ts'
import { asksForState } from './states.ts'
import { isOfOurs, saysOursIsWrong } from './subject.ts'
import type { Context, Decision, Rule } from './types.ts'

interface Evidence {
  readonly intent: Intent
  /** A status code says most, then what speaks for itself, then what needs an app beside it. */
  readonly weight: number
  readonly at: number
  readonly words: string
}

const strong: readonly (readonly [Concept, Intent])[] = [
  ['outage', 'report_outage'],
  ['slow', 'report_slow'],
  ['crash', 'report_crash'],
]
const weak: readonly (readonly [Concept, Intent])[] = [
  ['broken', 'report_outage'],
  ['sluggish', 'report_slow'],
  ['crashed', 'report_crash'],
]

/** Something is said to be wrong, now, with an app of ours as far as one can tell. */
export const symptom: Rule = (reading, context) => {
  const found = reading.sentences.flatMap((sentence, index) =>
    asksForState(sentence)
      ? []
      : evidenceIn(reading, context, sentence).map((each) => ({ ...each, at: index * 1000 + each.at })),
  )
  return decide(found)
}

const decide = (found: readonly Evidence[]): Decision | undefined => {
  const best = [...found].sort((one, other) => other.weight - one.weight || one.at - other.at)[0]
  return best ? { intent: best.intent, why: ['something is wrong', best.words] } : undefined
}

const evidenceIn = (reading: MessageReading, context: Context, sentence: Sentence): Evidence[] => {
  const about = context.addressed || isAbout(sentence) || reading.codes.length > 0
  const found = [
    ...codesIn(sentence, about),
    ...strong.flatMap(([concept, intent]) => from(sentence, concept, intent, 2, about)),
    ...(about ? weak.flatMap(([concept, intent]) => from(sentence, concept, intent, 1)) : []),
    ...resourceIn(sentence),
    ...measuredIn(sentence).map((each) => ({ ...each, weight: 2 })),
    ...goneIn(sentence),
    ...unaskedRestartIn(sentence, about),
  ]
  return isBeingMended(sentence) ? found.filter(({ weight }) => weight >= 2) : found
}

/** "I restarted it" says that somebody is at it; "since we added a network" tells a cause. */
const isBeingMended = (sentence: Sentence): boolean =>
  has(sentence, 'progress') ||
  hitsOf(sentence, 'acted').some(({ from: at }) => !closelyBefore(sentence, at, 2, 'since', 'beside'))

const lasting =
  /^(?:tak(?:e|es|ing)|took|duurt|duren|duurde|doet|doen|deed|dauert|dauern|braucht|brauchen|prend|prennent|met|mettent|tard\w*|demor\w*|lev\w*|tom\w*|impiega\w*|ci mett\w*)\b/i
const ofMachines = /\b(?:se[ck]|se[cg][ou]n|sekund|seg\b|load|laden|laad|charg|carg|carreg|open|respond|response)/i

/** "takes 20 minutes" is said of trains, too; of seconds and loading it is said of apps. */
const isOfAnything = ({ concept, words }: Hit): boolean =>
  concept === 'slow' && lasting.test(words) && !ofMachines.test(words)

const from = (sentence: Sentence, concept: Concept, intent: Intent, weight: number, about = true): Evidence[] =>
  hitsOf(sentence, concept)
    .filter((hit) => isLive(sentence, hit) && (about || !isOfAnything(hit)))
    .map((hit) => ({ intent, weight, at: hit.from, words: hit.words }))

const isLive = (sentence: Sentence, hit: Hit): boolean =>
  reasonNotNow(sentence, hit) === undefined && !isDenied(sentence, hit)

/** "no 503s", "not slow": a negation right before; one inside another phrase ("not loading") belongs to that. */
const isDenied = (sentence: Sentence, hit: Hit): boolean =>
  hitsOf(sentence, 'not').some((not) =>
    overlaps(not, hit)
      ? isDeniedWithin(sentence, hit, not)
      : not.to <= hit.from &&
        hit.from - not.to <= 1 &&
        !secondHalf.test(hit.words) &&
        !belongsToAnother(sentence, hit, not),
  )

/** French denies in two words: in "n'arrive plus" nothing is denied twice. */
const secondHalf = /\b(?:pas|plus|rien|jamais|personne)\b/i

const belongsToAnother = (sentence: Sentence, hit: Hit, not: Hit): boolean =>
  hitsOf(sentence, 'outage', 'broken').some((other) => overlaps(other, not) && !overlaps(other, hit))

/** "is niet plat": the negation fell into a gap, and what follows it says by itself what is denied. */
const isDeniedWithin = (sentence: Sentence, hit: Hit, not: Hit): boolean =>
  not.from > hit.from &&
  hitsOf(sentence, 'outage', 'broken', 'slow', 'sluggish').some(
    (inner) => inner.from === not.to && inner.to === hit.to && inner.to - inner.from === 1,
  )

const codesIn = (sentence: Sentence, about: boolean): Evidence[] =>
  sentence.tokens.flatMap((token, at) => {
    if (token.kind !== 'code' || ((token.value ?? 0) < 500 && !(about && isRefusedByApp(sentence, token)))) return []
    const hit: Hit = { concept: 'outage', from: at, to: at + 1, languages: [], words: token.raw }
    return isLive(sentence, hit) ? [{ intent: 'report_outage' as const, weight: 3, at, words: token.raw }] : []
  })

/** "portal gone": no error is gone, the thing itself is. */
const goneIn = (sentence: Sentence): Evidence[] =>
  hitsOf(sentence, 'gone')
    .filter((gone) => gone.from > 0 && isThing(sentence, gone.from) && isLive(sentence, gone))
    .map((gone) => ({ intent: 'report_outage', weight: 1, at: gone.from, words: gone.words }))

const isThing = (sentence: Sentence, to: number): boolean =>
  sentence.tokens[to - 1]?.kind === 'app' ||
  hitsOf(sentence, 'object').some((hit) => hit.to === to && isOfOurs(sentence, hit))

const answeredByOthers =
  /^(?:calling|call|calls|posting|requesting|fetching|custom|aanroepen|aanroep|aufruf|appel|llamar)$/

/** A 403 may be a stopped app; other 4xx are the caller's matter unless an app by name answers so. */
const isRefusedByApp = ({ tokens }: Sentence, code: MessageToken): boolean =>
  (code.value === 403 || tokens.some(({ kind }) => kind === 'app') || tokens.some(isServerCode)) &&
  !tokens.some(({ text }) => answeredByOthers.test(text))

const isServerCode = ({ kind, value }: MessageToken): boolean => kind === 'code' && (value ?? 0) >= 500

/** "why did my app restart?": nobody asked it to. */
const unaskedRestartIn = (sentence: Sentence, about: boolean): Evidence[] => {
  const hit = hitsOf(sentence, 'restart', 'restarting', 'acted').find(
    ({ words }) => !/^(?:fix|add|upgrade|deploy)/i.test(words),
  )
  if (!about || !hit || !has(sentence, 'why') || has(sentence, 'ask')) return []
  return [{ intent: 'report_crash', weight: 2, at: hit.from, words: `why ${hit.words}` }]
}

/** High CPU or memory, in whatever order it is said. */
const resourceIn = (sentence: Sentence): Evidence[] => {
  const resource = hitsOf(sentence, 'cpu', 'memory')[0]
  const high = hitsOf(sentence, 'high').find((hit) => !resource || !overlaps(hit, resource))
  if (!resource || !high || !isLive(sentence, resource)) return []
  if (has(sentence, 'own') && !saysOursIsWrong(sentence)) return []
  if (opensWith(sentence, 'wh', 'yesno') && !has(sentence, 'why', 'howto')) return []
  return [
    {
      intent: 'report_crash',
      weight: 2,
      at: Math.min(resource.from, high.from),
      words: `${resource.words} ${high.words}`,
    },
  ]
}
