import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { statesOf } from './states.ts'
import { type Line, line } from './tone.ts'

/** Fullest first, those without a limit left out; of a reached one when it begins anew. */
export const quotaLines = (incident: Incident, say: Say): readonly Line[] =>
  statesOf(incident, 'quota')
    .filter(({ properties: { limit, exceeded } }) => exceeded === true || typeof limit === 'number')
    .toSorted((a, b) => share(b) - share(a))
    .map((quota) => quotaLine(quota, say))

const quotaLine = (quota: StateFinding, say: Say): Line => {
  const { current, limit, unit, resetsAt, exceeded, belongsTo } = quota.properties
  const of = belongsTo === 'plan' ? ` (${say(phrase('card.change.of-plan'))})` : ''
  const words = {
    name: `${plain(quota.name, 60)}${of}`,
    current: amount(current, unit, say),
    limit: amount(limit, unit, say),
  }
  const said = [say(phrase('card.quota', words))]
  if (exceeded === true) said.push(say(phrase('card.quota.reached')))
  if (exceeded === true && typeof resetsAt === 'number')
    said.push(say(phrase('card.quota.resets', { when: say.dateTime(resetsAt) })))
  return line(exceeded === true ? '✗' : '▸', exceeded === true ? 'attention' : 'default', plain(said.join(' · ')))
}

/** Azure's units in words; one that is not known stands behind its number. */
const amount = (value: unknown, unit: unknown, say: Say): string => {
  if (typeof value !== 'number') return '–'
  const of = typeof unit === 'string' ? unit.toLowerCase() : ''
  if (of === 'milliseconds') return say.duration(value)
  if (of === 'seconds') return say.duration(value * 1000)
  if (of === 'bytes') return say.number(value, 'bytes')
  return of === '' || of === 'count' ? say.number(value) : `${say.number(value)} ${plain(String(unit), 20)}`
}

const share = ({ properties: { current, limit, exceeded } }: StateFinding): number => {
  if (exceeded === true) return 2
  return typeof current === 'number' && typeof limit === 'number' && limit > 0 ? current / limit : 0
}
