import { AzureError } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app.ts'
import { sha256 } from '../../incident/canonical.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Plan, StepRequest } from '../../incident/plan.ts'
import type { Planned } from '../../mitigate/types.ts'
import { whatIf } from '../../mitigate/what-if.ts'
import { newAction } from '../looking.ts'
import type { Carry, Tools } from './types.ts'

/** The what-if of a requested step, from live state. */
export const plan: Carry<'plan'> = async (effect, incident, tools) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action === undefined || incident.app === undefined) return
  const { unsealed: _, ...planned } = await planFor(tools, incident.app, action.request, action.leaseInMs)
  tools.faultPoint?.('plan-read')
  await tools.ledger.commit(incident.id, { type: 'Propose', action: action.id, planned })
}

export type Looked = Planned & {
  /** Azure may well show it a moment later. */
  readonly passing?: boolean
  /** The state as it was read, secrets and all: for the write, never for the journal. */
  readonly unsealed?: Plan['state']
}

/** Asks the step for its plan; what Azure refuses to show makes it impossible, in Azure's words. */
export const planFor = async (
  { steps, azure, redact, clock }: Pick<Tools, 'steps' | 'azure' | 'redact' | 'clock'>,
  app: AppRef,
  request: StepRequest,
  leaseInMs?: number,
): Promise<Looked> => {
  const step = steps.find(({ id }) => id === request.step)
  if (step === undefined) return { impossible: phrase('card.step.unknown', { step: request.step }) }
  try {
    const planned = await whatIf(azure.reading, step, { app, args: request.args, now: clock.now() })
    if ('impossible' in planned) return planned
    const plan = withoutSecrets(planned.plan, redact)
    const whole = 'plan' in plan && leaseInMs !== undefined ? leased(plan.plan, leaseInMs) : plan
    return { ...whole, unsealed: planned.plan.state }
  } catch (error) {
    if (error instanceof AzureError) return { impossible: redact(error.phrase), passing: passes(error) }
    throw error
  }
}

/** Azure may well show it a moment later: what was approved need not be given up for it. */
const passes = ({ kind }: AzureError): boolean => ['throttled', 'unavailable', 'no-answer'].includes(kind)

/**
 * A plan is journaled (L5). Who changed what is told with redacted names; what is only sent back as it was found (a
 * tag with a webhook's address) is bound by its hash. A whole body that is to be put back later has to be kept, so
 * one with a secret in it is left to people.
 */
const withoutSecrets = (plan: Plan, redact: Tools['redact']): Planned => {
  const bodies = [plan.state.now, plan.state.wanted, plan.undo?.args.restore].filter((one) => typeof one === 'string')
  if (bodies.some((body) => redact(body) !== body)) return { impossible: phrase('step.impossible.holds-secrets') }
  const state = sealed(plan.state, redact)
  return { plan: plan.recent === undefined ? { ...plan, state } : { ...plan, state, recent: redact(plan.recent) } }
}

const sealed = (state: Plan['state'], redact: Tools['redact']): Plan['state'] =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      typeof value === 'string' && redact(value) !== value ? `sha256:${sha256(value)}` : value,
    ]),
  )

const leased = (plan: Plan, leaseInMs: number): Planned =>
  plan.undo === undefined ? { impossible: phrase('card.lease.no-undo') } : { plan: { ...plan, leaseInMs } }

/** The step that came with the report. */
export const requestWanted: Carry<'request-wanted'> = async (_, incident, tools) => {
  const place = incident.places[0]
  if (incident.wanted === undefined || place === undefined) return
  const { leaseInMs, ...args } = incident.wanted.args
  await tools.ledger.commit(incident.id, {
    type: 'RequestStep',
    action: newAction(tools, incident.id),
    request: { step: incident.wanted.step, args },
    by: { kind: 'person', person: incident.by, place },
    ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
  })
}
