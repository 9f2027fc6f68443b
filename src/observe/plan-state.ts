import { z } from 'zod'
import { nullableFlag, nullableNumber, nullableText } from '../azure/answer-fields.ts'
import { resourceGroupOf, resourceLabelOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { sharedForMinute } from '../azure/shared-answers.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { createPartialResults } from './running/partial-results.ts'
import type { Probe } from './types.ts'

const plan = z.object({
  name: z.string(),
  // Without it nothing is known of the plan.
  sku: z.object({ name: z.string(), tier: nullableText, capacity: nullableNumber }),
  properties: z.object({
    status: nullableText,
    numberOfWorkers: nullableNumber,
    maximumNumberOfWorkers: nullableNumber,
    numberOfSites: nullableNumber,
    perSiteScaling: nullableFlag,
    elasticScaleEnabled: nullableFlag,
    maximumElasticWorkerCount: nullableNumber,
    /** Azure's word for Linux. */
    reserved: nullableFlag,
  }),
})

/** Good to know; the plan's size does not wait for it. */
const autoscaleInMs = 5_000

/** How big is the plan, how far may it grow, and does anything scale it by itself? */
export const planStateProbe: Probe = {
  id: 'plan-state',
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/serverfarms/read', 'Microsoft.Insights/autoscalesettings/read'],
  portal: ({ app }) => portalUrlOf(app, app.planId, 'webHostingPlan'),
  async observe(azure, { app }, signal) {
    const parts = createPartialResults(azure, signal)
    const [{ name, sku, properties }, autoscale] = await Promise.all([
      parts.required((soon) => readResource(azure, { path: app.planId, signal: soon, sharing: sharedForMinute }, plan)),
      parts.optional({
        source: `${resourceLabelOf(app.planId)}/autoscalesettings`,
        needs: ['Microsoft.Insights/autoscalesettings/read'],
        scope: resourceGroupOf(app.planId).id,
        inMs: autoscaleInMs,
        ask: (soon) => autoscaleOf(azure, app.planId, soon),
      }),
    ])
    return parts.toOutput([
      {
        kind: 'state',
        of: 'plan',
        name,
        properties: {
          sku: sku.name,
          tier: sku.tier,
          workers: sku.capacity ?? properties.numberOfWorkers,
          maximumWorkers: properties.maximumNumberOfWorkers,
          apps: properties.numberOfSites,
          status: properties.status,
          perSiteScaling: properties.perSiteScaling,
          automaticScaling: properties.elasticScaleEnabled,
          automaticScalingMaximum: properties.maximumElasticWorkerCount,
          linux: properties.reserved,
          ...(autoscale ?? { autoscale: null }),
        },
      },
    ])
  },
}

const capacity = z.object({ minimum: z.string(), maximum: z.string() })
const rule = z.object({
  metricTrigger: z.object({ metricName: nullableText, operator: nullableText, threshold: nullableNumber }).nullish(),
  scaleAction: z.object({ direction: nullableText }).nullish(),
})
const setting = z.object({
  properties: z.object({
    enabled: z.boolean().nullish(),
    targetResourceUri: z.string().nullish(),
    profiles: z.array(z.object({ capacity, rules: z.array(rule).nullish() })).nullish(),
  }),
})

interface Autoscale {
  readonly autoscale: boolean
  readonly autoscaleMinimum?: number
  readonly autoscaleMaximum?: number
  readonly autoscaleOutBy?: string
  readonly autoscaleOutAbove?: number
  readonly autoscaleInBy?: string
  readonly autoscaleInBelow?: number
}

/** Autoscale settings lie in the plan's resource group and name their target; capacities arrive as strings. */
async function autoscaleOf(azure: ReadingAzure, planId: string, signal: AbortSignal): Promise<Autoscale> {
  const path = `${resourceGroupOf(planId).id}/providers/Microsoft.Insights/autoscalesettings`
  const { items: settings } = await listResources(azure, { path, signal, sharing: sharedForMinute }, setting)
  const ours = settings.find(
    ({ properties }) =>
      properties.enabled === true && properties.targetResourceUri?.toLowerCase() === planId.toLowerCase(),
  )
  if (ours === undefined) return { autoscale: false }
  const capacities = (ours.properties.profiles ?? []).map((profile) => profile.capacity)
  if (capacities.length === 0) return { autoscale: true }
  return {
    autoscale: true,
    autoscaleMinimum: Math.min(...capacities.map(({ minimum }) => Number(minimum))),
    autoscaleMaximum: Math.max(...capacities.map(({ maximum }) => Number(maximum))),
    ...rulesOf(ours.properties.profiles?.[0]?.rules ?? []),
  }
}

/** The first rule each way, of the profile that stands first. */
function rulesOf(rules: readonly z.infer<typeof rule>[]): Omit<Autoscale, 'autoscale'> {
  const ruleOf = (direction: string, operator: RegExp) =>
    rules.find((one) => one.scaleAction?.direction === direction && operator.test(one.metricTrigger?.operator ?? ''))
      ?.metricTrigger
  const [out, into] = [ruleOf('Increase', /^greater/i), ruleOf('Decrease', /^less/i)]
  return {
    ...(out?.metricName && out.threshold !== null
      ? { autoscaleOutBy: out.metricName, autoscaleOutAbove: out.threshold }
      : {}),
    ...(into?.metricName && into.threshold !== null
      ? { autoscaleInBy: into.metricName, autoscaleInBelow: into.threshold }
      : {}),
  }
}
