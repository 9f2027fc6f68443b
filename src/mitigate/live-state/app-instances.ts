import { z } from 'zod'
import { listResources } from '../../azure/arm-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'

export interface AppInstance {
  /** ARM's name for it. */
  readonly id: string
  /** What metrics and people call it: the machine's name, where Azure tells. */
  readonly name: string
}

const instance = z.object({
  name: z.string(),
  properties: z.object({ machineName: z.string().nullish() }).nullish(),
})

/** The instances on which the app runs now, by name. */
export const readInstances = async (azure: ReadingAzure, app: Pick<AppRef, 'id'>): Promise<readonly AppInstance[]> => {
  const { items } = await listResources(azure, { path: `${app.id}/instances` }, instance)
  return items
    .map(({ name, properties }) => ({ id: name, name: properties?.machineName ?? name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export const findInstance = (instances: readonly AppInstance[], wanted: string): AppInstance | undefined => {
  const name = wanted.toLowerCase()
  return instances.find((one) => one.id.toLowerCase() === name || one.name.toLowerCase() === name)
}
