import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { changeLines } from './changes.ts'
import { atMost, type FoldSection, section } from './fold.ts'
import { instanceLines } from './instances.ts'
import { neighbourLines } from './neighbours.ts'
import { quotaLines } from './quotas.ts'
import { statesOf } from './states.ts'
import { type Line, line } from './tone.ts'

/** Lines that a card has room for, all sections together; the report has them all. */
const mostLines = 15
const mostASection = [5, 4, 3, 2, 1] as const

/** Each change with who made it, and what stands around the app: as much of each as all of them leave room for. */
export const aroundSections = (incident: Incident, say: Say): readonly FoldSection[] => {
  const whole = [
    ...section(say(phrase('card.title.changes')), changedLines(incident, say)),
    ...surroundingSections(incident, say),
  ]
  const cut = (most: number) => whole.map((part) => ({ ...part, lines: atMost(part.lines, most, say) }))
  const fits = (sections: readonly FoldSection[]) =>
    sections.reduce((sum, { lines }) => sum + lines.length, 0) <= mostLines
  return mostASection.map(cut).find(fits) ?? cut(1)
}

/** What stands around the app: alerts, Microsoft's detectors, instances, slots, neighbours, quotas. */
export const surroundingSections = (incident: Incident, say: Say): readonly FoldSection[] => {
  const part = (key: string, lines: readonly Line[]) => section(say(phrase(`card.title.${key}`)), lines)
  return [
    ...part('alerts', alertLines(incident, say)),
    ...part('detectors', detectorLines(incident, say)),
    ...part('instances', instanceLines(incident, say)),
    ...part('slots', slotLines(incident, say)),
    ...part('neighbours', neighbourLines(incident, say)),
    ...part('quotas', quotaLines(incident, say)),
  ]
}

const changedLines = (incident: Incident, say: Say): readonly Line[] =>
  changeLines(incident, say).map(({ time, what, detail }) =>
    line('▸', 'default', plain(`${time}${what}${detail}`, 300)),
  )

/** Firing ones, worst first. */
const alertLines = (incident: Incident, say: Say): readonly Line[] =>
  statesOf(incident, 'alert')
    .toSorted((a, b) => number(a, 'severity', 4) - number(b, 'severity', 4))
    .map((alert) => {
      const severity = number(alert, 'severity', 4)
      const since = alert.properties.firedAt
      const about = [
        say(phrase('card.alert', { severity, name: plain(alert.name, 100) })),
        text(alert, 'condition', 120),
        typeof since === 'number' ? say(phrase('card.since', { sinceAt: since })) : '',
      ]
      return line('▸', severity <= 1 ? 'attention' : 'warning', plain(about.filter((one) => one !== '').join(' · ')))
    })

const severities = ['critical', 'warning', 'info', 'success', 'none']

/** Microsoft's own findings with Microsoft's own severity; those without a finding are only counted. */
const detectorLines = (incident: Incident, say: Say): readonly Line[] => {
  const detectors = statesOf(incident, 'detector')
  const rank = (one: StateFinding) => severities.indexOf(text(one, 'status', 20))
  const telling = detectors.filter((one) => rank(one) < 3).toSorted((a, b) => rank(a) - rank(b))
  const quiet = detectors.length - telling.length
  return [
    ...telling.map((one) => detectorLine(one, say)),
    ...(quiet === 0 ? [] : [line('✓', 'good', say(phrase('card.detectors.quiet', { quiet })))]),
  ]
}

const detectorLine = (detector: StateFinding, say: Say): Line => {
  const status = text(detector, 'status', 20)
  const color = status === 'critical' ? 'attention' : status === 'warning' ? 'warning' : 'default'
  const known = severities.includes(status) ? say(phrase(`card.detector.${status}`)) : status
  const message = text(detector, 'message', 140)
  return line('▸', color, plain(`${known}: ${plain(detector.name, 80)}${message === '' ? '' : `. ${message}`}`))
}

const slotLines = (incident: Incident, say: Say): readonly Line[] =>
  statesOf(incident, 'slot').map((slot) => {
    const swapped = slot.properties.lastSwapAt
    const about = [
      `${plain(slot.name, 80)}: ${text(slot, 'state', 40)}`,
      typeof swapped === 'number' ? say(phrase('card.slot.swapped', { swappedAt: swapped })) : '',
    ]
    return line('▸', 'default', plain(about.filter((one) => one !== '').join(' · ')))
  })

const text = ({ properties }: StateFinding, name: string, longest: number): string =>
  plain(String(properties[name] ?? ''), longest)

const number = ({ properties }: StateFinding, name: string, otherwise: number): number => {
  const value = properties[name]
  return typeof value === 'number' ? value : otherwise
}
