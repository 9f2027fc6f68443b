import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import { parsePlanId } from './ids.ts'
import { readList } from './read.ts'

const setting = z.object({
  properties: z.object({ enabled: z.boolean().nullish(), targetResourceUri: z.string().nullish() }),
})

/** True where an autoscale setting, in whichever resource group, rules the plan: it would undo a scale by hand. */
export const isAutoscaled = async (azure: ReadingAzure, planId: string): Promise<boolean> => {
  const { subscriptionId } = parsePlanId(planId)
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/autoscalesettings`
  const { items } = await readList(azure, { path, version: '2022-10-01' }, setting)
  return items.some(
    ({ properties }) =>
      properties.enabled === true && properties.targetResourceUri?.toLowerCase() === planId.toLowerCase(),
  )
}
