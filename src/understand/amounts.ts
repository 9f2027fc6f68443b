import { numberWords } from './reading/number-words.ts'
import type { Hit, MessageReading, MessageToken, Sentence } from './reading/types.ts'
import { hitsOf } from './rules/hits.ts'
import type { Intent, ParsedMessage } from './types.ts'

type Amounts = Pick<ParsedMessage, 'instances' | 'moreInstances' | 'durationInMs' | 'soft' | 'sku' | 'trigger'>

const units = [
  ['seconds', 1000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', 86_400_000],
] as const
const maxLeaseInMs = 30 * 86_400_000
const maxInstances = 100

/** How many, how long, how gently: read only where it belongs to what is asked. */
export const amountsIn = ({ sentences }: MessageReading, intent: Intent): Amounts => ({
  ...(intent === 'request_scale_out' ? first(sentences, countIn) : {}),
  ...(intent.startsWith('request_') ? first(sentences, durationIn) : {}),
  ...(intent === 'request_scale_up' ? first(sentences, sizeIn) : {}),
  ...(intent === 'request_autoheal' ? first(sentences, triggerIn) : {}),
  ...(intent === 'request_restart' && sentences.some((each) => hitsOf(each, 'soft').length > 0) ? { soft: true } : {}),
})

const first = (sentences: readonly Sentence[], find: (sentence: Sentence) => Amounts | undefined): Amounts =>
  sentences.map(find).find((amounts) => amounts !== undefined) ?? {}

export const amountOf = (token: MessageToken | undefined): number | undefined =>
  token?.kind === 'number' ? token.value : token?.kind === 'word' ? numberWords[token.text] : undefined

/** What is asked for may not exist ("P9v3", "premium"): it is kept as said, for the step to say which sizes there are. */
const sizeIn = (sentence: Sentence): Amounts | undefined => {
  const { tokens } = sentence
  const asked = tokens.filter(({ kind, text }, at) => kind === 'word' && sizeLike.test(text) && isAfterTo(sentence, at))
  const size = tokens.find(({ kind }) => kind === 'sku') ?? asked[0]
  return size && { sku: size.raw }
}

const sizeLike = /^(?:[a-z]{1,2}\d{1,2}(?:m?v\d{1,2})?|free|shared|basic|standard|premium|isolated)$/

const isAfterTo = (sentence: Sentence, at: number): boolean => hitsOf(sentence, 'to').some((hit) => hit.to === at)

/** In the words for what is wrong: what the process is to be recycled for. */
const triggerIn = (sentence: Sentence): Amounts | undefined => {
  if (hitsOf(sentence, 'memory').length > 0) return { trigger: 'private-bytes' }
  if (hitsOf(sentence, 'slow', 'sluggish').length > 0) return { trigger: 'slow-requests' }
  const fails = hitsOf(sentence, 'error', 'outage').length > 0 || sentence.tokens.some(({ kind }) => kind === 'code')
  return fails ? { trigger: 'status-codes' } : undefined
}

const countIn = (sentence: Sentence): Amounts | undefined => {
  const { tokens } = sentence
  const timed = tokens.map((_, at) => unitAt(sentence, at + 1) !== undefined)
  const at = tokens.findIndex(
    (token, index) => !timed[index] && isCount(token, tokens[index + 1]) && isCounted(sentence, index),
  )
  const value = amountOf(tokens[at])
  if (value === undefined || !Number.isInteger(value) || value < 1 || value > maxInstances) return undefined
  return isMore(sentence, at) ? { moreInstances: value } : { instances: value }
}

const isCount = (token: MessageToken, next: MessageToken | undefined): boolean =>
  token.kind === 'number' ? next?.text !== 'percent' : amountOf(token) !== undefined && token.kind === 'word'

/** Next to "instances", "more", or after "to": not just any number. */
const isCounted = (sentence: Sentence, at: number): boolean => {
  const near = hitsOf(sentence, 'instance', 'more').some(
    (hit) => hit.from > at && hit.from - at <= reachOf(sentence, at),
  )
  const word = sentence.tokens[at]?.kind === 'word'
  return (
    near ||
    (!word && hitsOf(sentence, 'to').some((hit) => hit.to === at)) ||
    (word && /^een(?:tje)$/.test(sentence.tokens[at]?.text ?? ''))
  )
}

/** "an" counts only right before "instance". */
const reachOf = (sentence: Sentence, at: number): number =>
  /^an?(?:other)?$/.test(sentence.tokens[at]?.text ?? '') ? 1 : 3

/** "two more", "add 2", "eentje erbij"; not "scale to 4". */
const isMore = (sentence: Sentence, at: number): boolean => {
  if (hitsOf(sentence, 'to').some((hit) => hit.to === at && hit.words !== 'a' && hit.words !== 'of')) return false
  const adding =
    /^(?:add|voeg|toevoegen|hinzu|hinzufugen|fuge|ajoute|ajouter|ajoutez|agrega|agregar|anade|anadir|adicione|adicionar|aggiungi|aggiungere|by|additional|another|extra|追加)$/
  const near = sentence.tokens.slice(Math.max(0, at - 4), at + 5)
  return (
    near.some(({ text }) => adding.test(text)) || hitsOf(sentence, 'more').some((hit) => Math.abs(hit.from - at) <= 4)
  )
}

const durationIn = (sentence: Sentence): Amounts | undefined => {
  const half = hitsOf(sentence, 'halfHour')[0]
  if (half) return { durationInMs: 1_800_000 }
  for (const [at, token] of sentence.tokens.entries()) {
    const unit = unitAt(sentence, at + 1)
    const value = amountOf(token) ?? (isOne(sentence, at) ? 1 : undefined)
    if (unit !== undefined && value !== undefined && isForHowLong(sentence, at)) return positive(value * unit)
  }
  return undefined
}

const positive = (inMs: number): Amounts | undefined =>
  inMs > 0 && inMs <= maxLeaseInMs ? { durationInMs: inMs } : undefined

const isOne = (sentence: Sentence, at: number): boolean => hitsOf(sentence, 'one').some((hit: Hit) => hit.from === at)

const unitAt = (sentence: Sentence, at: number): number | undefined =>
  units.find(([concept]) => hitsOf(sentence, concept).some((hit) => hit.from === at))?.[1]

/** "longer than 60s", "the last 15 minutes", "every hour" say something else. */
const isForHowLong = (sentence: Sentence, at: number): boolean => {
  const before = sentence.tokens.slice(Math.max(0, at - 3), at).map(({ text }) => text)
  const other =
    /^(?:than|dan|als|last|past|afgelopen|laatste|vorige|letzten|derniere|dernieres|ultimas|ultimos|every|each|elke|ieder|iedere|takes|take|duurt|within|binnen|after|na|ago)$/
  return !before.some((word) => other.test(word)) && !/^(?:ago|geleden)$/.test(sentence.tokens[at + 2]?.text ?? '')
}
