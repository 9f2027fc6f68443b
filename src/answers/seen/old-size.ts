import { metricLevelOf } from '../../diagnose/metric-level.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { observedIn } from './looked.ts'

const ofAfter =
  /\b(?:again|enough|fit|cope|hold|fall over|fail|break|survive|manage|handle|same (?:trouble|problem)|weer|opnieuw|genoeg|houden|aankunnen|redden|volstaa\w*|mis|om)\b/i

/** Ours: up to here an instance serves as usual, and from there on requests begin to wait. */
const easyUpTo = 70
const tightUpTo = 85

/** None or one: how busy the instances of before would be with the load of now, reckoned; where that is asked. */
export const oldSizeLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const before = incident.actions.findLast(isLeased)?.plan?.capacity?.before.instances
  const findings = observedIn(incident)
  const cpu = findings === undefined ? undefined : metricLevelOf(findings, 'plan', 'CpuPercentage')?.now
  const { workers } = incidentStates(incident, 'plan')[0]?.properties ?? {}
  if (before === undefined || cpu === undefined || typeof workers !== 'number' || !ofAfter.test(text)) return []
  const reckoned = (cpu * workers) / before
  const fits = reckoned <= easyUpTo ? 'yes' : reckoned <= tightUpTo ? 'tight' : 'no'
  const figures = { cpu: say.number(Math.round(cpu), 'percent'), reckoned: say.number(Math.round(reckoned), 'percent') }
  return [say(messageOf('answer.lease-end.old-size', { fits, before, workers, ...figures }))]
}

const isLeased = ({ lease, leaseInMs }: Action): boolean => lease !== undefined || leaseInMs !== undefined
