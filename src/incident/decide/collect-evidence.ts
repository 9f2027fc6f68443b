import { appDenial } from '../approval/authorise.ts'
import type { Policy } from '../approval/policy.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import type { Incident } from '../incident.ts'
import type { Denial } from '../refusal.ts'
import { type EventPayloads, refuseCommand } from './event-payloads.ts'

/** What only reads needs nobody's approval; the policy says what may be read. */
export const startCollection = (
  command: CommandOf<'Collect'>,
  incident: Incident,
  { policy }: DecisionContext,
): EventPayloads => {
  const { by, place } = command
  const fresh = command.collectors.filter((collector) => !incident.collecting.includes(collector))
  if (by !== undefined && place !== undefined) {
    const denial = appDenial(incident, place) ?? optInDenial(command, policy)
    if (denial !== undefined) return refuseCommand({ type: command.type, by, place }, denial)
    if (fresh.length === 0) return refuseCommand({ type: command.type, by, place }, { reason: 'under-way' })
  }
  if (fresh.length === 0 || incident.app === undefined) return []
  return [{ type: 'CollectionStarted', collectors: fresh, ...(by === undefined ? {} : { by }) }]
}

/** What the policy must opt in to, whoever asks. */
const optInDenial = ({ needs }: CommandOf<'Collect'>, policy: Policy | undefined): Denial | undefined => {
  if (needs !== undefined && policy?.reading?.kudu !== true) return { reason: 'no-kudu' }
  return needs === 'commands' && policy?.reading?.commands !== true ? { reason: 'no-commands' } : undefined
}

export const recordCollection = (
  command: CommandOf<'RecordEvidence'> | CommandOf<'RecordCollectionFailure'>,
  { collecting }: Incident,
): EventPayloads => {
  if (command.type === 'RecordEvidence') {
    const { evidence } = command
    return collecting.includes(evidence.collector) ? [{ type: 'EvidenceCollected', evidence }] : []
  }
  const { collector, why } = command
  return collecting.includes(collector) ? [{ type: 'CollectionFailed', collector, why }] : []
}

/** Nothing is asked of the app or of Azure for it. */
export const requestSupportText = (command: CommandOf<'RequestSupportText'>, incident: Incident): EventPayloads => {
  const denial = appDenial(incident, command.place)
  if (denial !== undefined) return refuseCommand(command, denial)
  if (incident.awaitsSupportText) return refuseCommand(command, { reason: 'under-way' })
  return [{ type: 'SupportTextRequested', by: command.by }]
}

export const recordSupportText = (
  { file }: CommandOf<'RecordSupportText'>,
  { awaitsSupportText }: Incident,
): EventPayloads => (awaitsSupportText ? [{ type: 'SupportTextWritten', file }] : [])
