import type { Concept } from '../lexicons/types.ts'
import { isOfTheTrade } from '../reading/phrases.ts'
import type { Hit, MessageReading, Sentence } from '../reading/types.ts'
import type { Intent } from '../types.ts'
import { isAsked, isNegated, isSupposed, opensClause } from './asking.ts'
import { autoheal } from './autoheal.ts'
import { closelyBefore, has, hitsOf, isAbout, opensWith, overlaps, wordCount } from './hits.ts'
import { type Candidate, ordered } from './orders.ts'
import type { Rule } from './types.ts'

const symptoms: readonly Concept[] = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed']

const actions: readonly { readonly intent: Intent; readonly concepts: readonly Concept[] }[] = [
  { intent: 'request_rollback', concepts: ['rollback'] },
  { intent: 'request_scale_out', concepts: ['scaleOut'] },
  { intent: 'request_scale_up', concepts: ['scaleUp'] },
  { intent: 'request_scale_out', concepts: ['scale'] },
  { intent: 'request_restart', concepts: ['restart'] },
]

/** "restart the server? no, not needed": asked and answered. */
const saysNo = /^(?:no|nope|nah|nee|neen|nein|non|nao|いいえ)$/

/** The first change that is asked for. */
const change: Rule = (reading) => {
  for (const [at, sentence] of reading.sentences.entries()) {
    if (sentence.asks && saysNo.test(reading.sentences[at + 1]?.tokens[0]?.text ?? '')) continue
    const candidates = actions.flatMap(({ intent, concepts }) =>
      hitsOf(sentence, ...concepts)
        .filter(
          (hit) =>
            isAsked(sentence, hit) &&
            isOurs(sentence, hit) &&
            !isOfMemory(sentence, hit) &&
            !isOfOthers(sentence, hit) &&
            !isQuoted(reading, hit),
        )
        .map((hit) => candidate(sentence, intent, hit)),
    )
    const noun = hitsOf(sentence, 'restarting').find((hit) => needs(sentence, hit) && isAsked(sentence, hit))
    if (noun) candidates.push(candidate(sentence, 'request_restart', noun))
    const first = [...candidates, ...ordered(sentence), ...collecting(sentence)].sort(
      (one, other) => one.at - other.at,
    )[0]
    if (first) return { intent: first.intent, why: ['asked for', first.words] }
  }
  return undefined
}

/** 'can we add "scale the reporting module" to next sprint': words that are only cited. */
const isQuoted = ({ text }: MessageReading, { words }: Hit): boolean => {
  if (!text.includes('"')) return false
  const outside = text.replace(/"[^"\n]{3,160}"/g, ' ').trim()
  return outside.split(/\s+/).length >= 3 && !outside.toLowerCase().includes(words.toLowerCase())
}

/** "more memory for the server" counts no servers. */
const isOfMemory = (sentence: Sentence, hit: Hit): boolean =>
  hit.concept === 'scaleOut' &&
  hitsOf(sentence, 'memory').some((memory) => overlaps(memory, hit)) &&
  hitsOf(sentence, 'scaleUp').some((up) => overlaps(up, hit))

/** "2 instances of that bug". */
const isOfOthers = ({ tokens, byConcept }: Sentence, hit: Hit): boolean => {
  if (hit.concept !== 'scaleOut') return false
  const captured = byConcept.get('evidence')?.some((evidence) => overlaps(evidence, hit)) ?? false
  const ours = byConcept.get('object')?.some(({ from }) => from > hit.to && from - hit.to <= 2) ?? false
  return captured || (tokens[hit.to]?.text === 'of' && tokens[hit.to + 1]?.kind !== 'app' && !ours)
}

/** An app, "it" or a polite word beside it; or at least nothing that the bot does not know. */
const isOurs = (sentence: Sentence, hit: Hit): boolean => {
  if (/^swap(?:pen|per)?$/i.test(hit.words) && wordCount(sentence) > 2 && !isAboutInClause(sentence, hit)) return false
  if (isAboutInClause(sentence, hit) || (isAbout(sentence) && !isOfSomethingUnknown(sentence, hit))) return true
  if (isOfSomethingUnknown(sentence, hit)) return false
  // People say "reboot" of their own machine, too.
  return (
    !/^re-?boot/i.test(hit.words) || has(sentence, 'please') || sentence.tokens.some(({ text }) => pronoun.test(text))
  )
}

/** "we should scale the team, not the app": what stands beyond a comma is not what the order is about. */
const isAboutInClause = (sentence: Sentence, { from, to }: Hit): boolean => {
  const commas = sentence.tokens.flatMap(({ kind }, at) => (kind === 'comma' ? [at] : []))
  const start = Math.max(-1, ...commas.filter((at) => at < from))
  const end = Math.min(sentence.tokens.length, ...commas.filter((at) => at >= to))
  return (
    hitsOf(sentence, 'object', 'ours').some((hit) => hit.from > start && hit.to <= end) ||
    sentence.tokens.slice(start + 1, end).some(({ kind }) => kind === 'app')
  )
}

const pronoun = /^(?:it|him|her|them|hem|m|ze|boel|die|ihn|le|la|lo)$/

/** "restart the discussion", "scale the image": the next noun is nothing of ours. */
const isOfSomethingUnknown = (sentence: Sentence, hit: Hit): boolean => {
  const within = sentence.tokens.slice(hit.from, hit.to)
  const beyond = hit.to - hit.from <= 2 || !ownThings.test(hit.words) ? sentence.tokens.slice(hit.to, hit.to + 3) : []
  return [...within, ...beyond].some(({ kind, text }) => kind === 'word' && !isOfTheTrade(text))
}

/** What is rolled back or grown, in an order that names it. */
const ownThings =
  /vers|バージョン|releas|build|depl|slot|stand|staging|instan|インスタンス|work|server|node|plan|プラン|tier|sku|\b[psb]\d|mem|geheugen|speicher|ram\b|cpu/i

/** Counting instances makes "scale up" mean out, as most people say it. */
const candidate = (sentence: Sentence, intent: Intent, hit: Hit): Candidate => {
  const counts =
    intent === 'request_scale_up' && /scal|schal|skal|echelle|スケール/i.test(hit.words) && countsInstances(sentence)
  return { intent: counts ? 'request_scale_out' : intent, at: hit.from, words: hit.words }
}

const countsInstances = (sentence: Sentence): boolean =>
  hitsOf(sentence, 'instance').some((hit) =>
    sentence.tokens.slice(Math.max(0, hit.from - 3), hit.from).some(({ kind }) => kind === 'number'),
  )

/** "needs restarting", "a quick restart": a noun asks only with a word that wants it. */
const needs = (sentence: Sentence, hit: Hit): boolean =>
  hitsOf(sentence, 'ask').some((ask) => ask.to <= hit.from + 1) || hit.to - hit.from > 1

/** Evidence that is asked for: "tail the logs", "how do I take a dump", "where are the logs". */
const collecting = (sentence: Sentence): Candidate[] =>
  hitsOf(sentence, 'evidence')
    .filter((hit) => isWanted(sentence, hit))
    .map((hit) => ({ intent: 'collect_diagnostics', at: firstFetch(sentence, hit), words: hit.words }))

const isWanted = (sentence: Sentence, evidence: Hit): boolean => {
  if (has(sentence, 'general') || isSupposed(sentence) || isNegated(sentence, evidence)) return false
  if (hitsOf(sentence, 'acted', 'progress').some((hit) => hit.from <= evidence.from)) return false
  const fetches = hitsOf(sentence, 'fetch').filter((hit) => !overlaps(hit, evidence) || hit.from < evidence.from)
  if (has(sentence, 'howto') || opensWith(sentence, 'wh'))
    return (
      !hasSymptomBefore(sentence, evidence) &&
      (fetches.some(({ words }) => words !== 'do') || !/^(?:log|exceptions)$/i.test(evidence.words))
    )
  if (fetches.some((hit) => opensClause(sentence, hit.from) || closelyBefore(sentence, hit.from, 0, 'ability')))
    return true
  if (fetches.length > 0 && (has(sentence, 'ask', 'please') || sentence.asks)) return true
  if (sentence.asks && isSearched(sentence, evidence)) return true
  const short = sentence.tokens.some(({ kind }) => kind === 'app') ? 7 : 5
  return wordCount(sentence) <= short && opensClause(sentence, evidence.from) && !has(sentence, ...symptoms)
}

/** "any 5xx entries in the logs?" */
const isSearched = (sentence: Sentence, evidence: Hit): boolean =>
  /^(?:any|are there|is there|staan er|zijn er|gibt es|hay|il y a|ha|ci sono)$/i.test(
    hitsOf(sentence, 'check', 'link').find(({ from }) => from === 0)?.words ?? '',
  ) &&
  sentence.tokens.slice(0, evidence.from).some(({ text }) => /^(?:in|inside|im|dans|en|no|nos|nas|nei)$/.test(text))

const hasSymptomBefore = (sentence: Sentence, evidence: Hit): boolean =>
  hitsOf(sentence, 'outage', 'slow', 'crash').some((hit) => hit.to <= evidence.from)

const firstFetch = (sentence: Sentence, evidence: Hit): number =>
  Math.min(
    evidence.from,
    ...hitsOf(sentence, 'fetch')
      .filter((hit) => opensClause(sentence, hit.from))
      .map((hit) => hit.from),
  )

/** "diagnose my app": looked for only after symptoms, which say more. */
export const diagnoseRule: Rule = (reading: MessageReading) => {
  const sentence = reading.sentences.find(
    (each) => hitsOf(each, 'diagnose').some((hit) => isAsked(each, hit)) && isAbout(each),
  )
  return sentence
    ? { intent: 'collect_diagnostics', why: ['diagnosis asked for', hitsOf(sentence, 'diagnose')[0]?.words ?? ''] }
    : undefined
}

export const requests: readonly Rule[] = [autoheal, change]
