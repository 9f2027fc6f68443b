import type { Hit, Reading, Sentence } from '../reading/types.ts'
import { opensClause } from './asking.ts'
import { anywhere, closelyBefore, has, hitsOf, opensWith, overlaps } from './hits.ts'
import { platformIn } from './platform.ts'
import { complainsOfOurs, otherThings } from './subject.ts'
import type { Decision, Rule } from './types.ts'

const commit =
  /^\s*(?:(?:feat|fix|chore|docs?|refactor|tests?|build|ci|perf|revert|style|bump|wip|hotfix)(?:\([^)\n]{1,60}\))?!?:\s|merge (?:pull request|branch)\b)/i
const references = /(?:\b(?:fix|fixes|fixed|close|closes|closed|resolve|resolves|resolved)\s+#\d+|\(#\d+\)[\s.!]*$)/i

const none = (rule: string, words?: string): Decision => ({ intent: 'none', why: words ? [rule, words] : [rule] })

const merges = /\b(?:merged?|merging|cherry-?pick(?:ed)?|pushed|committed)\b[^.!?\n]{0,40}\bfix/i

/** A line from a repository's history: about code, not about what runs. */
const codeChange: Rule = ({ text }) =>
  commit.test(text) || references.test(text) || merges.test(text)
    ? none('a commit or pull request, not a report')
    : undefined

/** A runbook, a report of what was: written about trouble, and no trouble. Orders are heard before it. */
export const document: Rule = ({ sentences }) => {
  const about = sentences.find((sentence) => {
    const [hit] = hitsOf(sentence, 'document')
    return hit !== undefined && !hitsOf(sentence, ...wrong).some((other) => other.to <= hit.from && !sentence.asks)
  })
  return about ? none('a document about incidents', hitsOf(about, 'document')[0]?.words) : undefined
}

/** Another platform, product or machine is meant. */
const somethingElse: Rule = (reading) => {
  const ours = oursIn(reading)
  const named = reading.apps.length > 0
  const elsewhere = platformIn(reading)
  if (elsewhere && !ours) return none('another platform', elsewhere.words)
  if (!anywhere(reading, 'foreign', 'own', 'offTopic', 'backing') || complainsOfOurs(reading)) return undefined
  const foreign = anywhere(reading, 'foreign')
  if (foreign && !ours && !named) return none("a third party's product", foreign.words)
  const own = ownIn(reading)
  if (own && !ours && !named && reading.codes.length === 0) return none("somebody's own machine or tool", own.words)
  const offTopic = ordersBack(reading) ? undefined : topicIn(reading)
  if (offTopic && !named && !ours) return none('another topic', offTopic.words)
  const backing = anywhere(reading, 'backing')
  return backing && !ours && !named && reading.codes.length === 0 && !hasOwnObject(reading) && !ordersBack(reading)
    ? none('a database, proxy or pipeline, no app', backing.words)
    : undefined
}

/** "Static Web App" is another product, though "web app" stands in it. */
const oursIn = ({ sentences }: Reading): Hit | undefined =>
  sentences
    .flatMap((sentence) =>
      hitsOf(sentence, 'ours').filter((hit) => !hitsOf(sentence, 'elsewhere').some((other) => overlaps(hit, other))),
    )
    .at(0)

/** The screen of "white screen" is nobody's own. */
const ownIn = ({ sentences }: Reading): Hit | undefined =>
  sentences
    .flatMap((sentence) =>
      hitsOf(sentence, 'own').filter((hit) => !hitsOf(sentence, 'outage').some((other) => overlaps(hit, other))),
    )
    .at(0)

/** "slow since lunch" tells the time, not the topic. */
const topicIn = ({ sentences }: Reading): Hit | undefined =>
  sentences
    .flatMap((sentence) =>
      hitsOf(sentence, 'offTopic').filter(
        (topic) =>
          !hitsOf(sentence, 'since', 'beside').some((time) => time.to <= topic.from && topic.from - time.to <= 1) ||
          !has(sentence, ...wrong),
      ),
    )
    .at(0)

/** "swap the slots, the staging build is broken": what is ordered says more than what it is about. */
const ordersBack = ({ sentences }: Reading): boolean =>
  sentences.some((sentence) =>
    hitsOf(sentence, 'rollback', 'scaleOut', 'scaleUp').some(
      (hit) => (hit.to - hit.from > 2 || hit.concept !== 'rollback') && opensClause(sentence, hit.from),
    ),
  )

/** "database server" names no app; "the site is slow, is it the database" does. */
const hasOwnObject = (reading: Reading): boolean =>
  reading.sentences.some((sentence) => {
    const backing = hitsOf(sentence, 'backing')
    return hitsOf(sentence, 'object').some(
      (hit) =>
        /^(?:app|web|site|page|shop|portal|appl|check|api|pagina|seite|aanv|klant|toepass|アプリ|サイト)/i.test(
          hit.words,
        ) && !backing.some((other) => overlaps(hit, other)),
    )
  })

/** It was, and is over. A question about it ("is it back up?") is not an answer to it. */
const isOver: Rule = ({ sentences }) => {
  const over = sentences.find((each) => saysOver(each) || saysGone(each))
  const again = sentences.some((each) => each !== over && has(each, 'still') && has(each, ...wrong))
  return over && !again ? none('resolved', hitsOf(over, 'resolved', 'gone')[0]?.words) : undefined
}

/** "the 503s are gone", "foutmelding is weg": the word alone says nothing, after what was wrong it does. */
const saysGone = (sentence: Sentence): boolean =>
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

const opensQuestion = /^(?:does|do|did|are|can|could|has anyone|anyone)$/

/** English "is fixed" leaves out a subject; "does it work again" does not. */
const isQuestion = (sentence: Sentence): boolean =>
  sentence.asks || opensWith(sentence, 'wh') || opensQuestion.test(sentence.tokens[0]?.text ?? '')

/** What rules a message out before anything in it is considered. */
export const outOfScope: readonly Rule[] = [codeChange, isOver, somethingElse]
