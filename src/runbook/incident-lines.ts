import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { approversOf } from '../incident/approval/approvers.ts'
import { matchingRule, type Policy, personKeyOf } from '../incident/approval/policy.ts'
import { findAction } from '../incident/decide/event-payloads.ts'
import type { Action, Incident } from '../incident/incident.ts'
import type { IncidentOwner, Person } from '../incident/person.ts'
import { closedOutcomeMessage } from '../views/parts/closed-outcome.ts'
import { actionTitle, incidentAppName } from '../views/parts/display-names.ts'
import { incidentStateText } from '../views/parts/incident-summary-line.ts'
import { personNames } from '../views/parts/name-list.ts'
import type { RunbookDependencies } from './types.ts'

/** One line about an incident as it stands after what was said. */
export type IncidentLine = (after: Incident, say: Translate) => TranslatableMessage

const named = (key: string, incident: Incident, args: TranslatableMessage['args'] = {}): TranslatableMessage =>
  messageOf(key, { incident: incident.id, app: incidentAppName(incident), ...args })

export const joinedLine: IncidentLine = (incident, say) =>
  named('talk.joined', incident, {
    openedAt: incident.openedAt,
    state: incidentStateText(incident, say),
    owner: incident.owner?.name ?? 'nobody',
  })

export const lookingLine: IncidentLine = (incident) => named('talk.again', incident)

export const appChosenLine: IncidentLine = (incident) => named('talk.app.chosen', incident)

export const collectingLine: IncidentLine = (incident, say) => {
  const what = incident.collecting.map((id) => say(messageOf(`collect.${id}.title`)))
  return named('talk.collecting', incident, { count: what.length, what: what.slice(0, mostCollectors).join(', ') })
}

/** What was asked for by name alone: others may be under way beside it. */
export const collectingNamedLine =
  (wanted: readonly { readonly id: string }[]): IncidentLine =>
  (incident, say) =>
    collectingLine(
      { ...incident, collecting: incident.collecting.filter((id) => wanted.some((one) => one.id === id)) },
      say,
    )

const mostCollectors = 3

export const closedLine: IncidentLine = (incident, say) => {
  const outcome = closedOutcomeMessage(incident.closed ?? { outcome: 'abandoned' })
  return named('talk.closed', incident, { outcome: say(outcome) })
}

export const keptOpenLine: IncidentLine = (incident) => named('talk.close.kept', incident)

export const reopenedLine: IncidentLine = (incident) => named('talk.reopened', incident)

export const decidedLine =
  (id: string): IncidentLine =>
  (incident, say) => {
    const action = findAction(incident, id)
    const step = action === undefined ? '–' : actionTitle(action, say)
    if (action?.status === 'rejected') return named('talk.rejected', incident, { step })
    const left = Math.max(0, (action?.rule?.needed ?? 0) - (action?.approvals.length ?? 0))
    return named('talk.approved', incident, { step, left })
  }

export const takenLine: IncidentLine = (incident) =>
  named('talk.take.done', incident, { owner: incident.owner?.name ?? '–' })

export const handedOverLine =
  (by: Person): IncidentLine =>
  (incident) =>
    named('talk.hand-over.done', incident, { owner: incident.owner?.name ?? '–', who: by.name })

export const ownedAlreadyMessage = (incident: Incident, owner: IncidentOwner): TranslatableMessage =>
  named('talk.take.already', incident, { owner: owner.name })

export const reopenElsewhereLine: IncidentLine = (open) => named('talk.reopen.open', open)

/** What was asked for, and whom it waits for: its proposal is a card elsewhere. */
export const askedLine =
  (id: string, { policy, steps, renderContext }: RunbookDependencies): IncidentLine =>
  (incident, say) => {
    const action = findAction(incident, id)
    if (action === undefined) return named('talk.asked.nobody', incident, { step: '–' })
    const risk = steps.find((step) => step.id === action.request.step)?.risk
    const step = actionTitle(action, say)
    const { needed, approvers } = waitsFor(policy(), incident, action, risk)
    if (approvers.length === 0 && needed > 0) return named('talk.asked.nobody', incident, { step })
    return named('talk.asked', incident, { step, needed, approvers: personNames(approvers, say, renderContext) })
  }

/** By the policy as it stands, before the step is planned; whoever asks is none of those it waits for. */
const waitsFor = (
  policy: Policy | undefined,
  { app }: Incident,
  { request, by }: Action,
  risk: RunbookDependencies['steps'][number]['risk'] | undefined,
): { readonly needed: number; readonly approvers: readonly string[] } => {
  const rule =
    policy === undefined || app === undefined
      ? undefined
      : matchingRule(policy, app, { ...request, ...(risk === undefined ? {} : { risk }) })
  if (policy === undefined || app === undefined || rule === undefined) return { needed: 1, approvers: [] }
  const own = by.kind === 'person' && !rule.requesterCounts ? personKeyOf(policy, by.person) : undefined
  return { needed: rule.needed, approvers: approversOf(policy, rule, app).filter((key) => key !== own) }
}
