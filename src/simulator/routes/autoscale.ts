import { checkScope } from '../http/find.ts'
import { groupPath, ok, type Route } from '../http/route.ts'

/** Nobody has set up autoscaling here. */
export const autoscale: readonly Route[] = [
  '/subscriptions/:subscription/providers/Microsoft.Insights/autoscalesettings',
  `${groupPath}/providers/Microsoft.Insights/autoscalesettings`,
].map((path) => ({
  method: 'get',
  path,
  action: 'Microsoft.Insights/autoscaleSettings/read',
  answer: (call) => {
    checkScope(call)
    return ok({ value: [], nextLink: null })
  },
}))
