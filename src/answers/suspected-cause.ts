import { causeTraitsOf, spokenCausesIn } from '../diagnose/spoken-causes.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { heaviestFirst, namedCauses, type RankedCause, type RuledOutCause, type Verdict } from '../incident/verdict.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { chartDataOf } from '../views/chart/chart-data.ts'
import { changeLines } from '../views/parts/change-lines.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { type FigureKey, metricFigures } from '../views/parts/metric-figures.ts'
import { causeTitle, percentText, replacementText, verdictTitle } from '../views/parts/verdict-title.ts'
import { isPast, notYetWords, surenessOf, titleArgs } from './reading/incident-words.ts'
import { comparedLines } from './suspects/compare.ts'
import { suspectWords } from './suspects/index.ts'
import { nextLikeliestLines } from './suspects/next-likeliest.ts'
import { turnLines } from './suspects/turn.ts'
import type { Answer } from './types.ts'

const maxLines = 4

export const suspectedCauseAnswer: Answer = {
  id: 'suspected-cause',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, text }) => {
    const suspects = spokenCausesIn(text)
    return (say) => ({
      title: messageOf('answer.suspected-cause.title', titleArgs(incident)),
      lines: suspectLines(incident, suspects, text, say).slice(0, maxLines),
      next: messageOf('answer.suspected-cause.next'),
      asOf: lookTimeOf(incident),
    })
  },
}

/** What the look says of a suspect, for and against; a suspect that is no cause of its own by what is seen of it. */
export const suspectLines = (
  incident: Incident,
  suspects: readonly string[],
  text: string,
  say: Translate,
): readonly string[] => {
  const { verdict } = incident
  if (verdict === undefined) return notYetWords(incident, say)
  const named = namedCauses(verdict)
  const early = named.length === 0 ? notYetWords(incident, say) : []
  if (early.length > 0) return [...early, ...seenWords(incident, text, say)]
  const others = suspects.length > 0 ? [] : nextLikeliestLines(incident, text, say)
  if (others.length > 0) return others
  const turned = isPast(incident) ? [] : turnLines(incident, text, say)
  if (turned.length > 0) return [...turned, verdictHead(named, say)]
  const compared = comparedLines(incident, suspects, text, say)
  if (compared.length > 0) return compared
  const [other, ...more] = suspectWords(incident, text, say)
  if (other !== undefined) return [other, ...more, ...(more.length > 1 ? [] : besideOther(verdict, suspects, say))]
  const ranked = verdict.causes.filter(({ cause }) => suspects.includes(cause))
  const [likeliest] = ranked
  const seen = [...relatedWords(verdict, suspects, say), ...seenWords(incident, text, say)]
  if (likeliest !== undefined) {
    const lines = named.includes(likeliest)
      ? [
          say(
            messageOf(`answer.suspected-cause.${isPast(incident) ? 'was' : 'is'}`, {
              ...argsOf(likeliest, say),
              several: namesSeveral.test(text) ? 'yes' : 'no',
            }),
          ),
        ]
      : [unlikelyWords(likeliest, named, say)]
    return [...lines, ...forAndAgainst(likeliest, say), ...seen]
  }
  const [nearest, ...further] = (verdict.ruledOut ?? []).filter(({ cause }) => suspects.includes(cause))
  const replaced = suspects.includes(verdict.replaces?.cause ?? '') ? replacementText(verdict, say) : []
  if (replaced.length > 0) return [...replaced, ...seen]
  if (nearest === undefined) return unknownLines(verdict, suspects, seen, say)
  return [
    ...ruledOutLines(nearest, say),
    ...seen,
    ...further.slice(0, 1).flatMap((other) => ruledOutLines(other, say).slice(0, 1)),
    verdictWords(verdict, say),
  ]
}

/** "An attack, or the newsletter?": a yes would stand for either. */
const namesSeveral = /\b(?:or|and|both|of|en|én|allebei|beide)\b/i

const verdictHead = ([first]: readonly RankedCause[], say: Translate): string =>
  first === undefined
    ? ''
    : say(messageOf('answer.why.is', { ...argsOf(first, say), share: percentText(first.confidence, say) }))

const argsOf = ({ cause, confidence }: RankedCause, say: Translate) => ({
  cause: causeTitle(cause, say),
  sure: surenessOf(confidence),
})

const unlikelyWords = (suspect: RankedCause, [first]: readonly RankedCause[], say: Translate): string =>
  first === undefined
    ? say(messageOf('answer.suspected-cause.perhaps', argsOf(suspect, say)))
    : say(messageOf('answer.suspected-cause.rather', { ...argsOf(suspect, say), first: causeTitle(first.cause, say) }))

const forAndAgainst = ({ evidence, against }: RankedCause, say: Translate): readonly string[] => [
  ...heaviestFirst(evidence)
    .slice(0, 2)
    .map(({ text }) => say(messageOf('answer.suspected-cause.for', { reason: say(text) }))),
  ...heaviestFirst(against)
    .slice(0, 1)
    .map(({ text }) => say(messageOf('answer.suspected-cause.against', { reason: say(text) }))),
]

/** What speaks against it, else what would have to be seen: nothing was seen that says it is so. */
const ruledOutLines = ({ cause, against, missing }: RuledOutCause, say: Translate): readonly string[] => [
  say(messageOf('answer.suspected-cause.not', { cause: causeTitle(cause, say) })),
  ...heaviestFirst(against)
    .slice(0, 1)
    .map(({ text }) => say(messageOf('answer.suspected-cause.against', { reason: say(text) }))),
  ...missing.slice(0, 1).map((needed) => say(messageOf('answer.suspected-cause.would-take', { needed: say(needed) }))),
]

/** What speaks against the cause that such a suspect would be, and what is seen instead. */
const besideOther = (verdict: Verdict, suspects: readonly string[], say: Translate): readonly string[] => {
  const [cause] = namedCauses(verdict)
  const known = new Set(cause?.evidence.map(({ text }) => text.key))
  const speaksAgainst = ({ against }: RuledOutCause) => against.some(({ text }) => !known.has(text.key))
  const ruledOut = (verdict.ruledOut ?? []).find((one) => suspects.includes(one.cause) && speaksAgainst(one))
  return [
    ...(ruledOut === undefined ? [] : ruledOutLines(ruledOut, say).slice(1, 2)),
    verdictWords(verdict, say),
    ...heaviestFirst(cause?.evidence ?? [])
      .slice(0, 1)
      .map(({ text }) => `▸ ${say(text)}`),
  ]
}

/** A suspect that no cause is called by, or one that was not weighed then. */
const unknownLines = (
  verdict: Verdict,
  suspects: readonly string[],
  seen: readonly string[],
  say: Translate,
): readonly string[] => [
  say(messageOf(`answer.suspected-cause.${suspects.length === 0 ? 'unknown' : 'not-weighed'}`)),
  ...seen,
  verdictWords(verdict, say),
  ...(suspects.length === 0 ? [say(messageOf('answer.suspected-cause.ask-so'))] : []),
]

const verdictWords = (verdict: Verdict, say: Translate): string => {
  const [first] = namedCauses(verdict)
  const what = first === undefined ? verdictTitle(verdict, say) : causeTitle(first.cause, say)
  return say(messageOf('answer.suspected-cause.verdict', { verdict: what }))
}

/** What is seen of a suspect though it counts for another cause. */
const relatedWords = (verdict: Verdict, suspects: readonly string[], say: Translate): readonly string[] => {
  const [named] = namedCauses(verdict)
  if (named === undefined || suspects.includes(named.cause)) return []
  const pattern = suspects.map((cause) => causeTraitsOf(cause)?.shownBy).find((one) => one !== undefined)
  const related = heaviestFirst(named.evidence).find(({ text }) => pattern?.test(text.key))
  if (related === undefined) return []
  const args = { seen: say(related.text), cause: causeTitle(named.cause, say) }
  return [say(messageOf('answer.suspected-cause.fits-other', args))]
}

const suspectFigures: readonly (readonly [FigureKey, string])[] = [
  ['memory', 'memory, geheug*, ram, leak*, lek, memleak*, gc, heap*, speicher*, memoire, memoria'],
  ['cpu', 'cpu, vpu, processor*, prozessor*, processeur, procesador*'],
  [
    'requests',
    'traffic, verkeer, visitor*, bezoeker*, toeloop, volk, campa*, newsletter*, nieuwsbrief*, bot, bots, ddos*',
  ],
]

const changeWords = `
  deploy*, releas*, realease, relase, uitrol*, update*, version*, versie*, package, pakket, config*, setting*, instelling*,
  change*, wijziging*, gewijzigd*, swap*, secret*`

/** The figure, or the latest change, that the suspicion is about. */
const seenWords = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const wanted = suspectFigures.find(([, words]) => speaksOf(text, words))?.[0]
  const figure = metricFigures(chartDataOf(incident), say).find(({ key }) => key === wanted)
  if (figure !== undefined) return [`${figure.title}: ${figure.value}`]
  if (!speaksOf(text, changeWords)) return []
  const [latest] = changeLines(incident, say)
  if (latest === undefined) return [say(messageOf('answer.suspected-cause.no-change'))]
  const change = `${latest.time}${latest.what}${latest.detail}`.trim()
  return [say(messageOf('answer.suspected-cause.last-change', { change }))]
}
