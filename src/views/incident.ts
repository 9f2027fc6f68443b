import type { Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { chartSvg } from './chart.ts'
import { actionLines } from './parts/actions.ts'
import { link } from './parts/button.ts'
import { figures } from './parts/figures.ts'
import { foldsOf } from './parts/folds.ts'
import { head, practiceNote } from './parts/head.ts'
import { headline } from './parts/headline.ts'
import { incidentButtons, isUpToPeople, leaseInput, nextWords, offerButtons, offeredSteps } from './parts/next.ts'
import { gapLine, isObserving, probeRuns } from './parts/observing.ts'
import { reportLine } from './parts/reported.ts'
import { some } from './parts/some.ts'
import { summaryOf } from './parts/summary.ts'
import { advice, adviceBeside, verdictPart } from './parts/verdict.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'

/** First screen: app, symptom, cause and how sure, the best reasons, what to do, the chart. The rest is one tap away. */
export const incidentView = (incident: Incident, say: Say, surroundings: Surroundings): View => {
  const chart = chartSvg(incident, say)
  const folded = foldsOf(incident, say, surroundings)
  return {
    template: 'incident',
    language: say.language,
    summary: summaryOf(incident, headline(incident), say),
    ...(chart === undefined ? {} : { images: [{ name: 'chart', ...chart }] }),
    data: {
      head: head(incident, headline(incident), say),
      reported: reportLine(incident, say),
      practice: practiceNote(surroundings, say),
      observing: isObserving(incident) ? [{ probes: probeRuns(incident, say) }] : [],
      verdict: verdictPart(incident, say),
      actions: some('card.title.actions', { lines: actionLines(incident, say) }, say),
      next: { title: say(phrase('card.title.next')), words: nextWords(incident, say) },
      advice: (isUpToPeople(incident) ? advice : adviceBeside)(incident.verdict, say),
      steps: offeredSteps(incident, say),
      lease: leaseInput(incident, say),
      stepButtons: some('', { buttons: offerButtons(incident, say) }, say),
      chart: chart === undefined ? [] : [{ alt: chart.alt }],
      figures: some('', { facts: figures(incident, say) }, say),
      gaps: isObserving(incident) ? [] : gapLine(incident, say),
      folds: folded.length === 0 ? [] : [{ folds: folded.map(({ id, title }) => ({ id, title })) }],
      folded,
      buttons: incidentButtons(incident, say),
      report: link(say(phrase('card.button.report')), surroundings.links?.report(incident.id)),
    },
  }
}
