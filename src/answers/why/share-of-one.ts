import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { observedIn } from '../seen/looked.ts'
import { failuresIn, shareOf } from '../seen/seen-counts.ts'
import { seenInstancesIn } from '../seen/seen-instances.ts'

/** Ours: what every instance has now and then. */
const leastFailing = 0.05

/** None or one: why one ill instance of several makes less than its part of all requests fail. */
export const shareOfOneLines = (incident: Incident, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  const now = findings === undefined ? undefined : failuresIn(findings)?.now
  if (findings === undefined || now === undefined) return []
  const all = seenInstancesIn(findings)
  const failing = all.filter(({ failing: share = 0 }) => share >= leastFailing)
  const [ill] = failing
  if (ill?.failing === undefined || failing.length > 1 || all.length < 2) return []
  const percent = (share: number) => say.number(Math.round(100 * share), 'percent')
  const args = { name: ill.name, count: all.length, part: percent(1 / all.length), failing: percent(ill.failing) }
  return [say(messageOf('answer.why.figure.one-of', { ...args, all: percent(shareOf(now)) }))]
}
