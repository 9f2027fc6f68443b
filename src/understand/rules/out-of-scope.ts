import type { Hit, MessageReading, Sentence } from '../reading/types.ts'
import { opensClause } from './asking.ts'
import { anywhere, has, hitsOf, meantBy, overlaps } from './hits.ts'
import { platformIn } from './platform-mention.ts'
import { resolvedRule } from './resolved-rule.ts'
import { complainsOfOurs, ordersOurs } from './subject.ts'
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

const wrong = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed'] as const

/** Another platform, product or machine is meant. */
const somethingElse: Rule = (reading) => {
  const ours = oursIn(reading)
  const named = reading.apps.length > 0
  const elsewhere = platformIn(reading)
  if (elsewhere && !ours) return none('another platform', elsewhere.words)
  if (!anywhere(reading, 'foreign', 'own', 'offTopic', 'backing') || complainsOfOurs(reading)) return undefined
  if (ordersOurs(reading)) return undefined
  const foreign = anywhere(reading, 'foreign')
  if (foreign && !ours && !named) return none("a third party's product", foreign.words)
  const own = ownIn(reading)
  if (own && !ours && !named && reading.codes.length === 0) return none("somebody's own machine or tool", own.words)
  const offTopic = ordersBack(reading) ? undefined : topicIn(reading)
  if (offTopic && !named && !ours) return none('another topic', offTopic.words)
  const backing = anywhere(reading, 'backing')
  return backing &&
    !ours &&
    !named &&
    reading.codes.length === 0 &&
    !hasOwnObject(reading) &&
    !ordersBack(reading, true)
    ? none('a database, proxy or pipeline, no app', backing.words)
    : undefined
}

/** "Static Web App" is another product, though "web app" stands in it. */
const oursIn = ({ sentences }: MessageReading): Hit | undefined =>
  sentences
    .flatMap((sentence) =>
      hitsOf(sentence, 'ours').filter((hit) => !hitsOf(sentence, 'elsewhere').some((other) => overlaps(hit, other))),
    )
    .at(0)

/** The screen of "white screen" is nobody's own, a "game day" no game. */
const ownIn = ({ sentences }: MessageReading): Hit | undefined =>
  sentences
    .flatMap((sentence) =>
      hitsOf(sentence, 'own').filter(
        (hit) => !hitsOf(sentence, 'outage', 'crash', 'slow', 'document').some((other) => overlaps(hit, other)),
      ),
    )
    .at(0)

/** "slow since lunch" tells the time, not the topic. */
const topicIn = ({ sentences }: MessageReading): Hit | undefined =>
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
const ordersBack = ({ sentences }: MessageReading, backing = false): boolean =>
  sentences.some((sentence) =>
    hitsOf(sentence, 'rollback', 'scaleOut', 'scaleUp').some(
      (hit) =>
        (hit.to - hit.from > 2 || hit.concept !== 'rollback') &&
        opensClause(sentence, hit.from) &&
        !(backing && isAboutBacking(sentence, hit)),
    ),
  )

/** "set the postgres pool to 20", "the db is on S1, bump that to S2". */
const isAboutBacking = (sentence: Sentence, order: Hit): boolean =>
  hitsOf(sentence, 'backing').some(
    (hit) => overlaps(hit, order) || (hit.to <= order.from && pointsBack.test(order.words)),
  )

const pointsBack = /\b(?:that|it|this|dat|die|hem|das|es|lo|la)\b/i

/** "database server" names no app; "the site is slow, is it the database" does. */
const hasOwnObject = (reading: MessageReading): boolean =>
  reading.sentences.some((sentence) => {
    const backing = hitsOf(sentence, 'backing')
    return hitsOf(sentence, 'object').some(
      (hit) =>
        /^(?:app|web|site|page|shop|portal|appl|check|api|pagina|seite|aanv|klant|toepass|アプリ|サイト)/i.test(
          meantBy(sentence, hit),
        ) && !backing.some((other) => overlaps(hit, other)),
    )
  })

/** What rules a message out before anything in it is considered. */
export const outOfScope: readonly Rule[] = [codeChange, resolvedRule, somethingElse]
