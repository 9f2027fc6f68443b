import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Incident } from '../../incident/incident.ts'
import type { HourlyCost, MitigationPlan, StepRequest } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { namedCauses } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { dayCostText } from '../../views/parts/cost-text.ts'
import { metricFigures } from '../../views/parts/metric-figures.ts'
import { planChangeText } from '../../views/parts/plan-change-text.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'
import { planWarnings, whatIfRows } from '../../views/parts/what-if-sections.ts'
import { askedSides, type EffectSide } from '../reading/asked-sides.ts'
import { contentsLines, helpLines, isDump, maximumLines } from '../seen/step-sides.ts'
import type { AnswerSources } from '../types.ts'

/** When it ran on this app before. */
export interface PastRun {
  readonly incident: string
  readonly tookInMs: number
}

/** What is known of the step whether it can be done now or not. */
export interface KnownStep {
  readonly app: AppRef
  readonly request: StepRequest
  readonly sources: AnswerSources
  readonly member: MitigationStep | undefined
  readonly incident: Incident | undefined
  readonly lastTime: PastRun | undefined
  /** The question. */
  readonly text: string
}

export interface Effects extends KnownStep {
  readonly plan: MitigationPlan
}

/** Of a dump "memory" is its name, not what is lost by it; how long one pays is not how long it takes. */
export const sidesOf = (text: string, member: MitigationStep | undefined): readonly EffectSide[] => {
  const sides = askedSides(text).filter((side) => (isDump(member) ? side !== 'memory' : side !== 'contents'))
  return sides.includes('paid-for') ? sides.filter((side) => side !== 'duration') : sides
}

const usualSides: readonly EffectSide[] = ['notice', 'memory', 'touches', 'cost', 'undo']
/** What stands beside an answer on one side: what people notice, what it costs, and whether it can be taken back. */
const sidesBeside: readonly EffectSide[] = ['notice', 'cost', 'undo']
const maxNames = 6
/** So many lines are read; of a question for one side no more. */
const maxLines = 4

/** The side that was asked for comes first; the rest follows, since nobody should approve on half of it. */
export const effectLines = (effects: Effects, sides: readonly EffectSide[], say: Translate): readonly string[] => {
  const order = [...new Set([...sides, ...(sides.length === 0 ? usualSides : sidesBeside)])]
  const bySide = order.map((side) => sideLines(side, effects, say))
  // Each part of what was asked has its first line before any has its second.
  const firsts = bySide.slice(0, sides.length).flatMap((told) => told.slice(0, 1))
  const lines = [...new Set([...firsts, ...bySide.flat()])]
  const shown = sides.length === 0 ? lines : lines.slice(0, Math.max(maxLines, sides.length))
  return [...new Set([...shown, ...planWarnings(effects.plan, say)])]
}

/** What can be said of a side without a plan; `undefined` where only a plan tells. */
export const plainLines = (side: EffectSide, known: KnownStep, say: Translate): readonly string[] | undefined => {
  const { request, incident, member, sources } = known
  switch (side) {
    case 'help':
      return isDump(member) ? [say(messageOf('answer.step-effects.help.dump'))] : helpLines(request, incident, say)
    case 'maximum':
      return maximumLines(request, known, undefined, sources, say)
    case 'contents':
      return contentsLines(sources, say)
    case 'duration':
    case 'notice':
      return isDump(member) ? [say(messageOf('answer.step-effects.duration.dump'))] : undefined
    default:
      return undefined
  }
}

const sideLines = (side: EffectSide, effects: Effects, say: Translate): readonly string[] => {
  const { plan } = effects
  const rows = whatIfRows(plan, maxNames, say)
  const row = (...keys: readonly string[]): readonly string[] =>
    keys.flatMap((key) => {
      const title = say(messageOf(`card.row.${key}`))
      return rows.filter(({ label }) => label === title).map(({ label, text }) => `${label}: ${text}`)
    })
  switch (side) {
    case 'help':
    case 'contents':
      return plainLines(side, effects, say) ?? []
    case 'maximum':
      return maximumLines(plan, effects, plan.state, effects.sources, say)
    case 'changes':
      return changesLines(plan, say)
    case 'cost':
      return [...row('cost'), ...perDayLines(plan.cost, effects.text, say), ...row('limits')]
    case 'paid-for':
      return plan.cost.known && plan.cost.perHour === 0 ? row('cost') : [paidForLine(effects, say)]
    case 'in-flight':
      return [say(messageOf(`answer.step-effects.in-flight.${endsProcesses(plan) ? 'lost' : 'kept'}`))]
    case 'duration':
      // Of a dump what people notice says how long, reckoned from its size.
      return isDump(effects.member) ? row('notice') : [durationLine(effects, say)]
    case 'memory':
      return [memoryLine(plan, say)]
    case 'notice':
      return row('notice')
    case 'touches':
      return row('apps')
    case 'undo':
      return row('undo', 'lease')
    case 'risk':
      return riskLines(effects, say)
    default:
      return side satisfies never
  }
}

/** None or one: what Azure has after it in place of what it has now. */
const changesLines = ({ changes }: MitigationPlan, say: Translate): readonly string[] =>
  changes.length === 0 ? [] : [changes.map((change) => planChangeText(change, say)).join('; ')]

const ofDays = /\b(?:per|a|each|every|elke|iedere) (?:day|dag)\b|\bdaily\b|\bdagelijks\b|\betmaal\b/i

/** None or one: the sum that somebody asks for who thinks in days. */
const perDayLines = (cost: HourlyCost, text: string, say: Translate): readonly string[] =>
  cost.known && cost.perHour !== 0 && ofDays.test(text)
    ? [say(messageOf('answer.step-effects.per-day', { amount: dayCostText(cost, say) }))]
    : []

const durationLine = ({ plan, lastTime }: Effects, say: Translate): string => {
  const within = say.duration(plan.success.withinInMs)
  return lastTime === undefined
    ? say(messageOf('answer.step-effects.duration.unknown', { within }))
    : say(
        messageOf('answer.step-effects.duration.last', {
          took: say.duration(lastTime.tookInMs),
          incident: lastTime.incident,
          within,
        }),
      )
}

/** Sessions and carts are what people ask for: they are lost with the process that keeps them in its memory. */
const memoryLine = (plan: MitigationPlan, say: Translate): string =>
  say(messageOf(`answer.step-effects.memory.${endsProcesses(plan) ? 'lost' : 'kept'}`))

const endsProcesses = ({ destroysEvidence, touches }: MitigationPlan): boolean =>
  destroysEvidence || touches.instances.length > 0

/** As long as it stands: by the time that was chosen, else until somebody takes it back. */
const paidForLine = ({ plan, member }: Effects, say: Translate): string => {
  if (plan.leaseInMs !== undefined)
    return say(messageOf('answer.step-effects.paid-for.lease', { length: say.duration(plan.leaseInMs) }))
  return say(messageOf('answer.step-effects.paid-for', { offered: member?.offersLease === true ? 'yes' : 'no' }))
}

/** How much can go wrong, and whether what was seen speaks for it. */
const riskLines = ({ plan, member, incident, text }: Effects, say: Translate): readonly string[] => {
  const risk = plan.risk ?? member?.risk ?? 'high'
  const suggested = incident === undefined ? [] : suggestedStepsOf(incident)
  const fitting = suggested.find(({ step }) => step === plan.step)
  const [cause] = namedCauses(incident?.verdict)
  const { lasting = [], relief = [] } = cause === undefined ? {} : (causeTraitsOf(cause.cause)?.remedies ?? {})
  const standing =
    fitting !== undefined
      ? [say(messageOf('answer.step-effects.risk.for', { why: say(fitting.why) }))]
      : cause === undefined || lasting.includes(plan.step) || relief.includes(plan.step)
        ? []
        : [say(messageOf('answer.step-effects.risk.against', { cause: causeTitle(cause.cause, say) }))]
  return [say(messageOf(`answer.step-effects.risk.${risk}`)), ...standing, ...loadLines(incident, text, say)]
}

const ofRush = /\b(?:peak|rush|busy|busiest|load|traffic|crowd\w*|druk|drukte|piek\w*|spits\w*|belasting)\b/i

/** None or one: how busy it is, where it is asked whether this is the time for it. */
const loadLines = (incident: Incident | undefined, text: string, say: Translate): readonly string[] => {
  if (incident === undefined || !ofRush.test(text)) return []
  const shown = metricFigures(chartDataOf(incident), say).filter(({ key }) => key === 'requests' || key === 'cpu')
  const figures = shown.map(({ title, value }) => `${title} ${value}`).join('; ')
  return figures === '' ? [] : [say(messageOf('answer.step-effects.load', { figures }))]
}
