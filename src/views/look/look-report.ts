import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import { callTexts } from '../parts/call-lines.ts'
import { toneDots } from '../parts/card-line.ts'
import { incidentHeadline } from '../parts/headline.ts'
import { appTitle } from '../parts/incident-header.ts'
import { logTexts } from '../parts/log-lines.ts'
import { metricFigures } from '../parts/metric-figures.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { changeSections, costLines, gapLinesOfLook } from './look-facts.ts'
import { lookVerdict, otherCauseSection, stepSection } from './look-verdict.ts'
import { lookedAtLines } from './looked-at-lines.ts'
import type { Look, LookReport, LookSection } from './types.ts'

/** Longer than anything that we say. */
const maxLineLength = 1_000
/** A terminal has room for so many; the JSON has them all. */
const maxLogLines = 6
const maxCallLines = 4

/**
 * Everything that a look has to say, in the order in which an engineer asks. What, since when, why, what now and what
 * changed fill the first screen; what it is not, what was not seen and what it took come after.
 */
export const lookReport = (
  look: Look,
  say: Translate,
  renderContext: Pick<RenderContext, 'similarCauses'>,
): LookReport => {
  const { incident } = look
  const verdict = lookVerdict(look, say)
  const section = (key: string, lines: readonly string[]): LookSection => ({
    title: say(messageOf(`look.title.${key}`)),
    lines: lines.map((line) => sanitizeText(line, maxLineLength)),
  })
  const figures = metricFigures(chartDataOf(incident), say).map(({ title, value }) => `${title}: ${value}`)
  const sections = [
    ...verdict.sections,
    stepSection(look, say),
    section('logs', [
      ...logTexts(incident, say).slice(0, maxLogLines),
      ...callTexts(incident, say).slice(0, maxCallLines),
    ]),
    section('figures', figures),
    ...changeSections(incident, say),
    verdict.more,
    otherCauseSection(incident.verdict, say, renderContext),
    section('unseen', gapLinesOfLook(incident, verdict.lead, say)),
    section('app', lookedAtLines(look, say)),
    section('requests', costLines(look, say)),
  ]
  return {
    title: sanitizeText(`${toneDots[incidentHeadline(incident).tone]} ${appTitle(incident, say)}: ${verdict.title}`),
    lead: verdict.lead.map((line) => sanitizeText(line, maxLineLength)),
    sections: sections.filter(({ lines }) => lines.length > 0),
  }
}
