import { editDistance } from '../../text/edit-distance.ts'
import { foldCaseAndDiacritics } from '../../understand/entities/normalise.ts'
import { askedPlace } from '../reading/asked-instance.ts'
import { type KnownMetric, knownMetrics, oftenMistyped } from './metric-table.ts'

/** What is to be said first of a metric. */
export type AskedFigure = 'now' | 'average' | 'peak' | 'lowest' | 'total'

export interface AskedFigures {
  readonly metrics: readonly KnownMetric[]
  /** Those that were asked for by a word, in the order of the words. */
  readonly figures: readonly AskedFigure[]
  /** Counts are said of so long. */
  readonly rateInMs: 1000 | 60_000 | 3_600_000
  /** True where that was said. */
  readonly isRate: boolean
  readonly isPerInstance: boolean
  /** Names of instances, as they may be: those that there are is for the figures to say. */
  readonly named: readonly string[]
  /** "Instance 3": which in their order, from one. */
  readonly place?: number | undefined
  /** A figure for each day of the time. */
  readonly isPerDay: boolean
  /** How it goes, not what it is. */
  readonly isTrend: boolean
  /** How much of it failed, or did not. */
  readonly share?: 'failed' | 'well'
  /** True of "p95": Azure keeps none. */
  readonly isPercentile: boolean
  /** A status code that Azure counts with others only. */
  readonly sharedCode?: string
}

const usual: readonly string[] = ['CpuPercentage', 'MemoryPercentage', 'Requests', 'Http5xx', 'HttpResponseTime']
const maxMetrics = 6

/** Whether any metric is named. */
export const namesMetric = (text: string, names: readonly string[]): boolean =>
  metricsIn(wordsOf(text, names)).length > 0

/** App names, addresses and the like hold words, too: `names` are left out. */
export const askedFigures = (text: string, names: readonly string[]): AskedFigures => {
  const folded = wordsOf(text, names)
  const clean = metricsIn(folded)
  const typed = clean.length > 0 ? clean : metricsIn(withoutTypos(folded))
  // "46 seconds, and before?" names it by its unit.
  const found = typed.length === 0 && inSeconds.test(folded) ? named(['HttpResponseTime']) : typed
  const says = (pattern: RegExp) => pattern.test(folded)
  const share = /\b(?:error ?rate|fout ?percentage|failure rate)\b/.test(folded)
    ? 'failed'
    : /\b(?:availability|uptime|beschikbaarheid\w*)\b/.test(folded)
      ? 'well'
      : undefined
  const sharedCode = /\b(?:http ?)?(50\d|20\d|30\d|4(?:0[0257-9]|1\d|2\d))\b/.exec(folded)?.[1]
  return {
    metrics: (found.length > 0 ? found : named(usual)).slice(0, maxMetrics),
    figures: figuresIn(folded),
    rateInMs: says(/\b(?:per ?(?:seconde?|sec|s)|rps|a second|\/ ?s(?:ec)?)\b/)
      ? 1000
      : says(/\b(?:per (?:hour|uur)|an hour|hourly)\b/)
        ? 3_600_000
        : 60_000,
    isRate: says(
      /\b(?:per ?(?:seconde?|sec|s|minuu?te?|min|m|hour|uur)|rps|rpm|rate|hourly|a (?:second|minute)|an hour)\b/,
    ),
    isPerInstance: namesSplit(folded),
    isPerDay: says(
      /\b(?:(?:per|each|every|by|elke|iedere) (?:day|dag)|a day|daily|dagelijkse?|day by day|dag voor dag|(?:for )?each of the days)\b/,
    ),
    named: text.match(/\b(?:RD|DW|LW|PL|WN)(?=[\w-]*\d)[\w-]{6,}\b/gi) ?? [],
    place: askedPlace(text),
    isTrend: says(trendWords),
    isPercentile: says(/\bp ?9\d\b|percentiel|percentile/),
    ...(share === undefined ? {} : { share }),
    ...(sharedCode === undefined ? {} : { sharedCode }),
  }
}

const trendWords =
  /\b(?:trends?|gradual\w*|geleidelijk|creep\w*|climb\w*|grow\w*|ris(?:e|es|ing)|increas\w*|decreas\w*|shrink\w*|(?:going|goes|gone|coming|came|come) (?:up|down)|(?:handles|threads|memory|cpu|errors|requests|queue|sockets) (?:up|down)|fall(?:s|ing)?|fell|drop(?:s|ped|ping)?|better or worse|out of (?:nowhere|the blue)|uit het niets|oploopt|opgelopen|(?:loopt|lopen|liep|liepen) (?:\w+ ){0,4}(?:op|af|terug)|kruipt|sluipend|stijgt|stijgen|stijgend|gestegen|daalt|dalen|dalend|gedaald|zakt|zakken|gezakt|groeit|groeien|gegroeid|(?:neemt|nemen) (?:\w+ ){0,4}(?:toe|af)|toegenomen|afgenomen|omhoog|omlaag)\b/

const splitWords =
  /\b(?:(?:per|each|every|by|elke|iedere|both|beide|all(?: \w+)?|alle(?: \w+)?|voor elke|for each|across) (?:of the )?(?:instances?|instanties?|workers?|machines?|nodes?|servers?|boxe?s?)|(?:instance|worker) by (?:instance|worker))\b/

/** "Per instance", "uitgesplitst per server": of folded text or any other. */
export const namesSplit = (text: string): boolean => splitWords.test(text.toLowerCase())

const inSeconds = /\b\d+ ?(?:s|sec|seconds?|seconden|ms)\b/

export const isMetricName = (word: string): boolean =>
  knownMetrics.some(({ name }) => name.toLowerCase() === word.toLowerCase())

const wordsOf = (text: string, names: readonly string[]): string => {
  const apart = names.reduce((rest, name) => rest.split(name).join(' '), text)
  return foldCaseAndDiacritics(apart.replace(/https?:\/\/\S+/g, ' '))
    .replace(/[’']s\b/g, ' s')
    .replace(/[^a-z0-9%/]+/g, ' ')
    .replace(/\b(\d)x\b/g, '$1xx')
    .replace(/\b(\dxx|\d{3}) ?s\b/g, '$1')
}

const spelled = oftenMistyped.split(' ')

const withoutTypos = (folded: string): string =>
  folded
    .split(' ')
    .map((word) => (word.length < 5 ? word : (spelled.find((known) => editDistance(word, known) <= 1) ?? word)))
    .join(' ')

const named = (names: readonly string[]): readonly KnownMetric[] =>
  names.flatMap((name) => knownMetrics.find((metric) => metric.name === name) ?? [])

interface Mention {
  readonly metric: KnownMetric
  readonly from: number
  readonly to: number
}

/** In the order in which they are named: of words within longer ones only the longer ones count. */
const metricsIn = (folded: string): readonly KnownMetric[] => {
  const mentions = patterns().flatMap(({ metric, pattern }) =>
    [...folded.matchAll(pattern)].map(
      ({ 0: said, index }): Mention => ({ metric, from: index, to: index + said.length }),
    ),
  )
  const longest = mentions.filter(
    (one) =>
      !mentions.some(({ from, to }) => from <= one.from && to >= one.to && to - from > one.to - one.from) &&
      !(
        one.metric.name === 'InstanceCount' &&
        (/\b(?:per|each|every|by|second|third|first|other|tweede|derde|eerste|andere)$/.test(
          folded.slice(0, one.from).trim(),
        ) ||
          /^ ?\d{1,2}\b/.test(folded.slice(one.to)))
      ),
  )
  const ordered = [...new Set(longest.toSorted((a, b) => a.from - b.from).map(({ metric }) => metric))]
  const wanted = /\bplans?\b|\bserver ?farm\b/.test(folded) ? 'plan' : 'app'
  const twinOf = ({ name }: KnownMetric) => knownMetrics.find((other) => other.name === name && other.of === wanted)
  return [...new Set(ordered.map((metric) => twinOf(metric) ?? metric))]
}

let compiled: readonly { readonly metric: KnownMetric; readonly pattern: RegExp }[] | undefined

/** Azure's name as it is, in words ("Http queue length"), and everything people say instead. */
const patterns = () => {
  compiled ??= knownMetrics.map((metric) => {
    const spaced = metric.name.replace(/([a-z])([A-Z0-9])/g, '$1 ?$2').toLowerCase()
    const own = metric.name === 'AverageResponseTime' ? metric.name.toLowerCase() : spaced
    return {
      metric,
      pattern: new RegExp(`\\b(?:${[own, metric.words].filter((part) => part !== '').join('|')})(?![a-z0-9])`, 'g'),
    }
  })
  return compiled
}

const figureWords: readonly (readonly [AskedFigure, RegExp])[] = [
  ['average', /\b(?:averages?|av[ae]rage|avg|mean|gemiddelde?|typical|moyenn?e?|media|durchschnitt\w*)\b/],
  [
    'peak',
    /\b(?:max(?:imum)?|peaks?|piek(?:en)?|highest|hoogste|most|busiest|drukste|worst|top|spikes?|pico|picco|spitze)\b/,
  ],
  ['lowest', /\b(?:min(?:imum)|lowest|laagste|minst)\b/],
  [
    'total',
    /\b(?:totals?|totaal|sum|altogether|in all|samen|how many|hoe ?veel|how much|aantal|number of|count|combien|cuant[ao]s|quant[aie]s?)\b/,
  ],
  [
    'now',
    /\b(?:now|nu|nou|right now|currently|at the moment|this moment|momenteel|op dit moment|huidige?|current|present)\b/,
  ],
]

const figuresIn = (folded: string): readonly AskedFigure[] =>
  figureWords
    .map(([figure, said]) => ({ figure, at: folded.search(said) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ figure }) => figure)
