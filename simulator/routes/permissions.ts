import { type ArmRoute, okAnswer, planPath, resourceGroupPath, sitePath } from '../http/arm-route.ts'
import { checkScope } from '../http/find-resource.ts'

/** What the caller may do, and what of it was taken away. */
export const permissionsRoutes: readonly ArmRoute[] = [sitePath, planPath, resourceGroupPath].map((scope) => ({
  method: 'get',
  path: `${scope}/providers/Microsoft.Authorization/permissions`,
  action: 'Microsoft.Authorization/permissions/read',
  answer: (call) => {
    checkScope(call)
    return okAnswer({ value: [{ ...call.rights, dataActions: [], notDataActions: [] }] })
  },
}))
