import { z } from 'zod'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { readList } from './read.ts'

const permission = z.object({
  actions: z.array(z.string()).nullish(),
  notActions: z.array(z.string()).nullish(),
})
type Permission = z.infer<typeof permission>

/**
 * The first of these actions that our identity may not do on the resource, by Azure's own list of what it may;
 * `undefined` where it may do all, or the list can't be had: then Azure decides.
 */
export const missingPermission = async (
  azure: ReadingAzure,
  resource: string,
  actions: readonly string[],
): Promise<string | undefined> => {
  try {
    const path = `${resource}/providers/Microsoft.Authorization/permissions`
    const { items, complete } = await readList(azure, { path, version: '2022-04-01' }, permission)
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
