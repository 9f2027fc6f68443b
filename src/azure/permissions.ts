import { z } from 'zod'
import { listResources } from './arm-reader.ts'
import { AzureError, type ReadingAzure } from './types.ts'

const permission = z.object({
  actions: z.array(z.string()).nullish(),
  notActions: z.array(z.string()).nullish(),
})
type Permission = z.infer<typeof permission>

/**
 * The first of these actions that the identity which asks may not do on the resource, by Azure's own list for it;
 * `undefined` where it may do all, or the list can't be had: then Azure decides.
 */
export const firstMissingAction = async (
  azure: ReadingAzure['asWriter'],
  resource: string,
  actions: readonly string[],
): Promise<string | undefined> => {
  try {
    const path = `${resource}/providers/Microsoft.Authorization/permissions`
    const { items, complete } = await listResources(azure, { path }, permission)
    return complete ? actions.find((action) => !items.some((item) => grants(item, action))) : undefined
  } catch (error) {
    if (error instanceof AzureError) return undefined
    throw error
  }
}

/** What one assignment takes out, another may still grant: each stands by itself. */
const grants = ({ actions, notActions }: Permission, action: string): boolean =>
  (actions ?? []).some((pattern) => covers(pattern, action)) &&
  !(notActions ?? []).some((pattern) => covers(pattern, action))

/** Azure's own rule: `*` stands for anything, letter case does not matter. */
const covers = (pattern: string, action: string): boolean => {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`, 'i').test(action)
}
