import { approveAction, rejectAction, withdrawAction } from '../approval/approve-action.ts'
import { breakGlass, remindBreakGlassReview, reviewBreakGlass } from '../approval/break-glass.ts'
import { expireAction, proposeAction, requestStep } from '../approval/propose-action.ts'
import { refuseWithoutRight } from '../approval/required-right.ts'
import { waiveEvidence } from '../approval/waive-evidence.ts'
import { placeKey } from '../chat-place.ts'
import type { DecisionContext, IncidentCommand } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { endLease, remindLease } from '../lease/end-lease.ts'
import { extendLease, keepForGood, returnLease } from '../lease/extend-lease.ts'
import { recordReadings, startVerification } from '../verification/record-readings.ts'
import { closeIncident, keepOpen, reopenIncident } from './close-incident.ts'
import { recordCollection, recordSupportText, requestSupportText, startCollection } from './collect-evidence.ts'
import type { EventPayloads } from './event-payloads.ts'
import {
  chooseApp,
  concludeObservation,
  joinIncident,
  lookAgain,
  reportIncident,
  startObservation,
  takeIncident,
} from './lifecycle.ts'
import { giveFileLink, openFile } from './open-file.ts'
import {
  beginMitigation,
  doubtMitigation,
  handOverToPeople,
  recordCapture,
  recordMitigationResult,
  tellOutcome,
} from './run-mitigation.ts'

/**
 * Command and state to events: the only place where anything is decided. Pure, so that on a conflict it is
 * simply asked again. A refusal is an event (`Refused`); nothing to do is an empty list.
 */
export const decide = (
  command: IncidentCommand,
  incident: Incident | undefined,
  context: DecisionContext,
): readonly IncidentEvent[] => {
  const payloads = command.type === 'Report' ? reportIncident(command, incident) : decideOn(command, incident, context)
  return payloads.map((body) => ({ at: context.now, ...body }))
}

const decideOn = (
  command: Exclude<IncidentCommand, { type: 'Report' }>,
  incident: Incident | undefined,
  context: DecisionContext,
): EventPayloads => {
  if (incident === undefined) throw new Error(`${command.type} for an incident that does not exist`)
  const refused = refuseWithoutRight(command, incident, context)
  if (refused !== undefined) return refused
  switch (command.type) {
    case 'Join':
      return joinIncident(command, incident)
    case 'Take':
      return takeIncident(command, incident)
    case 'ChooseApp':
      return chooseApp(command, incident)
    case 'Observe':
      return startObservation(command, incident)
    case 'RecordProbe':
      return incident.observation?.round === command.round &&
        !incident.observation.results.some((known) => known.probe === command.result.probe)
        ? [{ type: 'ProbeFinished', round: command.round, result: command.result }]
        : []
    case 'LookAgain':
      return lookAgain(command, incident)
    case 'Conclude':
      return concludeObservation(command, incident)
    case 'Collect':
      return startCollection(command, incident, context)
    case 'RecordEvidence':
    case 'RecordCollectionFailure':
      return recordCollection(command, incident)
    case 'RequestSupportText':
      return requestSupportText(command, incident)
    case 'GiveFileLink':
      return giveFileLink(command, incident, context)
    case 'OpenFile':
      return openFile(command, incident, context)
    case 'RecordSupportText':
      return recordSupportText(command, incident)
    case 'RequestStep':
      return requestStep(command, incident, context)
    case 'Propose':
      return proposeAction(command, incident, context)
    case 'Approve':
      return approveAction(command, incident, context)
    case 'Reject':
      return rejectAction(command, incident, context)
    case 'Withdraw':
      return withdrawAction(command, incident, context)
    case 'Expire':
      return expireAction(command, incident, context)
    case 'BreakGlass':
      return breakGlass(command, incident, context)
    case 'ReviewGlass':
      return reviewBreakGlass(command, incident, context)
    case 'RemindReview':
      return remindBreakGlassReview(command, incident, context)
    case 'WaiveEvidence':
      return waiveEvidence(command, incident, context)
    case 'ExtendLease':
      return extendLease(command, incident, context)
    case 'ReturnLease':
      return returnLease(command, incident, context)
    case 'KeepForGood':
      return keepForGood(command, incident, context)
    case 'RemindLease':
      return remindLease(command, incident, context)
    case 'Begin':
      return beginMitigation(command, incident, context)
    case 'RecordAccepted':
    case 'RecordFinished':
      return recordMitigationResult(command, incident)
    case 'RecordTaken':
      return recordCapture(command, incident)
    case 'Doubt':
      return doubtMitigation(command, incident)
    case 'TellOutcome':
      return tellOutcome(command, incident, context)
    case 'HandOver':
      return handOverToPeople(command, incident)
    case 'StartVerification':
      return startVerification(command, incident, context)
    case 'RecordReadings':
      return recordReadings(command, incident, context)
    case 'EndLease':
      return endLease(command, incident, context)
    case 'RecordCard':
      return incident.cards.some(
        (copy) => copy.card === command.card && placeKey(copy.place) === placeKey(command.place),
      )
        ? []
        : [{ type: 'CardPosted', card: command.card, place: command.place, ref: command.ref }]
    case 'Close':
      return closeIncident(command, incident, context)
    case 'KeepOpen':
      return keepOpen(command, incident)
    case 'Reopen':
      return reopenIncident(command, incident)
    default:
      return command satisfies never
  }
}
