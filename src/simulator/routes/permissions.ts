import { checkScope } from '../http/find.ts'
import { groupPath, ok, planPath, type Route, sitePath } from '../http/route.ts'

/** What the caller may do: everything but what was taken away. */
export const permissions: readonly Route[] = [sitePath, planPath, groupPath].map((scope) => ({
  method: 'get',
  path: `${scope}/providers/Microsoft.Authorization/permissions`,
  action: 'Microsoft.Authorization/permissions/read',
  answer: (call) => {
    checkScope(call)
    return ok({ value: [{ actions: ['*'], notActions: call.denied, dataActions: [], notDataActions: [] }] })
  },
}))
