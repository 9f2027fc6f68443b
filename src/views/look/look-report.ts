import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import { toneDots } from '../parts/card-line.ts'
import { incidentHeadline } from '../parts/headline.ts'
import { appTitle } from '../parts/incident-header.ts'
import { metricFigures } from '../parts/metric-figures.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { changeSections, gapLinesOfLook, requestLines } from './look-facts.ts'
import { lookVerdictSections, otherCauseSection, stepSection } from './look-verdict.ts'
import { lookedAtLines } from './looked-at-lines.ts'
import type { Look, LookReport, LookSection } from './types.ts'

/** The requests by type are one line. */
const maxLineLength = 2_000

/** Everything that a look has to say, in the order in which an engineer asks: what, why, what now, what else. */
export const lookReport = (
  look: Look,
  say: Translate,
  renderContext: Pick<RenderContext, 'similarCauses'>,
): LookReport => {
  const { incident } = look
  const { tone, words } = incidentHeadline(incident)
  const section = (key: string, lines: readonly string[]): LookSection => ({
    title: say(messageOf(`look.title.${key}`)),
    lines: lines.map((line) => sanitizeText(line, maxLineLength)),
  })
  const figures = metricFigures(chartDataOf(incident), say).map(({ title, value }) => `${title}: ${value}`)
  const sections = [
    section('app', lookedAtLines(look, say)),
    ...lookVerdictSections(look, say),
    stepSection(look, say),
    section('figures', figures),
    ...changeSections(incident, say),
    otherCauseSection(incident.verdict, say, renderContext),
    section('unseen', gapLinesOfLook(incident, say)),
    section('requests', requestLines(look, say)),
  ]
  return {
    title: sanitizeText(`${toneDots[tone]} ${appTitle(incident, say)}: ${say(words)}`),
    sections: sections.filter(({ lines }) => lines.length > 0),
  }
}
