import { requirePlanId } from '../azure/arm-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { MitigationPlan, StepArgs, WhatIfResult } from '../incident/mitigation-plan.ts'
import { autoscaleSuccess } from '../incident/verification/success-criteria.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from './follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from './follow-up/operation-headers.ts'
import { readOperationProgress } from './follow-up/operation-progress.ts'
import { readWriteTraces } from './follow-up/write-trace.ts'
import { toPlanBody, toPlanState } from './live-state/plan-request-body.ts'
import { readAppServicePlan, readScalablePlan, type ScalablePlan } from './live-state/scalable-plan.ts'
import { readExtraCost } from './planning/extra-cost.ts'
import { restCommands } from './planning/manual-commands.ts'
import { countsBetween, seenPlanOf } from './seen/seen-plan.ts'
import type { MitigationStep, StartedStep, StepProgress } from './types.ts'

/** Lets App Service add workers by itself when requests come, up to a number; or switches that off again. */
export const automaticScalingStep: MitigationStep = {
  id: 'automatic-scaling',
  kind: 'change',
  harm: 29,
  spokenAs: `
    automatic scal*, automatically scal*, scal* automatic*, automatisch schal*, automatisch opschal*,
    automatisch uitschal*, automatisch te schalen, elastic scal*`,
  risk: 'medium',
  destroysEvidence: false,
  inputs: { maximum: 'instance-count' },
  askedBy: {
    intent: 'request_step',
    symptom: 'question',
    argsOf: ({ instances }) => (instances === undefined ? {} : { maximum: instances }),
  },
  whyNot: (seen) => {
    const { name: plan = '', tier, isAutoscaled = false } = seenPlanOf(seen) ?? {}
    if (tier !== undefined && !offeredBy.test(tier)) return messageOf('step.impossible.automatic-tier', { plan, tier })
    return isAutoscaled ? messageOf('step.impossible.autoscale', { plan }) : undefined
  },
  asks: (seen) => {
    const { workers, maximum = Number.POSITIVE_INFINITY, scalesAutomatically } = seenPlanOf(seen) ?? {}
    const off = scalesAutomatically ? [{ value: '0', title: messageOf('step.automatic-scaling.off') }] : []
    const choices = workers === undefined ? {} : { choices: [...off, ...countsBetween(workers, maximum)] }
    return [{ input: 'maximum', isRequired: true, ...choices }]
  },
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/serverfarms/read',
    'Microsoft.Web/serverfarms/sites/read',
    'Microsoft.Insights/autoscalesettings/read',
    'Microsoft.Web/serverfarms/write',
  ],
  plan: (azure, app, args) => plan(azure, app, args),
  apply: async (azure, { resource, state, args }) => {
    const id = requirePlanId(resource)
    const answer = captureOperationHeaders()
    const { appServicePlans } = azure.appService(id.subscriptionId)
    const maximum = Number(args.maximum)
    const body = {
      ...toPlanBody(state, Number(state.workers)),
      elasticScaleEnabled: maximum > 0,
      ...(maximum > 0 ? { maximumElasticWorkerCount: maximum } : {}),
    }
    const options = { onResponse: answer.onResponse }
    await appServicePlans.createOrUpdate(id.resourceGroup, id.name, body, options).submitted()
    return answer.applied()
  },
  readProgress: (azure, approved, started) => unknownOnError(() => readProgress(azure, approved, started)),
}

/** Microsoft: automatic scaling is for Premium V2 and V3 (P*V2, P*V3). */
const offeredBy = /^premium(0)?v[23]$/i

const plan = async (azure: ReadingAzure, app: AppRef, args: StepArgs): Promise<WhatIfResult> => {
  const seen = await readScalablePlan(azure, app)
  const tier = seen.plan.sku?.tier ?? ''
  if (!offeredBy.test(tier)) {
    return { impossible: messageOf('step.impossible.automatic-tier', { plan: seen.id.name, tier }) }
  }
  if (seen.autoscaled) return { impossible: messageOf('step.impossible.autoscale', { plan: seen.id.name }) }
  const maximum = Number(args.maximum ?? Math.min(seen.maximum, seen.workers * 2))
  const isOff = maximum === 0
  if (!Number.isInteger(maximum) || maximum > seen.maximum || (!isOff && maximum < seen.workers)) {
    const limits = { minimum: seen.workers, maximum: seen.maximum }
    return { impossible: messageOf('step.impossible.automatic-limits', limits) }
  }
  if (maximum === maximumNow(seen)) {
    return { impossible: messageOf('step.impossible.automatic-so', { plan: seen.id.name }) }
  }
  return { plan: await planOf(azure, { app, seen, maximum }) }
}

/** 0 where it is off. */
const maximumNow = ({ plan }: Pick<ScalablePlan, 'plan'>): number =>
  plan.elasticScaleEnabled === true ? (plan.maximumElasticWorkerCount ?? 0) : 0

interface Wanted {
  readonly app: AppRef
  readonly seen: ScalablePlan
  readonly maximum: number
}

const planOf = async (azure: ReadingAzure, { app, seen, maximum }: Wanted): Promise<MitigationPlan> => {
  const sku = seen.plan.sku?.name ?? ''
  const before = maximumNow(seen)
  const cost = await readExtraCost(azure, {
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
    state: { workers: seen.workers, maximumWorkers: seen.maximum, ...toPlanState(seen.plan) },
    changes: [
      {
        what: messageOf('step.change.automatic-scaling', { plan: seen.id.name }),
        before: shown(before),
        after: shown(maximum),
      },
    ],
    touches: { apps: seen.apps, instances: [] },
    notice: [
      ...(maximum === 0 ? [] : [messageOf('step.notice.automatic-scaling'), messageOf('step.notice.autoscale-cost')]),
      ...(seen.apps.length > 1
        ? [messageOf('step.notice.shared-plan', { plan: seen.id.name, apps: seen.apps.length })]
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

const readProgress = async (
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const operation = started.operation === undefined ? undefined : await readOperationProgress(azure, started.operation)
  if (operation !== undefined) return operation
  const plan = await readAppServicePlan(azure, requirePlanId(approved.resource))
  const traces = await readWriteTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (maximumNow({ plan }) === approved.args.maximum) return progressFromEffect(traces, started)
  return trace.is === 'succeeded' ? { is: 'unknown' } : progressFromTrace(trace)
}
