import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { statesOf } from './states.ts'
import { type Line, line } from './tone.ts'

/** Fullest first; when a reached one begins anew. */
export const quotaLines = (incident: Incident, say: Say): readonly Line[] =>
  statesOf(incident, 'quota')
    .toSorted((a, b) => share(b) - share(a))
    .map((quota) => {
      const { current, limit, unit, resetsAt, exceeded } = quota.properties
      const words = {
        name: plain(quota.name, 60),
        current: amount(current, say),
        limit: typeof limit === 'number' && limit >= 0 ? amount(limit, say) : '–',
        unit: typeof unit === 'string' ? plain(unit, 20) : '',
      }
      const said = [say(phrase('card.quota', words))]
      if (exceeded === true) said.push(say(phrase('card.quota.reached')))
      if (typeof resetsAt === 'number') said.push(say(phrase('card.quota.resets', { when: say.dateTime(resetsAt) })))
      return line(exceeded === true ? '✗' : '▸', exceeded === true ? 'attention' : 'default', plain(said.join(' · ')))
    })

const amount = (value: unknown, say: Say): string => (typeof value === 'number' ? say.number(value) : '–')

const share = ({ properties: { current, limit, exceeded } }: StateFinding): number => {
  if (exceeded === true) return 2
  return typeof current === 'number' && typeof limit === 'number' && limit > 0 ? current / limit : 0
}
