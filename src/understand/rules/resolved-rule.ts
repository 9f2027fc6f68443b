import type { Hit, Sentence } from '../reading/types.ts'
import { closelyBefore, has, hitsOf, opensWith, overlaps } from './hits.ts'
import { otherThings } from './subject.ts'
import type { Rule } from './types.ts'

/** It was, and is over. A question about it ("is it back up?") is not an answer to it. */
export const resolvedRule: Rule = ({ sentences }) => {
  const over = sentences.find((each) => saysOver(each) || saysErrorsAreGone(each))
  const again = sentences.some((each) => each !== over && has(each, 'still') && has(each, ...wrong))
  return over && !again
    ? { intent: 'none', why: ['resolved', hitsOf(over, 'resolved', 'gone')[0]?.words ?? ''] }
    : undefined
}

/** "the 503s are gone", "foutmelding is weg": the word alone says nothing, after what was wrong it does. */
const saysErrorsAreGone = (sentence: Sentence): boolean =>
  !isQuestion(sentence) &&
  !has(sentence, 'still', 'but') &&
  hitsOf(sentence, 'gone').some(
    (gone) => !isDenied(sentence, gone) && standsRightBefore(sentence, gone) && !leadsToWrong(sentence, gone),
  )

/** "gone belly up", "timeouts all over the place": no end of anything. */
const leadsToWrong = (sentence: Sentence, gone: Hit): boolean =>
  hitsOf(sentence, ...wrong).some((hit) => overlaps(hit, gone) || hit.from === gone.to)

const standsRightBefore = (sentence: Sentence, gone: Hit): boolean => {
  const errors = hitsOf(sentence, 'error', ...wrong).filter((hit) => !overlaps(hit, gone))
  const at = [
    ...errors.map(({ to }) => to),
    ...sentence.tokens.flatMap(({ kind }, index) => (kind === 'code' ? [index + 1] : [])),
  ]
  const verb = sentence.tokens[gone.from - 1]?.text ?? ''
  if (/^stopped$/i.test(gone.words) && /^(?:is|was|been|got|are)$/.test(verb)) return false
  const said = hitsOf(sentence, 'present', 'past').some((hit) => hit.to <= gone.from && gone.from - hit.to <= 1)
  return at.some((to) => to <= gone.from && gone.from - to <= (said ? 6 : 3))
}

const wrong = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed'] as const

const saysOver = (sentence: Sentence): boolean =>
  !isQuestion(sentence) &&
  !has(sentence, 'whether', 'howto', 'why') &&
  hitsOf(sentence, 'resolved').some(
    (hit) =>
      !stillWrong(sentence, hit) &&
      !isDenied(sentence, hit) &&
      !wasSoBefore(sentence, hit) &&
      !isOfAnother(sentence, hit),
  )

/** "nobody can log in, vpn is fine", "gone belly up again": nothing of ours is well. */
const isOfAnother = (sentence: Sentence, hit: Hit): boolean =>
  (has(sentence, ...wrong) &&
    (hitsOf(sentence, ...otherThings).some((thing) => thing.to <= hit.from && hit.from - thing.to <= 1) ||
      hitsOf(sentence, 'own').some((thing) => thing.from >= hit.to && thing.from - hit.to <= 2))) ||
  hitsOf(sentence, 'outage', 'broken').some((trouble) => trouble.from < hit.from && trouble.to > hit.from)

const wellBeing =
  /^(?:fine|good|ok|okay|prima|goed|perfect|snel|fast|gut|schnell|bien|bem|bene|works|working|everything works)/i

/** "was fine yesterday", "errors are up now": not how it is, or nothing good. */
const wasSoBefore = (sentence: Sentence, hit: Hit): boolean =>
  (wellBeing.test(hit.words) &&
    (closelyBefore(sentence, hit.from, 3, 'past') || hitsOf(sentence, 'past').some((past) => overlaps(past, hit)))) ||
  (/^up now/i.test(hit.words) && closelyBefore(sentence, hit.from, 2, 'cpu', 'memory', 'error', 'slow'))

/** "not fixed", "hij doet het weer niet". */
const isDenied = (sentence: Sentence, resolved: Hit): boolean =>
  hitsOf(sentence, 'not').some(
    (not) =>
      not.from === resolved.to || (not.to <= resolved.from && resolved.from - not.to <= 1 && !overlaps(not, resolved)),
  )

/** "the index works again but checkout gives 503", "it works again, still slow". */
const stillWrong = (sentence: Sentence, resolved: Hit): boolean => {
  const turn = hitsOf(sentence, 'but', 'still').find((hit) => hit.from >= resolved.to || !overlaps(hit, resolved))
  const denial = hitsOf(sentence, 'not').some((not) => overlaps(not, resolved))
  if (!turn && !denial) return false
  const code = sentence.tokens.some(({ kind }) => kind === 'code')
  const from = turn && turn.to <= resolved.from && !denial ? turn.to : 0
  return (
    (code && turn !== undefined) ||
    hitsOf(sentence, ...wrong).some((hit) => hit.from >= from && !overlaps(hit, resolved))
  )
}

const asksWhen = /\b(?:when|wanneer|wann|quand|cuando|quando) (?:will|does|can|is|are|wordt|wird|sera)\b/

const opensQuestion = /^(?:does|do|did|are|can|could|has anyone|anyone)$/

/** English "is fixed" leaves out a subject; "does it work again" does not. */
const isQuestion = (sentence: Sentence): boolean =>
  sentence.asks ||
  asksWhen.test(sentence.tokens.map(({ text }) => text).join(' ')) ||
  opensWith(sentence, 'wh') ||
  opensQuestion.test(sentence.tokens[0]?.text ?? '')
