import { mayFetchDumps } from '../approval/policy.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import type { KeptFile } from '../events/evidence-event.ts'
import type { Incident } from '../incident.ts'
import { isSamePerson } from '../person.ts'
import { type EventPayloads, refuseCommand } from './event-payloads.ts'

/** What stands for the report, which is made anew each time. */
export const reportFile = 'report'

/** Text was redacted before it was kept; anything else, a dump above all, may hold secrets in clear. */
const redactedContentTypes: readonly string[] = ['text/plain', 'application/json']

export const isGuardedFile = ({ contentType }: Pick<KeptFile, 'contentType'>): boolean =>
  !redactedContentTypes.includes(contentType)

export const giveFileLink = (
  command: CommandOf<'GiveFileLink'>,
  incident: Incident,
  { policy }: DecisionContext,
): EventPayloads => {
  const { link, file, by, place, expiresAt } = command
  const kept = incident.evidence.find(({ id, erased }) => id === file && erased === undefined)
  if (kept === undefined && file !== reportFile) return refuseCommand(command, { reason: 'unknown' })
  if (kept !== undefined && isGuardedFile(kept) && !mayFetchDumps(policy, by))
    return refuseCommand(command, { reason: 'not-permitted' })
  const fileName = kept?.fileName ?? `${incident.id}.html`
  return [{ type: 'FileLinkGiven', link, file, fileName, by, place, expiresAt }]
}

/** Once, in time, for whom it was given to, and by what the policy says now; nothing comes of any other. */
export const openFile = (
  command: CommandOf<'OpenFile'>,
  incident: Incident,
  { policy, now }: DecisionContext,
): EventPayloads => {
  const given = incident.fileLinks?.find(({ link }) => link === command.link)
  if (given === undefined || given.opened || given.expiresAt <= now || !isSamePerson(given.by, command.by)) return []
  const kept = incident.evidence.find(({ id }) => id === given.file)
  if (kept !== undefined && isGuardedFile(kept) && !mayFetchDumps(policy, given.by))
    return refuseCommand(command, { reason: 'not-permitted' })
  return [{ type: 'FileOpened', link: given.link, fileName: given.fileName, by: given.by }]
}
