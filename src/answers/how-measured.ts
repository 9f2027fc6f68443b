import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { measureWords, minutesWords, whyDiffersLines } from './how-measured/measure-words.ts'
import { askedShares, countsUpWords, isOverWhole, reckonedLines, sumLines } from './how-measured/shares.ts'
import { figuresNamed, type ShownFigure, shownFigures } from './how-measured/shown-figures.ts'
import { askedMetricFigure } from './how-measured/spoken-figures.ts'
import { notYetWords, titleArgs } from './reading/incident-words.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { nextLikeliestLines } from './suspects/next-likeliest.ts'
import type { Answer } from './types.ts'
import { figureReasonLines } from './why/figure-reasons.ts'

const maxLines = 4
const mostFigures = 2

/** "How do you get to 91 %?", "hoe bereken je die zekerheid". */
const reckonWords = `
  sure, certain*, confiden*, likely, probab*, likelihood, score, zeker, zekerheid, waarschijnlijk*, kans, score,
  betrouwbaar*, weigh*, weegt, gewicht*`
const practiceWords =
  'practice, exercise, drill, made up, fake, simulat*, real figures, real data, oefening, verzonnen, nep, echte cijfers, gesimuleerd*'

/** "Why do these two not agree": what is asked is where they come from, not why the app is so. */
const sourceWords = `
  chart, graph, sentence, detector*, portal, microsoft*, own visit, your own, your visit, your test, two, both, differ*,
  average*, mean, median, peak, per minute, a minute, total*, sum, count, lag*, you say, which one, measure*, real,
  grafiek, zin, portaal, jouw, eigen, twee, beide, verschil*, gemiddeld*, mediaan, piek, totaal, som, telt, tel, gemeten,
  meet, klopt, zegt, loopt … achter, lopen … achter, welke`

/** "How do you know that it began then?" */
const onsetWords =
  'onset, began, begin, begins, begun, started, starts, start, begon, begonnen, gestart, startte, aanvang'

/** Where a figure of the card comes from and over what it is taken, so that two that differ can be told apart. */
export const howMeasuredAnswer: Answer = {
  id: 'how-measured',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, ...question }) => {
    const text = askedTextOf(question)
    return (say) => ({
      title: messageOf('answer.how-measured.title', titleArgs(incident)),
      lines: linesFor(incident, text, say).slice(0, maxLines),
      next: messageOf('answer.how-measured.next'),
      asOf: lookTimeOf(incident),
    })
  },
}

const linesFor = (incident: Incident, text: string, say: Translate): readonly string[] => {
  if (incident.verdict === undefined) return notYetWords(incident, say)
  const others = nextLikeliestLines(incident, text, say)
  if (others.length > 0) return others
  const shares = askedShares(incident, text, say)
  if (speaksOf(text, countsUpWords) || isOverWhole(text) || shares.length > 1) return sumLines(incident, say)
  const figures = figuresNamed(text, shownFigures(incident, say))
  if (speaksOf(text, reckonWords) && (shares.length > 0 || figures.length === 0))
    return reckonedLines(incident, shares[0], say)
  if (figures.length === 0 && (shares.length > 0 || /\d ?(?:%|per ?cent|procent|pct)/i.test(text)))
    return reckonedLines(incident, shares[0], say)
  if (speaksOf(text, practiceWords))
    return ['answer.meaning.practice', 'answer.meaning.practice.so'].map((key) => say(messageOf(key)))
  const reasons = speaksOf(text, sourceWords) ? [] : figureReasonLines(incident, text, say)
  return reasons.length > 0 ? reasons : figureLines(incident, figures, text, say)
}

/** The figure, what it is taken over, and why another one differs. */
const figureLines = (
  incident: Incident,
  named: readonly ShownFigure[],
  text: string,
  say: Translate,
): readonly string[] => {
  const shown = named.length > 0 ? named : askedMetricFigure(incident, text, say)
  const figures = shown.slice(0, mostFigures)
  const differs = whyDiffersLines(incident, figures, text, say)
  const measured = [...new Set(figures.map((one) => measureWords(one, say)))]
  if (figures.length === 0 && differs.length > 0) return differs
  if (figures.length === 0) return speaksOf(text, onsetWords) ? onsetLines(incident, say) : generalLines(incident, say)
  const shownWords = figures.map(({ text: words }) => (figures.length > 1 ? `▸ ${words}` : words))
  if (differs.length === 0) return [...shownWords, ...measured, minutesWords(incident, say)]
  return figures.length > 1 ? [...shownWords, ...differs, ...measured] : [...shownWords, ...measured, ...differs]
}

const generalLines = (incident: Incident, say: Translate): readonly string[] => [
  minutesWords(incident, say),
  ...['count', 'average', 'plan'].map((as) => say(messageOf(`answer.how-measured.${as}`))),
]

/** What began, and that the begin is found in the figures. */
const onsetLines = ({ verdict }: Incident, say: Translate): readonly string[] => [
  ...(verdict?.trouble ?? []).slice(0, 1).map(({ text }) => say(text)),
  say(messageOf('answer.meaning.onset')),
  say(messageOf('answer.meaning.onset.so')),
]
