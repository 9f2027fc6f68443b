import type { Policy } from '../approval/policy.ts'
import type { DecisionContext, IncidentCommand } from '../command.ts'
import type { Incident } from '../incident.ts'
import type { RefusalReason } from '../refusal.ts'
import { type EventPayloads, isIncidentInChannel, refuseCommand } from './event-payloads.ts'

type Of<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>

/** Anybody of the channel may ask for what only reads; the policy says what may be read. */
export const startCollection = (
  command: Of<'Collect'>,
  incident: Incident,
  { policy }: DecisionContext,
): EventPayloads => {
  const { by, place } = command
  const fresh = command.collectors.filter((collector) => !incident.collecting.includes(collector))
  if (by !== undefined && place !== undefined) {
    const no = reasonNotToCollect(command, incident, { policy, fresh: fresh.length })
    if (no !== undefined) return refuseCommand({ type: command.type, by, place }, no)
  }
  if (fresh.length === 0 || incident.app === undefined) return []
  return [{ type: 'CollectionStarted', collectors: fresh, ...(by === undefined ? {} : { by }) }]
}

const reasonNotToCollect = (
  { needs, place }: Of<'Collect'>,
  incident: Incident,
  { policy, fresh }: { readonly policy: Policy | undefined; readonly fresh: number },
): RefusalReason | undefined => {
  if (place === undefined || !isIncidentInChannel(incident, place)) return 'foreign'
  if (incident.closed !== undefined) return 'closed'
  if (incident.app === undefined) return 'not-yet'
  if (needs !== undefined && policy?.reading?.kudu !== true) return 'no-kudu'
  if (needs === 'commands' && policy?.reading?.commands !== true) return 'no-commands'
  return fresh === 0 ? 'under-way' : undefined
}

export const recordCollection = (
  command: Of<'RecordEvidence'> | Of<'RecordCollectionFailure'>,
  { collecting }: Incident,
): EventPayloads => {
  if (command.type === 'RecordEvidence') {
    const { evidence } = command
    return collecting.includes(evidence.collector) ? [{ type: 'EvidenceCollected', evidence }] : []
  }
  const { collector, why } = command
  return collecting.includes(collector) ? [{ type: 'CollectionFailed', collector, why }] : []
}

/** Nothing is asked of the app or of Azure for it: anybody of the channel may have it. */
export const requestSupportText = (command: Of<'RequestSupportText'>, incident: Incident): EventPayloads => {
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  if (incident.closed !== undefined) return refuseCommand(command, 'closed')
  if (incident.app === undefined) return refuseCommand(command, 'not-yet')
  if (incident.awaitsSupportText) return refuseCommand(command, 'under-way')
  return [{ type: 'SupportTextRequested', by: command.by }]
}

export const recordSupportText = ({ file }: Of<'RecordSupportText'>, { awaitsSupportText }: Incident): EventPayloads =>
  awaitsSupportText ? [{ type: 'SupportTextWritten', file }] : []
