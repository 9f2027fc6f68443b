import { z } from 'zod'
import { requirePlanId } from '../../azure/arm-id.ts'
import { listResources } from '../../azure/arm-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'

const setting = z.looseObject({
  id: z.string(),
  name: z.string(),
  properties: z.looseObject({ enabled: z.boolean().nullish(), targetResourceUri: z.string().nullish() }),
})

export interface AutoscaleSetting {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  /** As Azure gives it. */
  readonly body: Readonly<Record<string, unknown>>
}

/** The autoscale setting, in whichever resource group, that is about the plan; an enabled one before others. */
export const readAutoscaleSetting = async (
  azure: ReadingAzure,
  planId: string,
): Promise<AutoscaleSetting | undefined> => {
  const { subscriptionId } = requirePlanId(planId)
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/autoscalesettings`
  const { items } = await listResources(azure, { path }, setting)
  const found = items.filter(({ properties }) => properties.targetResourceUri?.toLowerCase() === planId.toLowerCase())
  const one = found.find(({ properties }) => properties.enabled === true) ?? found[0]
  return one && { id: one.id, name: one.name, enabled: one.properties.enabled === true, body: one }
}

/** True where rules would undo a scale by hand. */
export const isAutoscaled = async (azure: ReadingAzure, planId: string): Promise<boolean> =>
  (await readAutoscaleSetting(azure, planId))?.enabled === true
