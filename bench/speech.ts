import { readExampleFiles } from '../src/trained-model/example-files.ts'
import { loadModel } from '../src/trained-model/load-model.ts'
import { understandMessage } from '../src/understand/understand-message.ts'
import { median, quantile } from './figures.ts'

/** How long messages take to be understood, on one core: what people write, and what somebody might send to slow the bot down. */
const ordinary = readExampleFiles()
  .filter((_, at) => at % 60 === 0)
  .map(({ text }) => text.replaceAll('{app}', 'contoso-web').replaceAll('\\n', '\n'))

const hostile: Readonly<Record<string, string>> = {
  '100 KB of words': 'contoso-web is down and restart it not '.repeat(2600).slice(0, 100_000),
  '100 KB without a space': 'a'.repeat(100_000),
  '100 KB of JSON': JSON.stringify({ error: 'Http5xx', at: '2026-09-03T03:12:00Z' }).repeat(1700).slice(0, 100_000),
  '10,000 emoji': '🔥🚒'.repeat(5000),
  'emoji joined by zero-width': '👩‍👩‍👧‍👦'.repeat(2000),
  'right to left': '\u202eחדש هل contoso-web \u202c'.repeat(3000),
  'zero-width in every word': [...'contoso-web is down '].join('\u200b').repeat(500),
  'combining marks': `a${'\u0301'.repeat(20_000)}`,
  'markup without an end': '<at '.repeat(20_000),
  'brackets without an end': '[('.repeat(30_000),
  'hosts without an end': 'a.'.repeat(30_000),
  'hyphens without an end': 'a-'.repeat(30_000),
  'colons without an end': ':a'.repeat(30_000),
  'quotes of quotes': '> '.repeat(30_000),
  'gaps that never close': 'zet contoso naar schaal op '.repeat(2000),
  'one word misspelt a thousand ways': Array.from({ length: 5000 }, (_, at) => `rest${at.toString(36)}rt`).join(' '),
}

/** A bot runs for weeks: the first thousands of messages, while V8 compiles beside them, are not what it is like. */
const warmUpRounds = 12
const rounds = 20
const hostileRounds = 9

const inMs = (work: () => unknown): number => {
  const from = performance.now()
  work()
  return performance.now() - from
}

const understood = (text: string): unknown => understandMessage(text, { addressed: false }, loadModel())

/** The least that reading takes: its words, one after the other. */
const splitIntoWords = (text: string): unknown =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)

/** Each message once more with a word that was never seen, so that nothing is only remembered. */
const fresh = (round: number): readonly string[] => ordinary.map((text, at) => `${text} zq${round}x${at}`)

/** A row a round, in the order of the messages. */
type Times = readonly (readonly number[])[]

/** Each message's usual time: what other programs take of the processor meanwhile is not ours. */
export const usualOf = (times: Times): readonly number[] =>
  ordinary.map((_, at) => median(times.map((round) => round[at] ?? 0)))

export interface Heard {
  readonly understanding: Times
  readonly splitting: Times
  readonly messagesPerSecondOfProcessor: number
}

export const hearPeople = (): Heard => {
  for (let round = 0; round < warmUpRounds; round += 1) ordinary.forEach(understood)
  const understanding: number[][] = []
  const splitting: number[][] = []
  let usedInUs = 0
  for (let round = 0; round < rounds; round += 1) {
    const texts = fresh(round)
    const before = process.cpuUsage()
    understanding.push(texts.map((text) => inMs(() => understood(text))))
    const { user, system } = process.cpuUsage(before)
    usedInUs += user + system
    splitting.push(texts.map((text) => inMs(() => splitIntoWords(text))))
  }
  const messages = rounds * ordinary.length
  return { understanding, splitting, messagesPerSecondOfProcessor: Math.round((1_000_000 * messages) / usedInUs) }
}

export const hearHostile = (): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(hostile).map(([name, text]) => [
      name,
      inThousandths(median(Array.from({ length: hostileRounds }, () => inMs(() => understood(text))))),
    ]),
  )

export const inThousandths = (value: number): number => Number(value.toFixed(3))

export const quantileInThousandths = (values: readonly number[], share: number): number =>
  inThousandths(quantile(values, share))
