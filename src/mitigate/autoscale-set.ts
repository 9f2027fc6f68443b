import { resourceGroupOf } from '../azure/arm-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import { autoscaleSuccess } from '../incident/verification/success-criteria.ts'
import {
  applyMonitorResource,
  monitorResourceProgress,
  monitorResourceWrite,
  parseResource,
  type ResourceBody,
  serializeResource,
} from './kinds/monitor-resource.ts'
import {
  type AutoscaleLimits,
  describeAutoscaleLimits,
  isSameAutoscaleSetting,
  newAutoscaleSetting,
  withAutoscaleLimits,
} from './live-state/autoscale-rules.ts'
import { readAutoscaleSetting } from './live-state/autoscale-setting.ts'
import { readScalablePlan, type ScalablePlan } from './live-state/scalable-plan.ts'
import { readExtraCost } from './planning/extra-cost.ts'
import { restCommands } from './planning/manual-commands.ts'
import { countsBetween, seenPlanOf } from './seen/seen-plan.ts'
import type { MitigationStep } from './types.ts'

/** Lets Azure scale the plan by rules: creates a setting, changes its limits, or puts back what was there. */
export const autoscaleSetStep: MitigationStep = {
  id: 'autoscale-set',
  kind: 'change',
  harm: 28,
  spokenAs: 'autoscal*, auto scal*, autoschal*, scale rule*, scaling rule*, schaalregel*',
  risk: 'medium',
  destroysEvidence: false,
  inputs: { minimum: 'instance-count', maximum: 'instance-count', cpuAbove: 'number', restore: 'text' },
  askedBy: {
    intent: 'request_step',
    symptom: 'question',
    argsOf: ({ instances }) => (instances === undefined ? {} : { maximum: instances }),
  },
  whyNot: (seen) => {
    const { name: plan = '', tier, scalesAutomatically } = seenPlanOf(seen) ?? {}
    if (scalesAutomatically) return messageOf('step.impossible.automatic-scaling', { plan })
    return tier !== undefined && withoutAutoscale.has(tier.toLowerCase())
      ? messageOf('step.impossible.autoscale-tier', { plan, tier })
      : undefined
  },
  asks: (seen) => {
    const { workers, maximum = Number.POSITIVE_INFINITY } = seenPlanOf(seen) ?? {}
    const counts = workers === undefined ? {} : { choices: countsBetween(workers, maximum) }
    return [
      { input: 'maximum', isRequired: true, ...counts },
      { input: 'cpuAbove', isRequired: false, choices: cpuPercents.map((value) => ({ value })) },
    ]
  },
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Insights/autoscalesettings/write',
    'Microsoft.Insights/autoscalesettings/delete',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: applyMonitorResource,
  readProgress: monitorResourceProgress(isSameAutoscaleSetting),
}

const defaultCpuPercent = 70
const cpuPercents = ['50', '60', '70', '80', '90']

/** Microsoft: autoscale by rules begins with Standard; serverless and elastic plans scale by themselves. */
const withoutAutoscale: ReadonlySet<string> = new Set([
  ...['free', 'shared', 'basic', 'dynamic', 'elasticpremium', 'flexconsumption'],
])

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<WhatIfResult> => {
  const seen = await readScalablePlan(azure, app)
  const now = await readAutoscaleSetting(azure, seen.id.id)
  const name = now?.name ?? `${seen.id.name}-appmedic`
  const id = now?.id ?? `${resourceGroupOf(seen.id.id).id}/providers/Microsoft.Insights/autoscalesettings/${name}`
  if ('restore' in args)
    return { plan: await planOf(azure, { app, seen, id, now: now?.body ?? null, args }, parseResource(args.restore)) }
  if (seen.plan.elasticScaleEnabled === true) {
    return { impossible: messageOf('step.impossible.automatic-scaling', { plan: seen.id.name }) }
  }
  const tier = seen.plan.sku?.tier ?? ''
  if (withoutAutoscale.has(tier.toLowerCase())) {
    return { impossible: messageOf('step.impossible.autoscale-tier', { plan: seen.id.name, tier }) }
  }
  const limits = limitsOf(args, seen)
  if (limits === undefined)
    return { impossible: messageOf('step.impossible.autoscale-limits', { maximum: seen.maximum }) }
  const wanted =
    now === undefined
      ? newAutoscaleSetting(seen.id.id, app.location, name, limits)
      : withAutoscaleLimits(now.body, limits)
  if (now !== undefined && isSameAutoscaleSetting(now.body, wanted)) {
    return {
      impossible: messageOf('step.impossible.autoscale-so', {
        plan: seen.id.name,
        limits: describeAutoscaleLimits(wanted),
      }),
    }
  }
  return { plan: await planOf(azure, { app, seen, id, now: now?.body ?? null, args }, wanted) }
}

/** Whole numbers within what the plan can have; what is not said stays as the plan is. */
const limitsOf = (args: StepArgs, seen: ScalablePlan): AutoscaleLimits | undefined => {
  const minimum = Number(args.minimum ?? seen.workers)
  const maximum = Number(args.maximum ?? Math.min(seen.maximum, seen.workers * 2))
  const cpuAbove = Number(args.cpuAbove ?? defaultCpuPercent)
  const whole = [minimum, maximum, cpuAbove].every(Number.isInteger)
  const fits = minimum >= 1 && minimum <= maximum && maximum <= seen.maximum && cpuAbove > 30 && cpuAbove <= 95
  return whole && fits ? { minimum, maximum, cpuAbove } : undefined
}

interface Around {
  readonly app: AppRef
  readonly seen: ScalablePlan
  readonly id: string
  readonly now: ResourceBody | null
  readonly args: StepArgs
}

const planOf = async (
  azure: ReadingAzure,
  { app, seen, id, now, args }: Around,
  wanted: ResourceBody | null,
): Promise<MitigationPlan> => {
  const sku = seen.plan.sku?.name ?? ''
  const most = Number(/(\d+)$/.exec(describeAutoscaleLimits(wanted))?.[1] ?? seen.workers)
  // What people must be ready to pay: the largest that the rules may make.
  const cost = await readExtraCost(azure, {
    region: app.location,
    os: app.os,
    before: { sku, workers: seen.workers },
    after: { sku, workers: Math.max(most, seen.workers) },
  })
  return {
    step: 'autoscale-set',
    args: 'restore' in args ? args : { ...args, maximum: most },
    resource: seen.id.id,
    writes: [monitorResourceWrite(id, wanted)],
    state: { workers: seen.workers, now: serializeResource(now), wanted: serializeResource(wanted) },
    changes: [
      {
        what: messageOf('step.change.autoscale', { plan: seen.id.name }),
        before: describeAutoscaleLimits(now),
        after: describeAutoscaleLimits(wanted),
      },
    ],
    touches: { apps: seen.apps, instances: [] },
    notice: [
      ...(wanted === null ? [] : [messageOf('step.notice.autoscale', { plan: seen.id.name })]),
      ...(wanted === null ? [] : [messageOf('step.notice.autoscale-cost')]),
      ...(seen.apps.length > 1
        ? [messageOf('step.notice.shared-plan', { plan: seen.id.name, apps: seen.apps.length })]
        : []),
      messageOf('step.notice.maximum', { plan: seen.id.name, maximum: seen.maximum }),
      messageOf('step.notice.scale-limit'),
    ],
    cost,
    success: autoscaleSuccess,
    undo: { step: 'autoscale-set', args: { restore: serializeResource(now) } },
    commands: restCommands(wanted === null ? 'delete' : 'put', id, { body: wanted }),
    destroysEvidence: false,
  }
}
