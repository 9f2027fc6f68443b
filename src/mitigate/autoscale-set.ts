import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { phrase } from '../incident/phrase.ts'
import type { Plan, StepArgs } from '../incident/plan.ts'
import { settingFor } from './autoscale.ts'
import { type Limits, limitsIn, newSetting, sameSetting, withLimits } from './autoscale-rules.ts'
import { restCommands } from './commands.ts'
import { costOf } from './cost.ts'
import { readScalable, type Scalable } from './scalable.ts'
import { applyStored, type Body, fromKept, kept, lookStored, writeOf } from './stored.ts'
import { autoscaleSuccess } from './success.ts'
import type { Planned, Step } from './types.ts'

const version = '2022-10-01'

/** Lets Azure scale the plan by rules: creates a setting, changes its limits, or puts back what was there. */
export const autoscaleSet: Step = {
  id: 'autoscale-set',
  harm: 28,
  risk: 'medium',
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Insights/autoscalesettings/write',
    'Microsoft.Insights/autoscalesettings/delete',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: applyStored(version),
  look: lookStored(version, sameSetting),
}

const usualCpu = 70

/** Microsoft: autoscale by rules begins with Standard; serverless and elastic plans scale by themselves. */
const withoutAutoscale: ReadonlySet<string> = new Set([
  ...['free', 'shared', 'basic', 'dynamic', 'elasticpremium', 'flexconsumption'],
])

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<Planned> => {
  const seen = await readScalable(azure, app)
  const now = await settingFor(azure, seen.id.id)
  const name = now?.name ?? `${seen.id.name}-appmedic`
  const id = now?.id ?? `${groupOf(seen.id.id)}/providers/Microsoft.Insights/autoscalesettings/${name}`
  if ('restore' in args)
    return { plan: await planOf(azure, { app, seen, id, now: now?.body ?? null, args }, fromKept(args.restore)) }
  if (seen.plan.elasticScaleEnabled === true) {
    return { impossible: phrase('step.impossible.automatic-scaling', { plan: seen.id.name }) }
  }
  const tier = seen.plan.sku?.tier ?? ''
  if (withoutAutoscale.has(tier.toLowerCase())) {
    return { impossible: phrase('step.impossible.autoscale-tier', { plan: seen.id.name, tier }) }
  }
  const limits = limitsOf(args, seen)
  if (limits === undefined) return { impossible: phrase('step.impossible.autoscale-limits', { maximum: seen.maximum }) }
  const wanted = now === undefined ? newSetting(seen.id.id, app.location, name, limits) : withLimits(now.body, limits)
  if (now !== undefined && sameSetting(now.body, wanted)) {
    return { impossible: phrase('step.impossible.autoscale-so', { plan: seen.id.name, limits: limitsIn(wanted) }) }
  }
  return { plan: await planOf(azure, { app, seen, id, now: now?.body ?? null, args }, wanted) }
}

const groupOf = (planId: string): string => planId.replace(/\/providers\/.*$/i, '')

/** Whole numbers within what the plan can have; what is not said stays as the plan is. */
const limitsOf = (args: StepArgs, seen: Scalable): Limits | undefined => {
  const minimum = Number(args.minimum ?? seen.workers)
  const maximum = Number(args.maximum ?? Math.min(seen.maximum, seen.workers * 2))
  const cpuAbove = Number(args.cpuAbove ?? usualCpu)
  const whole = [minimum, maximum, cpuAbove].every(Number.isInteger)
  const fits = minimum >= 1 && minimum <= maximum && maximum <= seen.maximum && cpuAbove > 30 && cpuAbove <= 95
  return whole && fits ? { minimum, maximum, cpuAbove } : undefined
}

interface Around {
  readonly app: AppRef
  readonly seen: Scalable
  readonly id: string
  readonly now: Body | null
  readonly args: StepArgs
}

const planOf = async (
  azure: ReadingAzure,
  { app, seen, id, now, args }: Around,
  wanted: Body | null,
): Promise<Plan> => {
  const sku = seen.plan.sku?.name ?? ''
  const most = Number(/(\d+)$/.exec(limitsIn(wanted))?.[1] ?? seen.workers)
  // What people must be ready to pay: the largest that the rules may make.
  const cost = await costOf(azure, {
    region: app.location,
    os: app.os,
    before: { sku, workers: seen.workers },
    after: { sku, workers: Math.max(most, seen.workers) },
  })
  return {
    step: 'autoscale-set',
    args: 'restore' in args ? args : { ...args, maximum: most },
    resource: seen.id.id,
    writes: [writeOf(id, wanted)],
    state: { workers: seen.workers, now: kept(now), wanted: kept(wanted) },
    changes: [
      { what: phrase('step.change.autoscale', { plan: seen.id.name }), before: limitsIn(now), after: limitsIn(wanted) },
    ],
    touches: { apps: seen.apps, instances: [] },
    notice: [
      ...(wanted === null ? [] : [phrase('step.notice.autoscale', { plan: seen.id.name })]),
      ...(wanted === null ? [] : [phrase('step.notice.autoscale-cost')]),
      ...(seen.apps.length > 1
        ? [phrase('step.notice.shared-plan', { plan: seen.id.name, apps: seen.apps.length })]
        : []),
      phrase('step.notice.maximum', { plan: seen.id.name, maximum: seen.maximum }),
      phrase('step.notice.scale-limit'),
    ],
    cost,
    success: autoscaleSuccess,
    undo: { step: 'autoscale-set', args: { restore: kept(now) } },
    commands: restCommands(wanted === null ? 'delete' : 'put', id, '', { version, body: wanted }),
    destroysEvidence: false,
  }
}
