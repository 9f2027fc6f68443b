import { AzureError } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import { sha256Hex } from '../../incident/canonical-json.ts'
import type { Incident } from '../../incident/incident.ts'
import type { CapacityForecast } from '../../incident/lease/capacity-forecast.ts'
import { breachOf, isSmaller, worstOf } from '../../incident/lease/forecast.ts'
import type { MitigationPlan, StepRequest, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { fitToUsual } from '../../incident/verification/fit-to-usual.ts'
import { measurementsOf, readLimitsOfNow } from '../../incident/verification/read-limits.ts'
import { fitFile } from '../../mitigate/planning/file-room.ts'
import { runWhatIf } from '../../mitigate/planning/run-what-if.ts'
import { usualFiguresOf } from '../../series/usual-figures.ts'
import { newActionId } from '../observation-request.ts'
import { forecastNow } from './measure.ts'
import { nameRecentCallers } from './name-callers.ts'
import type { EffectContext, EffectHandler } from './types.ts'

/** The what-if of a requested step, from live state. */
export const handlePlan: EffectHandler<'plan'> = async (effect, incident, context) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action === undefined || incident.app === undefined) return
  const live = await planFromLiveState(context, incident.app, action.request, action.leaseInMs)
  const planned = await withNamedCallers(withLimitsOf(incident, live.planned, context), incident, context)
  context.faultPoint?.('plan-read')
  await context.repository.commit(incident.id, {
    type: 'Propose',
    action: action.id,
    // The return of a lease was foreseen before it was asked for, and nobody reads its what-if.
    planned: action.by.kind === 'lease' ? planned : await withCapacityWarning(planned, incident.app, context),
  })
}

const withNamedCallers = async (
  planned: WhatIfResult,
  incident: Incident,
  context: EffectContext,
): Promise<WhatIfResult> =>
  'impossible' in planned ? planned : { plan: await nameRecentCallers(planned.plan, incident, context) }

/** What takes capacity away says beforehand which limits that would break at the load of now. */
const withCapacityWarning = async (
  planned: WhatIfResult,
  app: AppRef,
  context: EffectContext,
): Promise<WhatIfResult> => {
  if ('impossible' in planned || !isSmaller(planned.plan.capacity)) return planned
  const { plan } = planned
  const forecast = await forecastNow(app, plan, context)
  const warning = forecast === undefined ? messageOf('step.warning.no-forecast') : capacityWarning(forecast)
  return warning === undefined ? planned : { plan: { ...plan, warnings: [...(plan.warnings ?? []), warning] } }
}

const capacityWarning = (forecast: CapacityForecast): TranslatableMessage | undefined => {
  const worst = worstOf(forecast)
  if (worst === undefined) return undefined
  const { kind, args } = breachOf(worst, forecast)
  return messageOf(`step.warning.would-break.${kind}`, args)
}

/** What is usual was seen when the verdict was reached: the limits are fixed with that, before anybody approves. */
const withLimitsOf = (incident: Incident, planned: WhatIfResult, { probes, clock }: EffectContext): WhatIfResult => {
  const observation = weighedObservationOf(incident)
  if ('impossible' in planned || observation === undefined) return planned
  const { success } = planned.plan
  const measurements = measurementsOf(observation.results, probes)
  const { findings } = measurements
  const { window } = observation
  const { since, startUnseen } = incident.verdict ?? {}
  const usual = usualFiguresOf(findings, { window, since, ...(startUnseen === undefined ? {} : { startUnseen }) })
  const { now, seenAt } = readLimitsOfNow(incident, measurements, { success, seenAt: window.to, now: clock.now() })
  return {
    plan: {
      ...planned.plan,
      success: { ...fitToUsual(success, { usual, findings, now }), ...(seenAt === undefined ? {} : { seenAt }) },
    },
  }
}

export interface LivePlan {
  /** What may be journaled. */
  readonly planned: WhatIfResult
  /** Azure may well show it a moment later. */
  readonly isTransient?: boolean
  /** The state as it was read, secrets and all: for the write, never for the journal. */
  readonly unsealed?: MitigationPlan['state']
}

/** Asks the step for its plan; what Azure refuses to show makes it impossible, in Azure's words. */
export const planFromLiveState = async (
  { steps, azure, redact, clock, fileRoom }: Pick<EffectContext, 'steps' | 'azure' | 'redact' | 'clock' | 'fileRoom'>,
  app: AppRef,
  request: StepRequest,
  leaseInMs?: number,
): Promise<LivePlan> => {
  const step = steps.find(({ id }) => id === request.step)
  if (step === undefined) return { planned: { impossible: messageOf('card.step.unknown', { step: request.step }) } }
  try {
    const wanted = await runWhatIf(azure.reading, step, { app, args: request.args, now: clock.now() })
    const found = fitFile(wanted, await fileRoom())
    if ('impossible' in found) return { planned: found }
    const sealed = withoutSecrets(found.plan, redact)
    const planned = 'plan' in sealed && leaseInMs !== undefined ? withLease(sealed.plan, leaseInMs) : sealed
    return { planned, unsealed: found.plan.state }
  } catch (error) {
    if (error instanceof AzureError)
      return { planned: { impossible: redact(error.phrase) }, isTransient: isTransient(error) }
    throw error
  }
}

/** Azure may well show it a moment later: what was approved need not be given up for it. */
const isTransient = ({ kind }: AzureError): boolean => ['throttled', 'unavailable', 'no-answer'].includes(kind)

/**
 * A plan is journaled (L5). Who changed what is told as Azure's record names them; what is only sent back as it was found (a
 * tag with a webhook's address) is bound by its hash. A whole body that is to be put back later has to be kept, so
 * one with a secret in it is left to people.
 */
const withoutSecrets = (plan: MitigationPlan, redact: EffectContext['redact']): WhatIfResult => {
  const stored = [plan.state.now, plan.state.wanted, ...Object.values(plan.undo?.args ?? {})]
  const requestBodies = stored.filter((one) => typeof one === 'string')
  if (requestBodies.some((body) => redact(body) !== body))
    return { impossible: messageOf('step.impossible.holds-secrets') }
  const state = withHashedSecrets(plan.state, redact)
  const recent = plan.recent?.map((change) => ({ ...redact(change), by: change.by }))
  return { plan: { ...plan, state, ...(recent === undefined ? {} : { recent }) } }
}

const withHashedSecrets = (state: MitigationPlan['state'], redact: EffectContext['redact']): MitigationPlan['state'] =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      typeof value === 'string' && redact(value) !== value ? `sha256:${sha256Hex(value)}` : value,
    ]),
  )

const withLease = (plan: MitigationPlan, leaseInMs: number): WhatIfResult =>
  plan.undo === undefined ? { impossible: messageOf('card.lease.no-undo') } : { plan: { ...plan, leaseInMs } }

/** The step that came with the report. */
export const handleRequestWanted: EffectHandler<'request-wanted'> = async (_, incident, context) => {
  const place = incident.places[0]
  if (incident.wanted === undefined || place === undefined) return
  const { leaseInMs, ...args } = incident.wanted.args
  await context.repository.commit(incident.id, {
    type: 'RequestStep',
    action: newActionId(context, incident.id),
    request: { step: incident.wanted.step, args },
    by: { kind: 'person', person: incident.by, place },
    ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
  })
}
