import { resourceGroupOf } from '../../azure/arm-id.ts'
import { firstMissingAction } from '../../azure/permissions.ts'
import { isReadingAction } from '../../azure/roles.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import type { MitigationStep } from '../types.ts'

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
        azure.asWriter,
        scope,
        actions.filter((one) => scopeOf(one, resource) === scope),
      )
      return action === undefined ? [] : [{ action, scope }]
    }),
  )
  return missing.flat()[0]
}
