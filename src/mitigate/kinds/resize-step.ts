import { type PlanId, requirePlanId } from '../../azure/arm-id.ts'

import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../../incident/mitigation-plan.ts'
import { resizeSuccess } from '../../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from '../follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from '../follow-up/operation-headers.ts'
import { readOperationProgress } from '../follow-up/operation-progress.ts'
import { readWriteTraces } from '../follow-up/write-trace.ts'
import { capacityOf } from '../live-state/capacity.ts'
import { toPlanBody, toPlanState } from '../live-state/plan-request-body.ts'
import { compareSkus, findSku, holdsWorkers, type PlanSku, readPlanSkus } from '../live-state/plan-skus.ts'
import { readAppServicePlan, readScalablePlan, type ScalablePlan } from '../live-state/scalable-plan.ts'
import { readExtraCost } from '../planning/extra-cost.ts'
import { azTarget, type ManualCommands } from '../planning/manual-commands.ts'
import { sizesFrom, whyNotSeenResizable } from '../seen/plan-sizes.ts'
import { seenPlanOf } from '../seen/seen-plan.ts'
import type { MitigationStep, StartedStep, StepProgress } from '../types.ts'

export interface ResizeKind
  extends Pick<MitigationStep, 'id' | 'harm' | 'spokenAs' | 'weighedAs' | 'risk' | 'offersLease' | 'askedBy'> {
  /** To a larger size, or to a smaller one. */
  readonly direction: 'up' | 'down'
  /** Step that takes it back. */
  readonly undo: string
}

/** Gives the app's plan another size, and keeps everything else of it: all its apps move to new machines. */
export const createResizeStep = (kind: ResizeKind): MitigationStep => ({
  id: kind.id,
  kind: 'change',
  harm: kind.harm,
  spokenAs: kind.spokenAs,
  weighedAs: kind.weighedAs,
  risk: kind.risk,
  destroysEvidence: true,
  inputs: { sku: 'sku' },
  offersLease: kind.offersLease ?? false,
  askedBy: kind.askedBy,
  whyNot: (seen) => whyNotSeenResizable(seenPlanOf(seen), kind.direction),
  asks: (seen) => {
    const choices = sizesFrom(seenPlanOf(seen), kind.direction)
    return [{ input: 'sku', isRequired: false, ...(choices === undefined ? {} : { choices }) }]
  },
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    'Microsoft.Web/sites/slots/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Web/serverfarms/skus/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Web/serverfarms/write',
  ],
  plan: (azure, app, args) => plan(kind, azure, { app, args }),
  apply: async (azure, { resource, args, state }) => {
    const id = requirePlanId(resource)
    const answer = captureOperationHeaders()
    const sku = String(args.sku)
    const size = { name: sku, tier: String(state.wantedTier), size: sku, family: familyOf(sku) }
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const options = { onResponse: answer.onResponse }
    const body = toPlanBody(state, Number(state.workers), size)
    await appServicePlans.createOrUpdate(id.resourceGroup, id.name, body, options).submitted()
    return answer.applied()
  },
  readProgress: (azure, approved, started) => unknownOnError(() => readProgress(azure, approved, started)),
})

/** `P1v3` is of the family `Pv3`. */
const familyOf = (sku: string): string => sku.replace(/\d+/, '')

const plan = async (
  kind: ResizeKind,
  azure: ReadingAzure,
  { app, args }: { app: AppRef; args: StepArgs },
): Promise<WhatIfResult> => {
  const seen = await readScalablePlan(azure, app)
  const skus = await readPlanSkus(azure, seen.id)
  const now: PlanSku = { name: seen.plan.sku?.name ?? '', tier: seen.plan.sku?.tier ?? '' }
  const wanted =
    args.sku === undefined ? nextOf(kind, skus, { now, workers: seen.workers }) : findSku(skus, String(args.sku))
  if (seen.plan.provisioningState === 'InProgress') {
    return { impossible: messageOf('step.impossible.changing', { plan: seen.id.name }) }
  }
  if (wanted === undefined) return { impossible: unreachable(String(args.sku ?? ''), { seen, skus, now, kind }) }
  if (!isThatWay(kind, wanted, now)) {
    return { impossible: messageOf(`step.impossible.not-${kind.id}`, { now: now.name, sku: wanted.name }) }
  }
  if (!holdsWorkers(wanted, seen.workers)) return { impossible: tooManyWorkers(seen, wanted) }
  const size = { workers: seen.workers }
  const cost = await readExtraCost(azure, {
    region: app.location,
    os: app.os,
    before: { ...size, sku: now.name },
    after: { ...size, sku: wanted.name },
  })
  return { plan: { ...planOf(kind, { seen, now, wanted }), cost } }
}

const isThatWay = ({ direction }: ResizeKind, wanted: PlanSku, now: PlanSku): boolean =>
  direction === 'up' ? compareSkus(wanted, now) > 0 : compareSkus(wanted, now) < 0

/** Where no size is named: the nearest in that direction that can have the workers there are. */
const nextOf = (
  kind: ResizeKind,
  skus: readonly PlanSku[],
  { now, workers }: { now: PlanSku; workers: number },
): PlanSku | undefined =>
  skus
    .filter((sku) => isThatWay(kind, sku, now) && holdsWorkers(sku, workers))
    .toSorted(compareSkus)
    .at(kind.direction === 'up' ? 0 : -1)

interface Around {
  readonly seen: ScalablePlan
  readonly skus: readonly PlanSku[]
  readonly now: PlanSku
  readonly kind: ResizeKind
}

const unreachable = (sku: string, { seen, skus, now, kind }: Around) => {
  const reachable = skus.filter((one) => isThatWay(kind, one, now))
  const known = reachable.map(({ name }) => name).join(', ') || '–'
  return messageOf('step.impossible.unreachable-sku', { plan: seen.id.name, sku: sku || '–', known })
}

const tooManyWorkers = ({ id, workers }: ScalablePlan, { name: sku, mostWorkers: most = 0 }: PlanSku) =>
  messageOf('step.impossible.too-many-workers', { plan: id.name, sku, workers, most })

interface Seen {
  readonly seen: ScalablePlan
  readonly now: PlanSku
  readonly wanted: PlanSku
}

const planOf = (kind: ResizeKind, { seen, now, wanted }: Seen): Omit<MitigationPlan, 'cost'> => ({
  step: kind.id,
  args: { sku: wanted.name },
  resource: seen.id.id,
  writes: [{ method: 'PUT', path: seen.id.id }],
  state: { workers: seen.workers, wantedTier: wanted.tier, ...toPlanState(seen.plan) },
  changes: [{ what: messageOf('step.change.size', { plan: seen.id.name }), before: now.name, after: wanted.name }],
  touches: { apps: seen.apps, instances: seen.instances.map(({ name }) => name) },
  notice: [
    messageOf('step.notice.new-machines', { workers: seen.workers }),
    ...(seen.apps.length > 1
      ? [messageOf('step.notice.shared-plan', { plan: seen.id.name, apps: seen.apps.length })]
      : []),
    ...(now.tier.toLowerCase() === wanted.tier.toLowerCase() ? [] : [messageOf('step.notice.other-tier')]),
    messageOf('step.notice.scale-limit'),
  ],
  warnings: [messageOf('step.warning.restarts-all', { apps: seen.apps.length })],
  capacity: { before: capacityOf(now.name, seen.workers), after: capacityOf(wanted.name, seen.workers) },
  success: resizeSuccess,
  undo: { step: kind.undo, args: { sku: now.name } },
  commands: resizeCommands(seen.id, wanted, seen.workers),
  destroysEvidence: true,
})

/** `Set-AzAppServicePlan` knows sizes by words only, and not all of them; `Set-AzResource` takes any. */
const resizeCommands = (id: PlanId, { name: sku, tier }: PlanSku, workers: number): ManualCommands => ({
  az: `az appservice plan update ${azTarget(id)} --sku ${sku}`,
  powershell: `Set-AzResource -ResourceId "${id.id}" -Sku @{name="${sku}"; tier="${tier}"; size="${sku}"; capacity=${workers}} -Force`,
})

const readProgress = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const operation = started.operation === undefined ? undefined : await readOperationProgress(azure, started.operation)
  if (operation !== undefined) return operation
  const { sku, provisioningState } = await readAppServicePlan(azure, requirePlanId(approved.resource))
  const wanted = String(approved.args.sku).toLowerCase()
  const traces = await readWriteTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (sku?.name?.toLowerCase() === wanted) {
    return provisioningState === 'InProgress' ? { is: 'running' } : progressFromEffect(traces, started)
  }
  return trace.is === 'succeeded' ? { is: 'unknown' } : progressFromTrace(trace)
}
