import { amountOf } from '../amounts.ts'
import type { MessageToken, Sentence } from '../reading/types.ts'
import { has, hitsOf, isAbout, opensWith } from './hits.ts'

interface Measured {
  readonly intent: 'report_slow' | 'report_crash'
  readonly at: number
  readonly words: string
}

/** What is wrong as a figure says it: "cpu 100", "p95 400ms → 6.8s", "half a minute per click". */
export const measuredIn = (sentence: Sentence): Measured[] => {
  if (has(sentence, 'general', 'conditional', 'past', 'resolved', 'own', 'offTopic')) return []
  if (opensWith(sentence, 'wh', 'check') && sentence.asks) return []
  return [...fullIn(sentence), ...risenIn(sentence), ...waitedIn(sentence)]
}

const full = 85
const nearby = 3

/** A processor or memory nearly used up. */
const fullIn = (sentence: Sentence): Measured[] =>
  hitsOf(sentence, 'cpu', 'memory')
    .slice(0, 1)
    .flatMap((hit) => {
      const figure = sentence.tokens
        .slice(hit.to, hit.to + nearby)
        .find(({ kind, value = 0 }) => kind === 'number' && value >= full && value <= 100)
      const unit = sentence.tokens[sentence.tokens.indexOf(figure as MessageToken) + 1]
      const counts =
        unit?.kind === 'word' && unit.text !== 'percent' && /^(?:mb|gb|ms|x|users?|euro|dollars?)$/.test(unit.text)
      return figure === undefined || counts
        ? []
        : [{ intent: 'report_crash' as const, at: hit.from, words: `${hit.words} ${figure.raw}` }]
    })

const perSecond: Readonly<Record<string, number>> = {
  ms: 0.001,
  msec: 0.001,
  millis: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  sek: 1,
  seg: 1,
  m: 60,
  min: 60,
}
const longer = 2

const risingTo = /^(?:,|→|to|naar|auf|a|para|vers)$/

/** From one duration to one at least twice as long. */
const risenIn = ({ tokens }: Sentence): Measured[] => {
  const durations = tokens.flatMap((token, at) => {
    const unit = token.kind === 'number' ? perSecond[tokens[at + 1]?.text ?? ''] : undefined
    return unit === undefined ? [] : [{ at, seconds: (token.value ?? 0) * unit }]
  })
  return durations.flatMap(({ at, seconds }, index) => {
    const next = durations[index + 1]
    const joined = next !== undefined && next.at - at <= 4 && risingTo.test(tokens[next.at - 1]?.text ?? '')
    return joined && next.seconds >= seconds * longer && next.seconds >= 1
      ? [{ intent: 'report_slow' as const, at, words: `${tokens[at]?.raw} ${tokens[next.at]?.raw}` }]
      : []
  })
}

const wait =
  /^(?:takes?|taking|took|waits?|waiting|needs?|duurt|duren|kost|kosten|wacht|wachten|dauert|dauern|braucht|warte|warten|wartet|prend|prennent|met|attends?|attendons|attendre|tarda|tardan|demora|demoran|espero|leva|levam|impiega|aspetto|かか\S*)$/
const each =
  /^(?:per|each|every|for|between|voor|elke|ieder|iedere|tussen|pro|jede[rsnm]?|par|chaque|pour|por|cada|ogni|ごと|毎)$/
const ordinarily = /^(?:normally|normaly|usually|normaal|gewoonlijk|normalerweise|sonst|normalement|normalmente)$/
const least = 5

/** Many seconds for what people do on a page. */
const waitedIn = (sentence: Sentence): Measured[] => {
  const { tokens } = sentence
  const at = tokens.findIndex((_, index) => secondsAt(sentence, index) >= least)
  if (at < 0) return []
  const what = has(sentence, 'interaction')
  const said = tokens.some(({ text }) => wait.test(text) || (what && each.test(text)))
  const contrast = tokens.some(({ text }) => ordinarily.test(text)) && tokens.some(({ text }) => wait.test(text))
  const bound = what || (contrast && !has(sentence, 'backing')) || (isAbout(sentence) && has(sentence, 'still'))
  return said && bound && !has(sentence, 'elsewhere', 'foreign', 'backing')
    ? [
        {
          intent: 'report_slow',
          at,
          words: tokens
            .slice(at, at + 2)
            .map(({ raw }) => raw)
            .join(' '),
        },
      ]
    : []
}

const half = /^(?:half|halve|halbe|demi|media|meia|mezzo|mezza)$/
const longestWait = 600

/** How long the stretch of time at a token is. */
const secondsAt = (sentence: Sentence, at: number): number => {
  const { tokens } = sentence
  const unit = (index: number): number =>
    hitsOf(sentence, 'seconds').some(({ from }) => from === index)
      ? 1
      : hitsOf(sentence, 'minutes').some(({ from }) => from === index)
        ? 60
        : 0
  if (half.test(tokens[at]?.text ?? '')) return 0.5 * Math.max(unit(at + 1), unit(at + 2))
  if (/^(?:full|whole|hele|ganze|complete|volle)$/.test(tokens[at]?.text ?? '')) return unit(at + 1)
  const amount = amountOf(tokens[at])
  const length = amount === undefined ? 0 : amount * unit(at + 1)
  return length <= longestWait ? length : 0
}
