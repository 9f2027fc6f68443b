import { z } from 'zod'
import { requirePlanId } from '../../azure/arm-id.ts'
import { listResources } from '../../azure/arm-reader.ts'
import { mapConcurrently, readsAtOnce } from '../../azure/map-concurrently.ts'
import type { ReadingAzure } from '../../azure/types.ts'

const site = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({ serverFarmId: z.string().nullish() }).nullish(),
})

/**
 * Names of every app and slot on the plan. Whether the plan's own list has the slots differs, and a slot may live
 * on another plan than its app, so slots are asked for as well and each is looked at.
 */
export const readPlanApps = async (azure: ReadingAzure, planId: string): Promise<readonly string[]> => {
  const { id } = requirePlanId(planId)
  const { items } = await listResources(azure, { path: `${id}/sites` }, site)
  const apps = items.filter((one) => !/\/slots\//i.test(one.id))
  const slots = await mapConcurrently(readsAtOnce, apps, async (app) => {
    const found = await listResources(azure, { path: `${app.id}/slots` }, site)
    return found.items.filter((slot) => isOn(planId, slot))
  })
  return [...new Set([...items, ...slots.flat()].map((one) => one.name))].sort()
}

const isOn = (planId: string, { properties }: z.infer<typeof site>): boolean =>
  properties?.serverFarmId?.toLowerCase() === planId.toLowerCase()
