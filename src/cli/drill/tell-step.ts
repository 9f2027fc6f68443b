import type { IncidentEvent, Reading } from '../../incident/event.ts'
import type { Action } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Plan } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { costText } from '../../views/parts/cost.ts'
import { limitLines, readingLines } from '../../views/parts/limits.ts'
import { actionTitle, stepTitle } from '../../views/parts/step.ts'
import { type Moment, type Told, told } from './telling.ts'

type StepEvent = Extract<IncidentEvent, { readonly action: string }>

export const isStepEvent = (event: IncidentEvent): event is StepEvent => 'action' in event

/** A step from being asked for to its result: what it changes, who decided, and what it did. */
export const tellStep = (event: StepEvent, { before, after, say }: Moment): readonly Told[] => {
  const action = after.actions.find(({ id }) => id === event.action)
  const step = action === undefined ? event.action : actionTitle(action, say)
  const why = 'why' in event && event.why !== undefined ? say(event.why) : ''
  const one = (key: string, args = {}, under: readonly string[] = []) => told(say(phrase(`drill.${key}`, args)), under)
  switch (event.type) {
    case 'StepRequested':
      return event.by.kind === 'lease' ? one('lease-ends', { step }) : one('asked', { who: event.by.person.name, step })
    case 'StepImpossible':
      return one('impossible', { why })
    case 'ActionProposed':
      return one('proposed', { step, needed: event.rule.needed }, whatIf(event.plan, say))
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
      return tellReading(event.readings, earlier, say)
    }
    case 'VerificationFinished':
      return one(
        event.outcome,
        {},
        action === undefined ? [] : readingLines(action, say).map(({ mark, text }) => mark + text),
      )
    case 'LeaseStarted':
      return one('lease', { until: say.time(event.endsAt) })
    case 'LeaseEnded':
      return one(`lease-${event.how}`)
    default:
      return []
  }
}

const whatIf = (plan: Plan, say: Say): readonly string[] => [
  ...plan.changes.map(({ what, before, after }) => `${say(what)}: ${before} → ${after}`),
  ...plan.notice.map((notice) => say(notice)),
  `${say(phrase('card.row.apps'))}: ${plan.touches.apps.join(', ')}`,
  `${say(phrase('card.row.cost'))}: ${costText(plan.cost, say)}`,
  ...(plan.undo === undefined ? [] : [`${say(phrase('card.row.undo'))}: ${stepTitle(plan.undo, say)}`]),
  ...(plan.success.limits.length === 0
    ? []
    : [
        `${say(phrase('card.title.success'))}: ${limitLines(plan.success, say)
          .map(({ text }) => text)
          .join('; ')}`,
      ]),
  plan.commands.az,
]

/** Only when something has changed: a minute like the last is no news. */
const tellReading = (readings: readonly Reading[], earlier: Action | undefined, say: Say): readonly Told[] => {
  const holds = holding(readings)
  const read = earlier?.verification?.now ?? []
  if (read.length > 0 && holding(read) === holds) return []
  return told(say(phrase('drill.read', { holds, limits: readings.length })))
}

const holding = (readings: readonly Reading[]): number => readings.filter(({ holds }) => holds).length
