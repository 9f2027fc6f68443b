import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import { parsePlanId } from './ids.ts'
import { eachOf, readList, webApi } from './read.ts'

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
  const { id } = parsePlanId(planId)
  const { items } = await readList(azure, { path: `${id}/sites`, version: webApi }, site)
  const apps = items.filter((one) => !/\/slots\//i.test(one.id))
  const slots = await eachOf(apps, async (app) => {
    const found = await readList(azure, { path: `${app.id}/slots`, version: webApi }, site)
    return found.items.filter((slot) => isOn(planId, slot))
  })
  return [...new Set([...items, ...slots.flat()].map((one) => one.name))].sort()
}

const isOn = (planId: string, { properties }: z.infer<typeof site>): boolean =>
  properties?.serverFarmId?.toLowerCase() === planId.toLowerCase()
