import { amountOf } from '../amounts.ts'
import type { Hit, MessageToken, Sentence } from '../reading/types.ts'
import type { Intent } from '../types.ts'
import { isAsked, opensClause } from './asking.ts'
import { closelyBefore, has, hitsOf, isAbout, meantBy, opensWith } from './hits.ts'

export interface Candidate {
  readonly intent: Intent
  readonly at: number
  readonly words: string
}

/** Orders that no phrase of a lexicon says: an amount that is to be given, and what somebody wants done. */
export const ordered = (sentence: Sentence): Candidate[] => [...amounts(sentence), ...wantedDone(sentence)]

const mostWordsBetween = 7
const widest = 3

interface Amount {
  readonly intent: 'request_scale_out' | 'request_scale_up'
  readonly at: number
  readonly words: string
}

/** "increase api servers to 5", "4 cores instead of 2", "on a proper SKU". */
const amounts = (sentence: Sentence): Candidate[] => {
  const amount = [...countedIn(sentence), ...sizedIn(sentence)][0]
  if (amount === undefined || has(sentence, 'past', 'resolved', 'general', 'backing')) return []
  const giving = hitsOf(sentence, 'give').find(
    (hit) => hit.to <= amount.at && amount.at - hit.to <= mostWordsBetween && isAsked(sentence, hit),
  )
  const alone = amount.at <= 1 && has(sentence, 'please') && opensClause(sentence, amount.at)
  if (!giving && !alone) return []
  const of = sentence.tokens[amount.at + 2]
  if (of?.text === 'of' && !isMemory(sentence, amount.at + 3) && !isOurs(sentence, amount.at + 3)) return []
  return [{ intent: amount.intent, at: giving?.from ?? amount.at, words: amount.words }]
}

const isMemory = (sentence: Sentence, at: number): boolean =>
  hitsOf(sentence, 'memory', 'cpu').some(({ from }) => from === at)

const isOurs = (sentence: Sentence, at: number): boolean =>
  sentence.tokens[at]?.kind === 'app' || hitsOf(sentence, 'object').some(({ from }) => from - at <= 1 && from >= at)

const countedIn = (sentence: Sentence): Amount[] => {
  const nouns = hitsOf(sentence, 'instance')
  return nouns.flatMap((noun) => {
    const at = sentence.tokens.findLastIndex(
      (token, index) =>
        isCount(token, sentence.tokens[index + 1]) &&
        (index < noun.from
          ? noun.from - index <= widest
          : (index - noun.to <= 1 && leads(sentence, index)) || pointsBack(sentence, index)),
    )
    return at < 0 ? [] : [{ intent: 'request_scale_out' as const, at, words: noun.words }]
  })
}

/** "servers to 5": the number is what they are to become. */
const leads = (sentence: Sentence, at: number): boolean => hitsOf(sentence, 'to').some(({ to }) => to === at)

/** "we're at 2 instances, make that 5". */
const pointsBack = ({ tokens, byConcept }: Sentence, at: number): boolean =>
  /^(?:that|it|them|dat|die|daar|das|es|eso|isso)$/.test(tokens[at - 1]?.text ?? '') &&
  (byConcept.get('give')?.some(({ to }) => to === at - 1) ?? false)

const isCount = (token: MessageToken | undefined, next: MessageToken | undefined): boolean => {
  const amount = amountOf(token)
  return (
    amount !== undefined &&
    amount <= 100 &&
    next?.text !== 'percent' &&
    !/^an?$|^een$|^une?$|^una?$|^eine?$/.test(token?.text ?? '')
  )
}

const units = /^(?:g|gb|gig|gigs|gigabytes?|go|cores?|cpus?|vcpus?|kernen?|kerne|coeurs?|nucleos?|コア)$/
const better =
  /^(?:proper|decent|real|serious|bigger|larger|better|beefier|normal|fatter|fatsoenlijke?|grotere?|hogere?|vernunftige\w*|groesser\w*|grosser\w*|correct|decente)$/

const sizedIn = ({ tokens, byConcept }: Sentence): Amount[] => {
  const unit = tokens.findIndex((token, at) => at > 0 && units.test(token.text) && isCount(tokens[at - 1], token))
  if (unit > 0)
    return [{ intent: 'request_scale_up', at: unit - 1, words: `${tokens[unit - 1]?.raw} ${tokens[unit]?.raw}` }]
  const size = byConcept.get('size')?.find(({ from }) => better.test(tokens[from - 1]?.raw.toLowerCase() ?? ''))
  return size ? [{ intent: 'request_scale_up', at: size.from - 1, words: size.words }] : []
}

const done: readonly (readonly [Intent, RegExp])[] = [
  ['request_restart', /restart|reboot|recycl|bounced|herstart|neu ?gestart|redemarr|redémarr|relanc|reinici|riavvi/i],
  ['request_rollback', /rolled back|reverted|teruggedraaid|zuruckgerollt|zurückgerollt/i],
  ['request_scale_up', /upgraded|scaled up|opgeschaald|hochskaliert/i],
  ['request_scale_out', /scaled out|uitgeschaald/i],
]
const wishes = ['wish', 'ask'] as const
const between =
  /^(?:be|to|worden|wird|werden|get|gets|it|this|that|them|my|our|the|hem|die|het|de|mijn|onze|la|le|el|o|a|asap|now|also|please)$/

/** "I want my server restarted", "needs to be recycled": wanted, though worded as done. */
const wantedDone = (sentence: Sentence): Candidate[] => {
  if (sentence.asks && opensWith(sentence, 'wh', 'yesno') && !opensWith(sentence, 'ask')) return []
  if (has(sentence, 'past', 'conditional', 'general', 'howto', 'why', 'not', 'thanked')) return []
  return hitsOf(sentence, 'acted').flatMap((hit) => {
    const intent = done.find(([, words]) => words.test(meantBy(sentence, hit)))?.[0]
    return intent && isWanted(sentence, hit) ? [{ intent, at: hit.from, words: hit.words }] : []
  })
}

/** "has to be restarted after each change": how it goes in general. */
const isRecurring = (sentence: Sentence, acted: Hit): boolean =>
  sentence.tokens.slice(acted.to, acted.to + 3).some(({ text }) => recurring.test(text))

const recurring =
  /^(?:each|every|any|whenever|elke|iedere|telkens|steeds|jede[rsmn]?|chaque|cada|ogni|daily|nightly|weekly|dagelijks)$/

const isWanted = (sentence: Sentence, acted: Hit): boolean => {
  if (closelyBefore(sentence, acted.from, 2, 'beside') || isRecurring(sentence, acted) || !isAbout(sentence))
    return false
  const wish = hitsOf(sentence, ...wishes).findLast(({ to }) => to <= acted.from)
  const things = hitsOf(sentence, 'object', 'ours', 'link')
  return (
    wish !== undefined &&
    wish.to <= acted.from &&
    sentence.tokens
      .slice(wish.to, acted.from)
      .every(
        ({ kind, text }, index) =>
          kind === 'app' ||
          between.test(text) ||
          things.some((thing) => thing.from <= wish.to + index && wish.to + index < thing.to),
      )
  )
}
