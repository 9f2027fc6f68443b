import { AzureError } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import { sha256Hex } from '../../incident/canonical-json.ts'
import type { MitigationPlan, StepRequest, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { runWhatIf } from '../../mitigate/planning/run-what-if.ts'
import { newActionId } from '../observation-request.ts'
import type { EffectContext, EffectHandler } from './types.ts'

/** The what-if of a requested step, from live state. */
export const handlePlan: EffectHandler<'plan'> = async (effect, incident, context) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action === undefined || incident.app === undefined) return
  const { planned } = await planFromLiveState(context, incident.app, action.request, action.leaseInMs)
  context.faultPoint?.('plan-read')
  await context.repository.commit(incident.id, { type: 'Propose', action: action.id, planned })
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
  { steps, azure, redact, clock }: Pick<EffectContext, 'steps' | 'azure' | 'redact' | 'clock'>,
  app: AppRef,
  request: StepRequest,
  leaseInMs?: number,
): Promise<LivePlan> => {
  const step = steps.find(({ id }) => id === request.step)
  if (step === undefined) return { planned: { impossible: messageOf('card.step.unknown', { step: request.step }) } }
  try {
    const found = await runWhatIf(azure.reading, step, { app, args: request.args, now: clock.now() })
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
