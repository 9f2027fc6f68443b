import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { restCommands } from './commands.ts'
import { costOf } from './cost.ts'
import { parsePlanId } from './ids.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readOperation } from './operation.ts'
import { toBody, toState } from './plan-body.ts'
import { readPlan, readScalable, type Scalable } from './scalable.ts'
import { listenForAnswer } from './send.ts'
import { autoscaleSuccess } from './success.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'

/** Lets App Service add workers by itself when requests come, up to a number; or switches that off again. */
export const automaticScaling: Step = {
  id: 'automatic-scaling',
  harm: 29,
  risk: 'medium',
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Web/serverfarms/write',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, state, args }) => {
    const id = parsePlanId(resource)
    const answer = listenForAnswer()
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const maximum = Number(args.maximum)
    const body = {
      ...toBody(state, Number(state.workers)),
      elasticScaleEnabled: maximum > 0,
      ...(maximum > 0 ? { maximumElasticWorkerCount: maximum } : {}),
    }
    const options = { onResponse: answer.onResponse }
    await appServicePlans.createOrUpdate(id.resourceGroup, id.name, body, options).submitted()
    return answer.applied()
  },
  look: (azure, approved, started) => unknownOnError(() => look(azure, approved, started)),
}

/** Microsoft: automatic scaling is for Premium V2 and V3 (P*V2, P*V3). */
const offeredBy = /^premium(0)?v[23]$/i

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<Planned> => {
  const seen = await readScalable(azure, app)
  const tier = seen.plan.sku?.tier ?? ''
  if (!offeredBy.test(tier)) {
    return { impossible: phrase('step.impossible.automatic-tier', { plan: seen.id.name, tier }) }
  }
  if (seen.autoscaled) return { impossible: phrase('step.impossible.autoscale', { plan: seen.id.name }) }
  const maximum = Number(args.maximum ?? Math.min(seen.maximum, seen.workers * 2))
  const isOff = maximum === 0
  if (!Number.isInteger(maximum) || maximum > seen.maximum || (!isOff && maximum < seen.workers)) {
    const limits = { minimum: seen.workers, maximum: seen.maximum }
    return { impossible: phrase('step.impossible.automatic-limits', limits) }
  }
  if (maximum === maximumNow(seen)) {
    return { impossible: phrase('step.impossible.automatic-so', { plan: seen.id.name }) }
  }
  return { plan: await planOf(azure, { app, seen, maximum }) }
}

/** 0 where it is off. */
const maximumNow = ({ plan }: Pick<Scalable, 'plan'>): number =>
  plan.elasticScaleEnabled === true ? (plan.maximumElasticWorkerCount ?? 0) : 0

interface Wanted {
  readonly app: AppRef
  readonly seen: Scalable
  readonly maximum: number
}

const planOf = async (azure: ReadingAzure, { app, seen, maximum }: Wanted): Promise<Plan> => {
  const sku = seen.plan.sku?.name ?? ''
  const before = maximumNow(seen)
  const cost = await costOf(azure, {
    region: app.location,
    os: app.os,
    before: { sku, workers: Math.max(seen.workers, before) },
    after: { sku, workers: Math.max(seen.workers, maximum) },
  })
  return {
    step: 'automatic-scaling',
    args: { maximum },
    resource: seen.id.id,
    writes: [{ method: 'PUT', path: seen.id.id }],
    state: { workers: seen.workers, maximumWorkers: seen.maximum, ...toState(seen.plan) },
    changes: [
      {
        what: phrase('step.change.automatic-scaling', { plan: seen.id.name }),
        before: shown(before),
        after: shown(maximum),
      },
    ],
    touches: { apps: seen.apps, instances: [] },
    notice: [
      ...(maximum === 0 ? [] : [phrase('step.notice.automatic-scaling'), phrase('step.notice.autoscale-cost')]),
      ...(seen.apps.length > 1
        ? [phrase('step.notice.shared-plan', { plan: seen.id.name, apps: seen.apps.length })]
        : []),
    ],
    cost,
    success: autoscaleSuccess,
    undo: { step: 'automatic-scaling', args: { maximum: before } },
    commands: restCommands('put', seen.id.id),
    destroysEvidence: false,
  }
}

const shown = (maximum: number): string => (maximum === 0 ? '–' : `≤ ${maximum}`)

const look = async (azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const operation = started.operation === undefined ? undefined : await readOperation(azure, started.operation)
  if (operation !== undefined) return operation
  const plan = await readPlan(azure, parsePlanId(approved.resource))
  const traces = await readTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (maximumNow({ plan }) === approved.args.maximum) return fromEffect(traces, started)
  return trace.is === 'succeeded' ? { is: 'unknown' } : fromTrace(trace)
}
