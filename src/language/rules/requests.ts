import type { Concept } from '../lexicons/types.ts'
import { isOfTheTrade } from '../reading/phrases.ts'
import type { Hit, Reading, Sentence } from '../reading/types.ts'
import type { Intent } from '../types.ts'
import { isAsked, isNegated, isSupposed, opensClause } from './asking.ts'
import { closelyBefore, has, hitsOf, isAbout, opensWith, overlaps, wordCount } from './hits.ts'
import type { Rule } from './types.ts'

interface Candidate {
  readonly intent: Intent
  readonly at: number
  readonly words: string
}

const symptoms: readonly Concept[] = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed']

/** Auto-heal goes first: its rules are worded with restarts, codes and conditions. */
const autoheal: Rule = ({ sentences }) => {
  for (const sentence of sentences) {
    const [named] = hitsOf(sentence, 'autoheal')
    const hit = named ?? inOtherWords(sentence)
    const talk =
      has(sentence, ...(named ? (['howto', 'ability'] as const) : []), 'general', 'why', 'past', 'resolved') ||
      (hit && isNegated(sentence, hit))
    const stated = named !== undefined && statement.test(sentence.tokens[named.to]?.text ?? '')
    const question = named !== undefined && opensWith(sentence, 'wh', 'yesno') && !opensWith(sentence, 'ask')
    if (hit && !talk && !question && !stated)
      return { intent: 'request_autoheal', why: ['auto-heal is asked for', hit.words] }
  }
  return undefined
}

/** "autoheal restarted it", "autoheal is on": tells, does not ask. */
const statement =
  /^(?:is|was|are|were|did|does|has|had|kicked|worked|fixed|restarted|recycled|triggered|staat|heeft|deed|herstartte|ist|hat|est|esta|restarts)$/

/** "set up a rule that recycles the app when there are 20 500s": named by what it does. */
const inOtherWords = (sentence: Sentence): Hit | undefined => {
  const rule = hitsOf(sentence, 'rule')[0]
  const orders =
    hitsOf(sentence, 'setUp').some(
      (hit) => opensClause(sentence, hit.from) || (has(sentence, 'howto', 'ask') && rule && hit.from < rule.from),
    ) || hitsOf(sentence, 'restart').some((hit) => rule && hit.from < rule.from && opensClause(sentence, hit.from))
  const heals = has(sentence, 'restart', 'restarting', 'crashed', 'crash')
  return rule && orders && heals && sentence.tokens.some(({ text }) => onWhat.test(text)) ? rule : undefined
}

const onWhat = /^(?:when|if|whenever|once|on|als|wanneer|zodra|bij|wenn|sobald|falls|bei|si|quand|cuando|quando|se)$/

const actions: readonly { readonly intent: Intent; readonly concepts: readonly Concept[] }[] = [
  { intent: 'request_rollback', concepts: ['rollback'] },
  { intent: 'request_scale_out', concepts: ['scaleOut'] },
  { intent: 'request_scale_up', concepts: ['scaleUp'] },
  { intent: 'request_scale_out', concepts: ['scale'] },
  { intent: 'request_restart', concepts: ['restart'] },
]

/** The first change that is asked for. */
const change: Rule = ({ sentences }) => {
  for (const sentence of sentences) {
    const candidates = actions.flatMap(({ intent, concepts }) =>
      hitsOf(sentence, ...concepts)
        .filter((hit) => isAsked(sentence, hit) && isOurs(sentence, hit) && !isOfMemory(sentence, hit))
        .map((hit) => candidate(sentence, intent, hit)),
    )
    const noun = hitsOf(sentence, 'restarting').find((hit) => needs(sentence, hit) && isAsked(sentence, hit))
    if (noun) candidates.push(candidate(sentence, 'request_restart', noun))
    const first = [...candidates, ...collecting(sentence)].sort((one, other) => one.at - other.at)[0]
    if (first) return { intent: first.intent, why: ['asked for', first.words] }
  }
  return undefined
}

/** "more memory for the server" counts no servers. */
const isOfMemory = (sentence: Sentence, hit: Hit): boolean =>
  hit.concept === 'scaleOut' &&
  hitsOf(sentence, 'memory').some((memory) => overlaps(memory, hit)) &&
  hitsOf(sentence, 'scaleUp').some((up) => overlaps(up, hit))

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
  const short = sentence.tokens.some(({ kind }) => kind === 'app') ? 7 : 5
  return wordCount(sentence) <= short && opensClause(sentence, evidence.from) && !has(sentence, ...symptoms)
}

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
export const diagnose: Rule = (reading: Reading) => {
  const sentence = reading.sentences.find(
    (each) => hitsOf(each, 'diagnose').some((hit) => isAsked(each, hit)) && isAbout(each),
  )
  return sentence
    ? { intent: 'collect_diagnostics', why: ['diagnosis asked for', hitsOf(sentence, 'diagnose')[0]?.words ?? ''] }
    : undefined
}

export const requests: readonly Rule[] = [autoheal, change]
