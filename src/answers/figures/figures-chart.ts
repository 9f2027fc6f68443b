import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { metricPanel } from '../../views/chart/chart-panels.ts'
import { type ChartImage, drawPanels } from '../../views/chart/draw-chart.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import type { AskedPeriod } from './asked-period.ts'
import { figureLines, metricTitle, readingsOf } from './figure-lines.ts'
import type { ReadFigures } from './read-figures.ts'

const maxPanels = 4

export const chartOf = (
  { app, asked, period: { window }, findings, now }: ReadFigures,
  incident: Incident | undefined,
  say: Translate,
): ChartImage | undefined => {
  const drawn = asked.metrics.slice(0, maxPanels).flatMap((metric) => {
    const own = readingsOf(metric, findings)?.own
    return own === undefined || own.series.every(({ points }) => points.length < 2) ? [] : [{ metric, own }]
  })
  const panels = drawn.map(({ metric, own }) => metricPanel(own, metricTitle(metric, say)))
  const figures: ReadFigures = {
    ...{ app, period: { window, isUntilNow: now === window.to }, findings, now },
    asked: {
      ...asked,
      metrics: drawn.map(({ metric }) => metric),
      isPerInstance: false,
      named: [],
      isTrend: false,
      isPerDay: false,
    },
  }
  const alt = () => sayAlt(figures, say)
  return drawPanels(panels, { window, metrics: [], changes: [], ...troubleIn(window, incident) }, { say, alt })
}

const sayAlt = (figures: ReadFigures, say: Translate): string => {
  const { from, to } = figures.period.window
  const facts = figureLines(figures, say).join('; ')
  return say(messageOf('card.chart.alt', { fromAt: momentText(from, figures.now, say), toAt: to, facts }))
}

/** Marked where the trouble began and was over, if it began in the window. */
const troubleIn = (
  { from, to }: AskedPeriod['window'],
  incident: Incident | undefined,
): { readonly since: number | undefined; readonly until?: number | undefined } => {
  const { since, until } = incident?.verdict ?? {}
  if (since === undefined || since <= from || since >= to) return { since: undefined }
  return { since, until: until !== undefined && until < to ? until : undefined }
}
