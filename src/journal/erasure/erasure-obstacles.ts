import { hasStatusTrait } from '../../incident/action-status.ts'
import { canonicalJson } from '../../incident/canonical-json.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import { lastingFieldsOf } from '../../incident/events/lasting-fields.ts'
import { foldEvents } from '../../incident/evolve.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { deadlinesOf, pendingEffects } from '../../incident/pending-effects.ts'
import { isTelling } from './occurrences.ts'

/** What an entry says, and what would be read in its place. */
export interface EntryChange {
  readonly event: IncidentEvent
  readonly replacement: IncidentEvent
  /** Where the text stands. */
  readonly fields: readonly string[]
}

/** Why an entry can't be erased, by itself; `undefined` where it can. */
export const entryObstacle = ({ event, replacement, fields }: EntryChange, text: string): string | undefined => {
  const telling = fields.filter((field) => isTelling(field, event, text))
  if (telling.length > 0) return `${telling.join(', ')} says which one it is, and has to stay`
  if (lastingFieldsOf(event) !== lastingFieldsOf(replacement))
    return 'the text is part of what keeps a step from running twice, and has to stay'
  return undefined
}

/** Why a stream can't be read with the replacements as it is read now; `undefined` where it can. */
export const streamObstacle = (
  before: readonly IncidentEvent[],
  after: readonly IncidentEvent[],
): string | undefined => {
  if (before[0]?.type !== 'IncidentOpened') return undefined
  const [then, now] = [foldEvents(before), foldEvents(after)]
  if (then === undefined || now === undefined) return undefined
  if (bindingPartOf(then) !== bindingPartOf(now)) return 'its steps would read otherwise than they ran'
  const [open] = then.actions.filter((action, at) => isOpen(action) && planOf(action) !== planOf(now.actions[at]))
  if (open !== undefined)
    return `the text is part of the plan of ${open.request.step}, which is not over: withdraw it, or wait for its end`
  return undefined
}

/** Statuses, hashes, approvals, and what is still to be done: what the laws L2 and L3 stand on. */
const bindingPartOf = (incident: Incident): string =>
  canonicalJson({
    closed: incident.closed?.outcome,
    due: pendingEffects(incident).map(({ key, at }) => ({ key, at })),
    deadlines: deadlinesOf(incident),
    actions: incident.actions.map((action) => ({
      id: action.id,
      status: action.status,
      hash: action.hash,
      approvals: action.approvals.map(({ person, at }) => ({ person, at })),
      emergency: action.breakGlassUse?.person,
      sent: [action.correlationId, action.azureCorrelationId, action.startedAt, action.finishedAt],
      verified: action.verification?.outcome,
      lease: [action.lease?.endsAt, action.lease?.ended],
    })),
  })

const isOpen = (action: Action): boolean =>
  !hasStatusTrait(action, 'ended') || (action.lease !== undefined && action.lease.ended === undefined)

const planOf = (action: Action | undefined): string => canonicalJson([action?.request, action?.plan])
