import { type PlanId, requirePlanId } from '../../azure/arm-id.ts'

import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { HourlyCost, MitigationPlan, StepArgs, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { scaleSuccess } from '../../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from '../follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from '../follow-up/operation-headers.ts'
import { readOperationProgress } from '../follow-up/operation-progress.ts'
import { readWriteTraces } from '../follow-up/write-trace.ts'
import { capacityOf } from '../live-state/capacity.ts'
import { toPlanBody, toPlanState } from '../live-state/plan-request-body.ts'
import {
  readAppServicePlan,
  readScalablePlan,
  requestedWorkers,
  type ScalablePlan,
  whyNotScalable,
} from '../live-state/scalable-plan.ts'
import { readExtraCost } from '../planning/extra-cost.ts'
import { azTarget, cmdletOn, type ManualCommands } from '../planning/manual-commands.ts'
import type { SeenApp } from '../seen/seen-app.ts'
import { type SeenPlan, seenPlanOf, whyNotSeenScalable } from '../seen/seen-plan.ts'
import type { MitigationStep, StartedStep, StepChoice, StepProgress } from '../types.ts'

export interface ScaleKind
  extends Pick<MitigationStep, 'id' | 'harm' | 'spokenAs' | 'weighedAs' | 'risk' | 'offersLease' | 'askedBy'> {
  /** Step that takes it back. */
  readonly undo: string
  /** Why this number of workers can't be, for this direction. */
  whyNot(seen: ScalablePlan, workers: number, app: AppRef): TranslatableMessage | undefined
  /** The same, for any number, from what was seen alone. */
  whyNotSeen(seen: SeenApp): TranslatableMessage | undefined
  /** Numbers of workers to choose from, the nearest first; `undefined` where it is not known how many there are. */
  counts(plan: SeenPlan | undefined): readonly StepChoice[] | undefined
  notices(seen: ScalablePlan, workers: number): readonly TranslatableMessage[]
  /** Names of the instances that may go away. */
  touched(seen: ScalablePlan): readonly string[]
}

/** Gives the app's plan another number of workers, and keeps everything else of it. */
export const createScaleStep = (kind: ScaleKind): MitigationStep => ({
  id: kind.id,
  kind: 'change',
  harm: kind.harm,
  spokenAs: kind.spokenAs,
  weighedAs: kind.weighedAs,
  risk: kind.risk,
  destroysEvidence: false,
  inputs: { workers: 'instance-count', more: 'number' },
  offersLease: kind.offersLease ?? false,
  askedBy: kind.askedBy,
  whyNot: (seen) => whyNotSeenScalable(seenPlanOf(seen)) ?? kind.whyNotSeen(seen),
  asks: (seen) => {
    const choices = kind.counts(seenPlanOf(seen))
    return [{ input: 'workers', isRequired: true, ...(choices === undefined ? {} : { choices }) }]
  },
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/slots/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Web/serverfarms/write',
  ],
  plan: (azure, app, args) => plan(kind, azure, { app, args }),
  apply: async (azure, { resource, args, state }) => {
    const id = requirePlanId(resource)
    const answer = captureOperationHeaders()
    const body = toPlanBody(state, Number(args.workers))
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const options = { onResponse: answer.onResponse }
    // Accepted is enough: the reading client follows the operation from here.
    await appServicePlans.createOrUpdate(id.resourceGroup, id.name, body, options).submitted()
    return answer.applied()
  },
  readProgress: (azure, approved, started) => unknownOnError(() => readProgress(azure, approved, started)),
})

const plan = async (
  kind: ScaleKind,
  azure: ReadingAzure,
  { app, args }: { app: AppRef; args: StepArgs },
): Promise<WhatIfResult> => {
  const seen = await readScalablePlan(azure, app)
  const workers = requestedWorkers(args, seen.workers)
  if (workers === undefined) return { impossible: messageOf('step.impossible.not-a-number') }
  const impossible = whyNotScalable(seen) ?? kind.whyNot(seen, workers, app)
  if (impossible !== undefined) return { impossible }
  const sku = seen.plan.sku?.name ?? ''
  const cost = await readExtraCost(azure, {
    region: app.location,
    os: app.os,
    before: { sku, workers: seen.workers },
    after: { sku, workers },
  })
  return { plan: planOf(kind, { seen, cost }, workers) }
}

const planOf = (
  kind: ScaleKind,
  { seen, cost }: { seen: ScalablePlan; cost: HourlyCost },
  workers: number,
): MitigationPlan => ({
  step: kind.id,
  args: { workers },
  resource: seen.id.id,
  writes: [{ method: 'PUT', path: seen.id.id }],
  state: { workers: seen.workers, maximumWorkers: seen.maximum, ...toPlanState(seen.plan) },
  changes: [
    { what: messageOf('step.change.workers', { plan: seen.id.name }), before: `${seen.workers}`, after: `${workers}` },
  ],
  touches: { apps: seen.apps, instances: kind.touched(seen) },
  notice: [...kind.notices(seen, workers), ...sharedNotices(seen)],
  cost,
  capacity: {
    before: capacityOf(seen.plan.sku?.name ?? '', seen.workers),
    after: capacityOf(seen.plan.sku?.name ?? '', workers),
  },
  success: scaleSuccess,
  undo: { step: kind.undo, args: { workers: seen.workers } },
  commands: scaleCommands(seen.id, workers),
  destroysEvidence: false,
})

const scaleCommands = (id: PlanId, workers: number): ManualCommands => ({
  az: `az appservice plan update ${azTarget(id)} --number-of-workers ${workers}`,
  powershell: `${cmdletOn(id, 'Set-AzAppServicePlan')} -NumberofWorkers ${workers}`,
})

const sharedNotices = ({ id, apps, plan, maximum }: ScalablePlan): readonly TranslatableMessage[] => [
  ...(apps.length > 1 ? [messageOf('step.notice.shared-plan', { plan: id.name, apps: apps.length })] : []),
  ...(plan.perSiteScaling === true ? [messageOf('step.notice.per-site-scaling', { plan: id.name })] : []),
  messageOf('step.notice.maximum', { plan: id.name, maximum }),
  messageOf('step.notice.scale-limit'),
]

const readProgress = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const operation = started.operation === undefined ? undefined : await readOperationProgress(azure, started.operation)
  return operation ?? (await progressFromPlan(azure, approved, started))
}

/** Without an operation to follow: the plan itself shows the number; only the log can say that nothing was sent. */
const progressFromPlan = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const { sku, provisioningState } = await readAppServicePlan(azure, requirePlanId(approved.resource))
  const traces = await readWriteTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (sku?.capacity === approved.args.workers) {
    return provisioningState === 'InProgress' ? { is: 'running' } : progressFromEffect(traces, started)
  }
  // It went through, and somebody has changed the number since.
  if (sku?.capacity !== approved.state.workers)
    return trace.is === 'absent' ? { is: 'unknown' } : progressFromTrace(trace)
  return trace.is === 'succeeded' ? { is: 'unknown' } : progressFromTrace(trace)
}
