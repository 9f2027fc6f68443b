import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { changeLines } from './change-lines.ts'
import { type LineGroup, lineGroup, truncateLines } from './collapsible-section.ts'
import { incidentStates } from './incident-findings.ts'
import { instanceLines } from './instance-lines.ts'
import { neighbourLines } from './neighbour-lines.ts'
import { quotaLines } from './quota-lines.ts'
import { requestLines } from './request-lines.ts'

/** Lines that a card has room for, all sections together; the report has them all. */
const maxLinesTogether = 15
const maxLinesPerGroup = [5, 4, 3, 2, 1] as const

/** Each change with who made it, and what stands around the app: as much of each as all of them leave room for. */
export const changeAndSurroundingGroups = (incident: Incident, say: Translate): readonly LineGroup[] => {
  const whole = [
    ...lineGroup(say(messageOf('card.title.changes')), changedLines(incident, say)),
    ...surroundingGroups(incident, say),
  ]
  const cut = (most: number) => whole.map((part) => ({ ...part, lines: truncateLines(part.lines, most, say) }))
  const fits = (sections: readonly LineGroup[]) =>
    sections.reduce((sum, { lines }) => sum + lines.length, 0) <= maxLinesTogether
  return maxLinesPerGroup.map(cut).find(fits) ?? cut(1)
}

/** What stands around the app: alerts, Microsoft's detectors, our own requests, instances, slots, neighbours, quotas. */
export const surroundingGroups = (incident: Incident, say: Translate): readonly LineGroup[] => {
  const part = (key: string, lines: readonly CardLine[]) => lineGroup(say(messageOf(`card.title.${key}`)), lines)
  return [
    ...part('alerts', alertLines(incident, say)),
    ...part('detectors', detectorLines(incident, say)),
    ...part('requests', requestLines(incident, say)),
    ...part('instances', instanceLines(incident, say)),
    ...part('slots', slotLines(incident, say)),
    ...part('neighbours', neighbourLines(incident, say)),
    ...part('quotas', quotaLines(incident, say)),
  ]
}

const changedLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  changeLines(incident, say).map(({ time, what, detail }) =>
    cardLine('▸', 'default', sanitizeText(`${time}${what}${detail}`, 300)),
  )

/** Firing ones, worst first. */
const alertLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  incidentStates(incident, 'alert')
    .toSorted((a, b) => numberProperty(a, 'severity', 4) - numberProperty(b, 'severity', 4))
    .map((alert) => {
      const severity = numberProperty(alert, 'severity', 4)
      const since = alert.properties.firedAt
      const about = [
        say(messageOf('card.alert', { severity, name: sanitizeText(alert.name, 100) })),
        textProperty(alert, 'condition', 120),
        typeof since === 'number' ? say(messageOf('card.since', { sinceAt: since })) : '',
      ]
      return cardLine(
        '▸',
        severity <= 1 ? 'attention' : 'warning',
        sanitizeText(about.filter((one) => one !== '').join(' · ')),
      )
    })

const severities = ['critical', 'warning', 'info', 'success', 'none']

/** Microsoft's own findings with Microsoft's own severity; those without a finding are only counted. */
export const detectorLines = (incident: Incident, say: Translate): readonly CardLine[] => {
  const detectors = incidentStates(incident, 'detector')
  const rank = (one: StateFinding) => severities.indexOf(textProperty(one, 'status', 20))
  const telling = detectors.filter((one) => rank(one) < 3).toSorted((a, b) => rank(a) - rank(b))
  const quiet = detectors.length - telling.length
  return [
    ...telling.map((one) => detectorLine(one, say)),
    ...(quiet === 0 ? [] : [cardLine('✓', 'good', say(messageOf('card.detectors.quiet', { quiet })))]),
    ...(detectors.length === 0 ? [] : [cardLine('·', 'default', say(messageOf('card.detectors.lag')))]),
  ]
}

const detectorLine = (detector: StateFinding, say: Translate): CardLine => {
  const status = textProperty(detector, 'status', 20)
  const color = status === 'critical' ? 'attention' : status === 'warning' ? 'warning' : 'default'
  const known = severities.includes(status) ? say(messageOf(`card.detector.${status}`)) : status
  const message = textProperty(detector, 'message', 140)
  return cardLine(
    '▸',
    color,
    sanitizeText(`${known}: ${sanitizeText(detector.name, 80)}${message === '' ? '' : `. ${message}`}`),
  )
}

const slotLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  incidentStates(incident, 'slot').map((slot) => {
    const swapped = slot.properties.lastSwapAt
    const about = [
      `${sanitizeText(slot.name, 80)}: ${textProperty(slot, 'state', 40)}`,
      typeof swapped === 'number' ? say(messageOf('card.slot.swapped', { swappedAt: swapped })) : '',
    ]
    return cardLine('▸', 'default', sanitizeText(about.filter((one) => one !== '').join(' · ')))
  })

const textProperty = ({ properties }: StateFinding, name: string, longest: number): string =>
  sanitizeText(String(properties[name] ?? ''), longest)

const numberProperty = ({ properties }: StateFinding, name: string, otherwise: number): number => {
  const value = properties[name]
  return typeof value === 'number' ? value : otherwise
}
