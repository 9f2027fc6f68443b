import { understand } from '../src/language/understand.ts'
import { readUnseen } from '../test/language/unseen/read.ts'

/**
 * `npx tsx bench/understand.ts`: messages a second and how long the slowest take, on one core, for what people write
 * and for what somebody might send to slow the bot down. JSON on standard output.
 */
const ordinary = [...readUnseen('first'), ...readUnseen('second')].map(({ text }) => text)

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

const inMs = (work: () => void): number => {
  const from = performance.now()
  work()
  return performance.now() - from
}

const quantile = (sorted: readonly number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3))

const timesOf = (texts: readonly string[], rounds: number): number[] =>
  Array.from({ length: rounds }, () =>
    texts.map((text) => inMs(() => void understand(text, { addressed: false }))),
  ).flat()

/** Each message once more with a word that was never seen, so that nothing is only remembered. */
const fresh = (round: number): string[] => ordinary.map((text, at) => `${text} zq${round}x${at}`)

timesOf(ordinary, 3)
const usedBefore = process.cpuUsage()
const rounds = Array.from({ length: 20 }, (_, round) => timesOf(fresh(round), 1))
const used = process.cpuUsage(usedBefore)
const people = rounds.flat().sort((one, other) => one - other)
/** Each message's usual time: what other programs take of the processor meanwhile is not ours. */
const usual = ordinary
  .map((_, at) =>
    quantile(
      rounds.map((round) => round[at] ?? 0).sort((one, other) => one - other),
      0.5,
    ),
  )
  .sort((one, other) => one - other)

console.log(
  JSON.stringify(
    {
      messages: people.length,
      messagesPerSecondOfProcessor: Math.round((1_000_000 * people.length) / (used.user + used.system)),
      p99OfUsualInMs: quantile(usual, 0.99),
      p50InMs: quantile(people, 0.5),
      p99InMs: quantile(people, 0.99),
      slowestInMs: quantile(people, 1),
      hostileMedianInMs: Object.fromEntries(
        Object.entries(hostile).map(([name, text]) => [
          name,
          quantile(
            timesOf([text], 9).sort((one, other) => one - other),
            0.5,
          ),
        ]),
      ),
    },
    null,
    2,
  ),
)
