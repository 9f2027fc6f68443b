import { AzureError } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Plan, StepRequest } from '../../incident/plan.ts'
import type { Planned } from '../../mitigate/types.ts'
import { newAction } from '../looking.ts'
import type { Carry, Tools } from './types.ts'

/** The what-if of a requested step, from live state. */
export const plan: Carry<'plan'> = async (effect, incident, tools) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action === undefined || incident.app === undefined) return
  const planned = await planFor(tools, incident.app, action.request, action.leaseInMs)
  await tools.ledger.commit(incident.id, { type: 'Propose', action: action.id, planned })
}

/** Asks the step for its plan; what Azure refuses to show makes it impossible, in Azure's words. */
export const planFor = async (
  { steps, azure }: Pick<Tools, 'steps' | 'azure'>,
  app: AppRef,
  request: StepRequest,
  leaseInMs?: number,
): Promise<Planned> => {
  const step = steps.find(({ id }) => id === request.step)
  if (step === undefined) return { impossible: phrase('card.step.unknown', { step: request.step }) }
  try {
    const planned = await step.plan(azure.reading, app, request.args)
    return 'plan' in planned && leaseInMs !== undefined ? leased(planned.plan, leaseInMs) : planned
  } catch (error) {
    if (error instanceof AzureError) return { impossible: error.phrase }
    throw error
  }
}

const leased = (plan: Plan, leaseInMs: number): Planned =>
  plan.undo === undefined ? { impossible: phrase('card.lease.no-undo') } : { plan: { ...plan, leaseInMs } }

/** The step that came with the report; a scale without a number means one worker more than there are. */
export const requestWanted: Carry<'request-wanted'> = async (_, incident, tools) => {
  const place = incident.places[0]
  if (incident.wanted === undefined || place === undefined) return
  const { leaseInMs, ...args } = incident.wanted.args
  await tools.ledger.commit(incident.id, {
    type: 'RequestStep',
    action: newAction(tools, incident.id),
    request: completed({ step: incident.wanted.step, args }, incident),
    by: { kind: 'person', person: incident.by, place },
    ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
  })
}

export const completed = (request: StepRequest, incident: Incident): StepRequest => {
  const { more, ...args } = request.args
  if (request.step !== 'scale-out' || typeof args.workers === 'number') return { step: request.step, args }
  const workers = workersNow(incident)
  return workers === undefined
    ? { step: request.step, args }
    : { step: request.step, args: { ...args, workers: workers + (typeof more === 'number' ? more : 1) } }
}

const workersNow = (incident: Incident): number | undefined => {
  const findings = incident.observation?.results.flatMap((result) => result.findings) ?? []
  const plan = findings.find((finding) => finding.kind === 'state' && finding.of === 'plan')
  const workers = plan?.kind === 'state' ? plan.properties.workers : undefined
  return typeof workers === 'number' ? workers : undefined
}
