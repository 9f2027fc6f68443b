import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { hasHelpedSince } from '../../incident/recovery.ts'
import { recoveredFiguresOf } from '../../incident/verification/recovered-figures.ts'
import type { ChartData } from '../chart/chart-data.ts'
import { badFigures } from './figure-alarm.ts'
import { metricFigures } from './metric-figures.ts'
import { momentText } from './moment-text.ts'

/** The figures as facts of a card, those marked that are not as usual: not any more, where a step has helped since. */
export const markedFigures = (
  incident: Incident,
  data: ChartData,
  say: Translate,
): readonly { readonly title: string; readonly value: string }[] => {
  const bad = hasHelpedSince(incident) ? [] : badFigures(data)
  return metricFigures(data, say).map(({ key, title, value }) => ({
    title,
    value: bad.includes(key) ? `⚠ ${value}` : value,
  }))
}

/** None or one: that chart and figures are older than the step that helped. */
export const figureNote = (incident: Incident, say: Translate): readonly { readonly text: string }[] => {
  const { verdict } = incident
  if (verdict === undefined || !hasHelpedSince(incident) || recoveredFiguresOf(incident) !== undefined) return []
  return [
    { text: say(messageOf('card.figure.before-step', { seenAt: momentText(verdict.at, incident.changedAt, say) })) },
  ]
}
