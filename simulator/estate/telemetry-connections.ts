import { seededGuid } from '../physics/seeded-random.ts'
import { subscriptionId } from './estate-spec.ts'
import { resourceGroupName } from './plan-specs.ts'

const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`

/** The one workspace of the estate; everything that is sent anywhere lies there. */
export const workspace = {
  id: `${group}/providers/Microsoft.OperationalInsights/workspaces/contoso-logs`,
  name: 'contoso-logs',
  customerId: seededGuid(1, 'workspace', 'contoso-logs'),
} as const

/** A component of Application Insights, and the app that tells it. */
export const insightsComponents: readonly { readonly id: string; readonly name: string; readonly app: string }[] = [
  {
    id: `${group}/providers/microsoft.insights/components/contoso-insights`,
    name: 'contoso-insights',
    app: 'contoso-web',
  },
]

/** Which tables an app's diagnostic setting fills; the other apps have none. */
export const sentTables: Readonly<Record<string, readonly string[]>> = {
  'contoso-api': ['AppServiceHTTPLogs', 'AppServiceConsoleLogs', 'AppServicePlatformLogs'],
}
