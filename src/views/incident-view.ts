import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { chartDataOf } from './chart/chart-data.ts'
import { drawChart } from './chart/draw-chart.ts'
import { actionLines } from './parts/action-lines.ts'
import { linkIfSafe } from './parts/card-button.ts'
import { detailSections } from './parts/detail-sections.ts'
import { incidentHeadline } from './parts/headline.ts'
import { incidentHeader, practiceNote } from './parts/incident-header.ts'
import { incidentSummaryLine } from './parts/incident-summary-line.ts'
import { journalSeal } from './parts/journal-seal.ts'
import { logSection } from './parts/log-lines.ts'
import { figureNote, markedFigures } from './parts/marked-figures.ts'
import { gapSummary, isObserving, probeTextRuns } from './parts/observation-progress.ts'
import {
  incidentButtons,
  isManualActionNeeded,
  leaseDurationInput,
  nextAdvice,
  offerButtons,
  offeredSteps,
} from './parts/offered-steps.ts'
import { optionalSection } from './parts/optional-section.ts'
import { reportQuote } from './parts/report-quote.ts'
import { causeAdvice, secondCauseAdvice, verdictSections } from './parts/verdict-sections.ts'
import type { RenderContext } from './render-context.ts'
import type { CardView } from './types.ts'

/** First screen: app, symptom, cause and how sure, the best reasons, what to do, the chart. The rest is one tap away. */
export const incidentView = (incident: Incident, say: Translate, renderContext: RenderContext): CardView => {
  const charted = chartDataOf(incident)
  const chart = drawChart(charted, say)
  const folded = detailSections(incident, say, renderContext)
  return {
    template: 'incident',
    language: say.language,
    summary: incidentSummaryLine(incident, incidentHeadline(incident), say),
    ...(chart === undefined ? {} : { images: [{ name: 'chart', ...chart }] }),
    data: {
      head: incidentHeader(incident, incidentHeadline(incident), say),
      reported: reportQuote(incident, say),
      seal: journalSeal(incident, say),
      practice: practiceNote(renderContext, say),
      observing: isObserving(incident) ? [{ probes: probeTextRuns(incident, say) }] : [],
      verdict: verdictSections(incident, say),
      logs: logSection(incident, say),
      actions: optionalSection('card.title.actions', { lines: actionLines(incident, say) }, say),
      next: { title: say(messageOf('card.title.next')), words: nextAdvice(incident, say) },
      advice: (isManualActionNeeded(incident) ? causeAdvice : secondCauseAdvice)(incident.verdict, say),
      steps: offeredSteps(incident, say),
      lease: leaseDurationInput(incident, say, renderContext),
      stepButtons: optionalSection('', { buttons: offerButtons(incident, say) }, say),
      chart: chart === undefined ? [] : [{ alt: chart.alt }],
      figures: optionalSection('', { facts: markedFigures(incident, charted, say) }, say),
      gaps: [...figureNote(incident, say), ...(isObserving(incident) ? [] : gapSummary(incident, say))],
      folds: folded.length === 0 ? [] : [{ folds: folded.map(({ id, title }) => ({ id, title })) }],
      folded,
      buttons: incidentButtons(incident, say),
      report: linkIfSafe(say(messageOf('card.button.report')), renderContext.links?.report(incident.id)),
    },
  }
}
