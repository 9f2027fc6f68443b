import type { Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { chartSvg } from './chart.ts'
import { actionLines } from './parts/actions.ts'
import { link } from './parts/button.ts'
import { changeLines } from './parts/changes.ts'
import { figures } from './parts/figures.ts'
import { fileLines, fileLinks } from './parts/files.ts'
import { head, practiceNote } from './parts/head.ts'
import { headline } from './parts/headline.ts'
import { incidentButtons, isUpToPeople, leaseInput, nextWords, offerButtons, offeredSteps } from './parts/next.ts'
import { gapLines, isObserving, probeLines, probeRuns } from './parts/observing.ts'
import { reportLine } from './parts/reported.ts'
import { some } from './parts/some.ts'
import { summaryOf } from './parts/summary.ts'
import { advice, moreEvidence, otherCauses, verdictPart } from './parts/verdict.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'

/** First screen: app, symptom, cause and how sure, the three best reasons, what to do. The rest below, folded away. */
export const incidentView = (incident: Incident, say: Say, surroundings: Surroundings): View => {
  const chart = chartSvg(incident, say)
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
      advice: isUpToPeople(incident) ? advice(incident.verdict, say) : [],
      steps: offeredSteps(incident, say),
      lease: leaseInput(incident, say),
      stepButtons: some('', { buttons: offerButtons(incident, say) }, say),
      chart: chart === undefined ? [] : [{ alt: chart.alt }],
      figures: some('', { facts: figures(incident, say) }, say),
      changes: some('card.title.changes', { lines: changeLines(incident, say) }, say),
      gaps: isObserving(incident) ? [] : some('card.title.gaps', { lines: gapLines(incident, say) }, say),
      ...folded(incident, say, surroundings),
      buttons: incidentButtons(incident, say),
      report: link(say(phrase('card.button.report')), surroundings.links?.report(incident.id)),
    },
  }
}

/** Shown on a tap: each with its button. */
const folded = (incident: Incident, say: Say, surroundings: Surroundings) => {
  const looked = incident.verdict === undefined ? [] : probeLines(incident, say)
  const sections = {
    more: some(
      'card.title.more',
      {
        advice: isUpToPeople(incident) ? [] : advice(incident.verdict, say),
        lines: moreEvidence(incident.verdict, say),
      },
      say,
    ),
    others: some('card.title.others', { causes: otherCauses(incident.verdict, say) }, say),
    looked: isObserving(incident) ? [] : some('card.title.looked', { lines: looked }, say),
    files: some('card.title.files', { lines: fileLines(incident, say), links: fileLinks(incident, surroundings) }, say),
  }
  const folds = Object.entries(sections).flatMap(([id, found]) => found.map(({ title }) => ({ id, title })))
  return { ...sections, folds: folds.length === 0 ? [] : [{ folds }] }
}
