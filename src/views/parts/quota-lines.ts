import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { incidentStates } from './incident-findings.ts'

/** Fullest first, those without a limit left out; of a reached one when it begins anew. */
export const quotaLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  incidentStates(incident, 'quota')
    .filter(({ properties: { limit, exceeded } }) => exceeded === true || typeof limit === 'number')
    .toSorted((a, b) => usedShare(b) - usedShare(a))
    .map((quota) => quotaLine(quota, say))

const quotaLine = (quota: StateFinding, say: Translate): CardLine => {
  const { current, limit, unit, resetsAt, exceeded, belongsTo } = quota.properties
  const of = belongsTo === 'plan' ? ` (${say(messageOf('card.change.of-plan'))})` : ''
  const words = {
    name: `${sanitizeText(quotaName(quota.name, say), 60)}${of}`,
    current: amountText(current, unit, say),
    limit: amountText(limit, unit, say),
  }
  const said = [say(messageOf('card.quota', words))]
  if (exceeded === true) said.push(say(messageOf('card.quota.reached')))
  if (exceeded === true && typeof resetsAt === 'number')
    said.push(say(messageOf('card.quota.resets', { when: say.dateTime(resetsAt) })))
  return cardLine(
    exceeded === true ? '✗' : '▸',
    exceeded === true ? 'attention' : 'default',
    sanitizeText(said.join(' · ')),
  )
}

/** Azure's name of a quota in words; one that is not known stays as it is. */
const quotaName = (name: string, say: Translate): string => {
  const key = `card.quota.name.${name.toLowerCase()}`
  return say.argumentsOf(key) === undefined ? name : say(messageOf(key))
}

/** Azure's units in words; one that is not known stands behind its number. */
const amountText = (value: unknown, unit: unknown, say: Translate): string => {
  if (typeof value !== 'number') return '–'
  const of = typeof unit === 'string' ? unit.toLowerCase() : ''
  if (of === 'milliseconds') return say.duration(value)
  if (of === 'seconds') return say.duration(value * 1000)
  if (of === 'bytes') return say.number(value, 'bytes')
  return of === '' || of === 'count' ? say.number(value) : `${say.number(value)} ${sanitizeText(String(unit), 20)}`
}

const usedShare = ({ properties: { current, limit, exceeded } }: StateFinding): number => {
  if (exceeded === true) return 2
  return typeof current === 'number' && typeof limit === 'number' && limit > 0 ? current / limit : 0
}
