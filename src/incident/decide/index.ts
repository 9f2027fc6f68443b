import type { Circumstances, Command } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { placeKey } from '../place.ts'
import { approve, reject, withdraw } from './approve.ts'
import { close } from './close.ts'
import { breakGlass, remindReview, reviewGlass, waiveEvidence } from './glass.ts'
import { endLease, extendLease, remindLease } from './lease.ts'
import { chooseApp, collect, conclude, join, observe, report } from './observe.ts'
import { expire, propose, requestStep } from './propose.ts'
import type { Bodies } from './rules.ts'
import { begin, doubt, finish, handOver, taken, tellOutcome } from './run.ts'
import { recordReadings, startVerification } from './verify.ts'

/**
 * Command and state to events: the only place where anything is decided. Pure, so that on a conflict it is
 * simply asked again. A refusal is an event (`Refused`); nothing to do is an empty list.
 */
export const decide = (
  command: Command,
  incident: Incident | undefined,
  circumstances: Circumstances,
): readonly IncidentEvent[] => {
  const bodies = command.type === 'Report' ? report(command, incident) : decideOn(command, incident, circumstances)
  return bodies.map((body) => ({ at: circumstances.now, ...body }))
}

const decideOn = (
  command: Exclude<Command, { type: 'Report' }>,
  incident: Incident | undefined,
  circumstances: Circumstances,
): Bodies => {
  if (incident === undefined) throw new Error(`${command.type} for an incident that does not exist`)
  switch (command.type) {
    case 'Join':
      return join(command, incident)
    case 'ChooseApp':
      return chooseApp(command, incident)
    case 'Observe':
      return observe(command, incident)
    case 'RecordProbe':
      return incident.observation?.round === command.round &&
        !incident.observation.results.some((known) => known.probe === command.result.probe)
        ? [{ type: 'ProbeFinished', round: command.round, result: command.result }]
        : []
    case 'Conclude':
      return conclude(command, incident)
    case 'Collect':
      return collect(command, incident, circumstances)
    case 'RecordEvidence':
      return incident.collecting.includes(command.evidence.collector)
        ? [{ type: 'EvidenceCollected', evidence: command.evidence }]
        : []
    case 'RecordCollectionFailure':
      return incident.collecting.includes(command.collector)
        ? [{ type: 'CollectionFailed', collector: command.collector, why: command.why }]
        : []
    case 'RequestStep':
      return requestStep(command, incident)
    case 'Propose':
      return propose(command, incident, circumstances)
    case 'Approve':
      return approve(command, incident, circumstances)
    case 'Reject':
      return reject(command, incident, circumstances)
    case 'Withdraw':
      return withdraw(command, incident, circumstances)
    case 'Expire':
      return expire(command, incident, circumstances)
    case 'BreakGlass':
      return breakGlass(command, incident, circumstances)
    case 'ReviewGlass':
      return reviewGlass(command, incident, circumstances)
    case 'RemindReview':
      return remindReview(command, incident, circumstances)
    case 'WaiveEvidence':
      return waiveEvidence(command, incident, circumstances)
    case 'ExtendLease':
      return extendLease(command, incident, circumstances)
    case 'RemindLease':
      return remindLease(command, incident, circumstances)
    case 'Begin':
      return begin(command, incident, circumstances)
    case 'RecordAccepted':
    case 'RecordFinished':
      return finish(command, incident)
    case 'RecordTaken':
      return taken(command, incident)
    case 'Doubt':
      return doubt(command, incident)
    case 'TellOutcome':
      return tellOutcome(command, incident, circumstances)
    case 'HandOver':
      return handOver(command, incident)
    case 'StartVerification':
      return startVerification(command, incident, circumstances)
    case 'RecordReadings':
      return recordReadings(command, incident, circumstances)
    case 'EndLease':
      return endLease(command, incident, circumstances)
    case 'RecordCard':
      return incident.cards.some(
        (copy) => copy.card === command.card && placeKey(copy.place) === placeKey(command.place),
      )
        ? []
        : [{ type: 'CardPosted', card: command.card, place: command.place, ref: command.ref }]
    case 'Close':
      return close(command, incident)
    default:
      return command satisfies never
  }
}
