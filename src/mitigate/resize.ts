import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { resizeCommands } from './commands.ts'
import { costOf } from './cost.ts'
import { parsePlanId } from './ids.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readOperation } from './operation.ts'
import { toBody, toState } from './plan-body.ts'
import { readPlan, readScalable, type Scalable } from './scalable.ts'
import { listenForAnswer } from './send.ts'
import { compareSkus, readSkus, type Sku, skuNamed } from './skus.ts'
import { resizeSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'

export interface ResizeKind {
  readonly id: 'scale-up' | 'scale-down'
  readonly harm: number
  readonly risk: Step['risk']
  readonly undo: 'scale-up' | 'scale-down'
}

/** Gives the app's plan another size, and keeps everything else of it: all its apps move to new machines. */
export const resizeStep = (kind: ResizeKind): Step => ({
  id: kind.id,
  harm: kind.harm,
  risk: kind.risk,
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
    const id = parsePlanId(resource)
    const answer = listenForAnswer()
    const sku = String(args.sku)
    const size = { name: sku, tier: String(state.wantedTier), size: sku, family: familyOf(sku) }
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const options = { onResponse: answer.onResponse }
    const body = toBody(state, Number(state.workers), size)
    await appServicePlans.createOrUpdate(id.resourceGroup, id.name, body, options).submitted()
    return answer.applied()
  },
  look: (azure, approved, started) => unknownOnError(() => look(azure, approved, started)),
})

/** `P1v3` is of the family `Pv3`. */
const familyOf = (sku: string): string => sku.replace(/\d+/, '')

const plan = async (
  kind: ResizeKind,
  azure: ReadingAzure,
  { app, args }: { app: AppRef; args: StepArgs },
): Promise<Planned> => {
  const seen = await readScalable(azure, app)
  const skus = await readSkus(azure, seen.id)
  const now: Sku = { name: seen.plan.sku?.name ?? '', tier: seen.plan.sku?.tier ?? '' }
  const wanted = args.sku === undefined ? nextOf(kind, skus, now) : skuNamed(skus, String(args.sku))
  if (seen.plan.provisioningState === 'InProgress') {
    return { impossible: phrase('step.impossible.changing', { plan: seen.id.name }) }
  }
  if (wanted === undefined) return { impossible: unreachable(String(args.sku ?? ''), { seen, skus, now, kind }) }
  const direction = compareSkus(wanted, now)
  if (kind.id === 'scale-up' ? direction <= 0 : direction >= 0) {
    return { impossible: phrase(`step.impossible.not-${kind.id}`, { now: now.name, sku: wanted.name }) }
  }
  const size = { workers: seen.workers }
  const cost = await costOf(azure, {
    region: app.location,
    os: app.os,
    before: { ...size, sku: now.name },
    after: { ...size, sku: wanted.name },
  })
  return { plan: { ...planOf(kind, { seen, now, wanted }), cost } }
}

/** Where no size is named: the nearest in that direction. */
const nextOf = (kind: ResizeKind, skus: readonly Sku[], now: Sku): Sku | undefined => {
  const beyond = skus.filter((sku) => (kind.id === 'scale-up' ? compareSkus(sku, now) > 0 : compareSkus(sku, now) < 0))
  const inOrder = beyond.toSorted(compareSkus)
  return kind.id === 'scale-up' ? inOrder[0] : inOrder.at(-1)
}

interface Around {
  readonly seen: Scalable
  readonly skus: readonly Sku[]
  readonly now: Sku
  readonly kind: ResizeKind
}

const unreachable = (sku: string, { seen, skus, now, kind }: Around) => {
  const reachable = skus.filter((one) =>
    kind.id === 'scale-up' ? compareSkus(one, now) > 0 : compareSkus(one, now) < 0,
  )
  const known = reachable.map(({ name }) => name).join(', ') || '–'
  return phrase('step.impossible.unreachable-sku', { plan: seen.id.name, sku: sku || '–', known })
}

interface Seen {
  readonly seen: Scalable
  readonly now: Sku
  readonly wanted: Sku
}

const planOf = (kind: ResizeKind, { seen, now, wanted }: Seen): Omit<Plan, 'cost'> => ({
  step: kind.id,
  args: { sku: wanted.name },
  resource: seen.id.id,
  writes: [{ method: 'PUT', path: seen.id.id }],
  state: { workers: seen.workers, wantedTier: wanted.tier, ...toState(seen.plan) },
  changes: [{ what: phrase('step.change.size', { plan: seen.id.name }), before: now.name, after: wanted.name }],
  touches: { apps: seen.apps, instances: seen.instances.map(({ name }) => name) },
  notice: [
    phrase('step.notice.new-machines', { workers: seen.workers }),
    ...(seen.apps.length > 1
      ? [phrase('step.notice.shared-plan', { plan: seen.id.name, apps: seen.apps.length })]
      : []),
    ...(now.tier.toLowerCase() === wanted.tier.toLowerCase() ? [] : [phrase('step.notice.other-tier')]),
    phrase('step.notice.scale-limit'),
  ],
  warnings: [phrase('step.warning.restarts-all', { apps: seen.apps.length })],
  success: resizeSuccess,
  undo: { step: kind.undo, args: { sku: now.name } },
  commands: resizeCommands(seen.id, wanted, seen.workers),
  destroysEvidence: true,
})

const look = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const operation = started.operation === undefined ? undefined : await readOperation(azure, started.operation)
  if (operation !== undefined) return operation
  const { sku, provisioningState } = await readPlan(azure, parsePlanId(approved.resource))
  const wanted = String(approved.args.sku).toLowerCase()
  const traces = await readTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (sku?.name?.toLowerCase() === wanted) {
    return provisioningState === 'InProgress' ? { is: 'running' } : fromEffect(traces, started)
  }
  return trace.is === 'succeeded' ? { is: 'unknown' } : fromTrace(trace)
}
