import { outlierInstanceOf } from '../../diagnose/indicators/instance-comparison.ts'
import { instanceAveragesOf } from '../../diagnose/metric-level.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { observedIn, tenseOf } from './looked.ts'
import { seenInstancesIn } from './seen-instances.ts'

const roomWords = `
  carry everything, handle everything, carry it, do it all, everything alone, alles aan, alleen aan,
  take … load, take over, take the traffic, carry … load, carry … traffic, handle … load, handle … traffic, handle it, absorb*,
  enough capacity, spare capacity, capacity, headroom, room left, enough room, cope*, overload*, other … hold, others hold, hold up,
  bear … load, manage without, do without, aankunnen, aan kunnen, verkeer … aan, belasting … aan, het wel aan, het aan, opvangen,
  overnemen, vangen … op, capaciteit, genoeg over, ruimte genoeg, ruimte over, dragen, trekken … het, overbelast*, bezwijk*`

/** Ours: up to here an instance serves as usual, and from there on requests begin to wait. */
const easyUpTo = 70
const tightUpTo = 85

export const isRoomAsked = (incident: Incident, text: string): boolean => {
  const findings = observedIn(incident)
  const isKnown = findings !== undefined && seenInstancesIn(findings).filter(({ cpu }) => cpu !== undefined).length > 1
  return isKnown && tenseOf(incident) === 'now' && speaksOf(text, roomWords)
}

/** "Can the other two take it meanwhile?": the CPU of the others with the share of one more on top, reckoned. */
export const roomLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  if (findings === undefined || !isRoomAsked(incident, text)) return []
  const all = seenInstancesIn(findings).filter(({ cpu }) => cpu !== undefined)
  const named = all.find(({ name }) => text.toLowerCase().includes(name.toLowerCase()))
  const leaving = named?.name ?? outlierInstanceOf(findings) ?? all[0]?.name ?? ''
  const others = all.filter(({ name }) => name !== leaving)
  const cpu = others.reduce((sum, one) => sum + (one.cpu ?? 0), 0) / others.length
  const requests = new Map(
    instanceAveragesOf(findings, 'app', 'Requests').map(({ instance, now }) => [instance.toLowerCase(), now]),
  )
  const taken = others.reduce((sum, { name }) => sum + (requests.get(name.toLowerCase()) ?? 0), 0)
  const more = requests.get(leaving.toLowerCase()) ?? 0
  const reckoned = cpu * (taken > 0 ? (taken + more) / taken : all.length / others.length)
  const fits = reckoned <= easyUpTo ? 'yes' : reckoned <= tightUpTo ? 'tight' : 'no'
  const { workers, maximumWorkers } = incidentStates(incident, 'plan')[0]?.properties ?? {}
  return [
    say(
      messageOf('answer.step-effects.room', {
        fits,
        name: leaving,
        others: others.length,
        cpu: say.number(cpu, 'percent'),
        reckoned: say.number(Math.min(100, reckoned), 'percent'),
      }),
    ),
    ...(typeof workers === 'number' && typeof maximumWorkers === 'number'
      ? [say(messageOf('answer.step-effects.room.most', { workers, maximum: maximumWorkers }))]
      : []),
  ]
}
