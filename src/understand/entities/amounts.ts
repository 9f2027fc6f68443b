import { numberWords } from './number-words.ts'
import type { MessageToken } from './token.ts'
import {
  dayWords,
  fewerWords,
  halfWords,
  hourWords,
  instanceWords,
  minuteWords,
  moreWords,
  secondWords,
  softWords,
  towardsWords,
  weekWords,
} from './words-for-amounts.ts'

/** How many, how long, how big, how gently, as far as it is said. */
export interface Amounts {
  /** "to 4 instances", "op 4 instanties". */
  readonly instances?: number
  /** "2 more", "eentje erbij". */
  readonly moreInstances?: number
  /** "2 fewer", "haal er eentje af". */
  readonly fewerInstances?: number
  /** "for 2 hours", "een half uur"; 0 where it is for good. */
  readonly durationInMs?: number
  /** "to P1v3": the size of a plan, as written. */
  readonly sku?: string
  /** "for slow requests", "bij fouten": what auto-heal is to go by. */
  readonly trigger?: 'slow-requests' | 'status-codes' | 'private-bytes'
  /** "soft restart". */
  readonly soft?: boolean
}

const units: readonly (readonly [ReadonlySet<string>, number])[] = [
  [secondWords, 1000],
  [minuteWords, 60_000],
  [hourWords, 3_600_000],
  [dayWords, 86_400_000],
  [weekWords, 7 * 86_400_000],
]
const maxLeaseInMs = 30 * 86_400_000

const countsInstances: readonly string[] = ['request_scale_out', 'request_step']
const namesSize: readonly string[] = ['request_scale_up', 'request_step']

/** Read only where it belongs to what is asked; how long is for whoever is asked, an extension as well as a lease. */
export const amountsIn = (tokens: readonly MessageToken[], meaning: string): Amounts => ({
  ...(countsInstances.includes(meaning) ? countIn(tokens) : {}),
  ...durationIn(tokens),
  ...(namesSize.includes(meaning) ? sizeIn(tokens) : {}),
  ...(meaning === 'request_autoheal' ? triggerIn(tokens) : {}),
  ...(meaning === 'request_restart' && tokens.some(({ text }) => softWords.has(text)) ? { soft: true } : {}),
})

const amountOf = (token: MessageToken | undefined): number | undefined =>
  token?.kind === 'number' ? token.value : token?.kind === 'word' ? numberWords[token.text] : undefined

/** What is asked for may not exist ("P9v3", "premium"): it is kept as said, for the step to say which sizes there are. */
const sizeIn = (tokens: readonly MessageToken[]): Amounts => {
  const size =
    tokens.findLast(({ kind }) => kind === 'sku') ??
    tokens.find(
      ({ kind, text }, at) => kind === 'word' && sizeLike.test(text) && towardsWords.has(tokens[at - 1]?.text ?? ''),
    )
  return size === undefined ? {} : { sku: size.raw }
}

const sizeLike = /^(?:[a-z]{1,2}\d{1,2}(?:m?v\d{1,2})?|free|shared|basic|standard|premium|isolated)$/

/** In the words for what is wrong: what the process is to be recycled for. */
const triggerIn = (tokens: readonly MessageToken[]): Amounts => {
  const says = (pattern: RegExp) => tokens.some(({ kind, text }) => kind === 'word' && pattern.test(text))
  if (says(/^(?:memory|mem|ram|geheugen\w*|speicher\w*|memoire|memoria|private|bytes|oom|leak\w*)$/))
    return { trigger: 'private-bytes' }
  if (says(/^(?:slow\w*|traag|trage|tragere|langsam\w*|lent\w*|lang\w*|latency|timeouts?|long|longer|hang\w*)$/))
    return { trigger: 'slow-requests' }
  const fails = says(/^(?:errors?|fout|fouten|fehler\w*|erreurs?|errore?s?|erros?|5xx|crash\w*|fail\w*|down)$/)
  return fails || tokens.some(({ kind }) => kind === 'code') ? { trigger: 'status-codes' } : {}
}

const countIn = (tokens: readonly MessageToken[]): Amounts => {
  const at = tokens.findIndex((token, index) => isCount(tokens, index, token))
  const value = amountOf(tokens[at])
  // What cannot be is kept as said: the step says what can. Left out, it would be asked for another number.
  if (value === undefined) return {}
  if (isAmong(tokens, at, fewerWords)) return { fewerInstances: value }
  return isAmong(tokens, at, moreWords) ? { moreInstances: value } : { instances: value }
}

/** Next to "instances", "more", or after "to": not just any number. */
const isCount = (tokens: readonly MessageToken[], at: number, token: MessageToken): boolean => {
  if (amountOf(token) === undefined || unitAt(tokens, at + 1) !== undefined) return false
  const [next] = [tokens[at + 1]?.text ?? '']
  if (next === 'percent') return false
  const counts = (words: ReadonlySet<string>, reach: number) =>
    tokens.slice(at + 1, at + 1 + reach).some(({ text }) => words.has(text))
  if (token.kind === 'word' && /^(?:a|an|een|ein|eine|un|une|una|um|uma|another)$/.test(token.text))
    return (
      counts(instanceWords, 1) ||
      (/^een(?:tje)?$/.test(token.text) && counts(moreWords, 1)) ||
      (moreWords.has(next) && counts(instanceWords, 2))
    )
  return (
    counts(instanceWords, 3) ||
    counts(moreWords, 2) ||
    counts(fewerWords, 2) ||
    (towardsWords.has(tokens[at - 1]?.text ?? '') && token.kind === 'number') ||
    /^(?:eentje|by)$/.test(token.text) ||
    (token.kind === 'number' && moreWords.has(tokens[at - 1]?.text ?? ''))
  )
}

/** "two more", "add 2", "eentje erbij"; not "scale to 4". */
const isAmong = (tokens: readonly MessageToken[], at: number, words: ReadonlySet<string>): boolean => {
  const before = tokens[at - 1]?.text ?? ''
  if (towardsWords.has(before) && before !== 'a' && before !== 'with' && before !== 'met') return false
  return tokens.slice(Math.max(0, at - 4), at + 5).some(({ text }) => words.has(text))
}

const durationIn = (tokens: readonly MessageToken[]): Amounts => {
  if (forGood.test(tokens.map(({ text }) => text).join(' '))) return { durationInMs: 0 }
  for (const [at, token] of tokens.entries()) {
    if (!isForHowLong(tokens, at)) continue
    if (
      halfWords.has(token.text) &&
      (hourWords.has(tokens[at + 1]?.text ?? '') || /^(?:halfuur|halfuurtje|mezzora|halfhour)$/.test(token.text))
    )
      return { durationInMs: 1_800_000 }
    const unit = unitAt(tokens, at + 1)
    const value = amountOf(token)
    if (unit === undefined || value === undefined) continue
    const inMs = value * unit
    if (inMs > 0 && inMs <= maxLeaseInMs) return { durationInMs: inMs }
  }
  return {}
}

const forGood =
  /(?:^| )(?:for good|for ever|forever|permanent(?:ly)?|indefinitely|voorgoed|voor altijd|blijvend)(?: |$)/

const unitAt = (tokens: readonly MessageToken[], at: number): number | undefined =>
  units.find(([words]) => words.has(tokens[at]?.text ?? ''))?.[1]

/** "longer than 60s", "the last 15 minutes", "every hour" say something else. */
const isForHowLong = (tokens: readonly MessageToken[], at: number): boolean => {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ text }) => text)
  const other =
    /^(?:than|dan|als|last|past|afgelopen|laatste|vorige|letzten|derniere|dernieres|ultimas|ultimos|every|each|elke|ieder|iedere|takes|take|duurt|within|binnen|after|na|ago|since|sinds)$/
  return !before.some((word) => other.test(word)) && !/^(?:ago|geleden)$/.test(tokens[at + 2]?.text ?? '')
}
