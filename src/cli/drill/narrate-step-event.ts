import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Action } from '../../incident/incident.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import type { LimitReading } from '../../incident/verification/verification-event.ts'
import { costText } from '../../views/parts/cost-text.ts'
import { planChangeText } from '../../views/parts/plan-change-text.ts'
import { actionTitle, stepTitle } from '../../views/parts/step-title.ts'
import { successLimitLines, verificationReadingLines } from '../../views/parts/success-limit-lines.ts'
import { type NarrationContext, type NarrationEntry, narrationEntry } from './narration.ts'

type StepEvent = Extract<IncidentEvent, { readonly action: string }>

export const isStepEvent = (event: IncidentEvent): event is StepEvent => 'action' in event

/** A step from being asked for to its result: what it changes, who decided, and what it did. */
export const narrateStepEvent = (
  event: StepEvent,
  { before, after, say }: NarrationContext,
): readonly NarrationEntry[] => {
  const action = after.actions.find(({ id }) => id === event.action)
  const step = action === undefined ? event.action : actionTitle(action, say)
  const why = 'why' in event && event.why !== undefined ? say(event.why) : ''
  const one = (key: string, args = {}, under: readonly string[] = []) =>
    narrationEntry(say(messageOf(`drill.${key}`, args)), under)
  switch (event.type) {
    case 'StepRequested':
      return event.by.kind === 'lease' ? one('lease-ends', { step }) : one('asked', { who: event.by.person.name, step })
    case 'StepImpossible':
      return one('impossible', { why })
    case 'ActionProposed':
      return one('proposed', { step, needed: event.rule.needed }, planLines(event.plan, say))
    case 'ApprovalGiven':
      return one('approved', { who: event.by.name, step })
    case 'ActionVoided':
      return one('voided', { why })
    case 'MitigationStarted':
      return one('started', { correlation: event.correlationId })
    case 'MitigationAccepted':
      return one('accepted')
    case 'MitigationFinished':
      return one(`finished.${event.outcome}`, { why })
    case 'VerificationRead': {
      const earlier = before?.actions.find(({ id }) => id === event.action)
      return narrateReading(event.readings, earlier, say)
    }
    case 'VerificationFinished':
      return one(
        event.outcome,
        {},
        action === undefined ? [] : verificationReadingLines(action, say).map(({ mark, text }) => mark + text),
      )
    case 'LeaseStarted':
      return one('lease', { until: say.time(event.endsAt) })
    case 'LeaseHeld':
      return one('lease-held', { why })
    case 'LeaseEnded':
      return one(`lease-${event.how}`)
    default:
      return []
  }
}

const planLines = (plan: MitigationPlan, say: Translate): readonly string[] => [
  ...plan.changes.map((change) => planChangeText(change, say)),
  ...[...plan.notice, ...(plan.fileNotice ?? [])].map((notice) => say(notice)),
  `${say(messageOf('card.row.apps'))}: ${plan.touches.apps.join(', ')}`,
  `${say(messageOf('card.row.cost'))}: ${costText(plan.cost, say)}`,
  ...(plan.undo === undefined ? [] : [`${say(messageOf('card.row.undo'))}: ${stepTitle(plan.undo, say)}`]),
  ...(plan.success.limits.length === 0
    ? []
    : [
        `${say(messageOf('card.title.success'))}: ${successLimitLines(plan.success, say)
          .map(({ text }) => text)
          .join('; ')}`,
      ]),
  plan.commands.az,
]

/** Only when something has changed: a minute like the last is no news. */
const narrateReading = (
  readings: readonly LimitReading[],
  earlier: Action | undefined,
  say: Translate,
): readonly NarrationEntry[] => {
  const holds = countHolding(readings)
  const read = earlier?.verification?.now ?? []
  if (read.length > 0 && countHolding(read) === holds) return []
  return narrationEntry(
    say(messageOf('drill.read', { holds, limits: readings.filter(({ notOffered }) => !notOffered).length })),
  )
}

const countHolding = (readings: readonly LimitReading[]): number => readings.filter(({ holds }) => holds).length
