import { z } from 'zod'
import { resourceGroupOf } from '../../azure/arm-id.ts'
import { listResources } from '../../azure/arm-reader.ts'
import { isReadingAction } from '../../azure/roles.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import type { MitigationStep } from '../types.ts'

const permission = z.object({
  actions: z.array(z.string()).nullish(),
  notActions: z.array(z.string()).nullish(),
})
type Permission = z.infer<typeof permission>

/** Of what the step may need, what this plan's writes need; what was only read has been read by now. */
export const actionsNeededBy = (
  { needs }: Pick<MitigationStep, 'needs'>,
  { writes }: MitigationPlan,
  { slot }: AppRef,
): readonly string[] => {
  const sends = (methods: readonly string[]): boolean => writes.some(({ method }) => methods.includes(method))
  return needs.filter((action) => {
    if (isReadingAction(action)) return false
    if (/\/delete$/i.test(action) && !sends(['DELETE'])) return false
    if (/\/write$/i.test(action) && !sends(['PUT', 'PATCH'])) return false
    if (slot === undefined) return !ofSlot.test(action)
    // Azure has an action of its own for most that is done to a slot.
    return ofSlot.test(action) || !needs.some((other) => other === action.replace('/sites/', '/sites/slots/'))
  })
}

const ofSlot = /\/sites\/slots\//i

/** What Azure Monitor keeps lies in the resource group, beside what it looks at. */
const scopeOf = (action: string, resource: string): string =>
  /^microsoft\.insights\//i.test(action) ? resourceGroupOf(resource).id : resource

export const findMissingPermission = async (
  azure: ReadingAzure,
  actions: readonly string[],
  resource: string,
): Promise<{ readonly action: string; readonly scope: string } | undefined> => {
  const scopes = [...new Set(actions.map((action) => scopeOf(action, resource)))]
  const missing = await Promise.all(
    scopes.map(async (scope) => {
      const action = await firstMissingAction(
        azure,
        scope,
        actions.filter((one) => scopeOf(one, resource) === scope),
      )
      return action === undefined ? [] : [{ action, scope }]
    }),
  )
  return missing.flat()[0]
}

/**
 * The first of these actions that the identity that writes may not do on the resource, by Azure's own list for it;
 * `undefined` where it may do all, or the list can't be had: then Azure decides.
 */
const firstMissingAction = async (
  azure: ReadingAzure,
  resource: string,
  actions: readonly string[],
): Promise<string | undefined> => {
  try {
    const path = `${resource}/providers/Microsoft.Authorization/permissions`
    const { items, complete } = await listResources(azure.asWriter, { path }, permission)
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
