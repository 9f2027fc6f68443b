import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import { matchingRule, peopleInRoles } from '../../incident/approval/policy.ts'
import type { Incident } from '../../incident/incident.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { namedCauses } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'
import { remedyLine } from '../lasting-fix/remedy-lines.ts'
import type { AnswerSources } from '../types.ts'

/** None or one: whether it would help against what was seen, as far as the verdict tells. */
export const helpLines = ({ step }: StepRequest, incident: Incident | undefined, say: Translate): readonly string[] => {
  const [first] = namedCauses(incident?.verdict)
  if (incident === undefined || first === undefined) return [say(messageOf('answer.step-effects.help.unknown'))]
  const cause = causeTitle(first.cause, say)
  const suggested = suggestedStepsOf(incident)
  const fitting = suggested.find((one) => one.step === step)
  if (fitting !== undefined) return [say(messageOf('answer.step-effects.help.yes', { cause, why: say(fitting.why) }))]
  const { lasting = [], relief = [] } = causeTraitsOf(first.cause)?.remedies ?? {}
  if (lasting.includes(step) || relief.includes(step)) return [remedyLine({ id: step }, incident, say)]
  const rather = [...new Set(suggested.map((one) => stepTitle(one, say)))].join(', ')
  return [say(messageOf('answer.step-effects.help.no', { cause, rather, known: rather === '' ? 'no' : 'yes' }))]
}

interface PlanState {
  readonly maximumWorkers?: unknown
  readonly workers?: unknown
}

/** None or one: how many instances there may be, by the policy, by the size of the plan, and how many there are. */
export const maximumLines = (
  request: StepRequest,
  { app, incident }: { readonly app: AppRef; readonly incident: Incident | undefined },
  state: PlanState | undefined,
  { policy, steps }: Pick<AnswerSources, 'policy' | 'steps'>,
  say: Translate,
): readonly string[] => {
  const seen: PlanState = incident === undefined ? {} : (incidentStates(incident, 'plan')[0]?.properties ?? {})
  const plan = numberOf(state?.maximumWorkers) ?? numberOf(seen.maximumWorkers)
  const now = numberOf(state?.workers) ?? numberOf(seen.workers)
  const scaling = steps.filter(({ inputs }) => Object.values(inputs).includes('instance-count'))
  const { id: step = request.step, risk } = scaling.find(({ id }) => id === request.step) ?? scaling[0] ?? {}
  const rule =
    policy === undefined
      ? undefined
      : matchingRule(policy, app, { step, args: {}, ...(risk === undefined ? {} : { risk }) })
  const most = [plan, rule?.maximumInstances].filter((one) => one !== undefined)
  if (most.length === 0) return []
  const words = {
    most: Math.min(...most),
    policy: rule?.maximumInstances ?? 0,
    plan: plan ?? 0,
    now: now ?? 0,
    ruled: rule?.maximumInstances === undefined ? 'no' : 'yes',
    planned: plan === undefined ? 'no' : 'yes',
    counted: now === undefined ? 'no' : 'yes',
  }
  return [say(messageOf('answer.step-effects.maximum', words))]
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** What is captured by people's approval is a dump. */
export const isDump = (member: MitigationStep | undefined): boolean => member?.kind === 'capture'

/** What is in a dump, where it is kept, and who may fetch it. */
export const contentsLines = (
  { policy, nameOf }: Pick<AnswerSources, 'policy' | 'nameOf'>,
  say: Translate,
): readonly string[] => {
  const keys = policy === undefined ? [] : peopleInRoles(policy, policy.reading?.dumps ?? [])
  return [
    say(messageOf('answer.step-effects.contents')),
    say(messageOf('answer.step-effects.contents.who', { who: keys.map(nameOf).join(', '), count: keys.length })),
  ]
}
