import { hostLabelOf, siteIdOf } from '../../estate/estate-ids.ts'
import { azureLocation, tenantId } from '../../estate/estate-spec.ts'
import { insightsComponents, sentTables, workspace } from '../../estate/telemetry-connections.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, resourceGroupPath, sitePath } from '../../http/arm-route.ts'
import { checkScope, findSite, isSameArmName } from '../../http/find-resource.ts'

/** Where telemetry goes: an app's diagnostic settings, the components and the workspace. */
export const telemetryResourcesRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/providers/Microsoft.Insights/diagnosticSettings`,
    action: 'Microsoft.Insights/diagnosticSettings/read',
    answer: (call) => {
      const { spec } = findSite(call)
      const tables = spec.slot === undefined ? sentTables[spec.name] : undefined
      return okAnswer({ value: tables === undefined ? [] : [settingBody(siteIdOf(spec), tables)] })
    },
  },
  {
    method: 'get',
    path: `${resourceGroupPath}/providers/Microsoft.Insights/components/:component`,
    action: 'Microsoft.Insights/components/read',
    answer: (call) => {
      checkScope(call)
      const found = insightsComponents.find(({ name }) => isSameArmName(name, call.params.component ?? ''))
      if (found === undefined) throw absent(`Microsoft.Insights/components/${call.params.component}`)
      return okAnswer(componentBody(found))
    },
  },
  {
    method: 'get',
    path: `${resourceGroupPath}/providers/Microsoft.OperationalInsights/workspaces/:workspace`,
    action: 'Microsoft.OperationalInsights/workspaces/read',
    answer: (call) => {
      checkScope(call)
      if (!isSameArmName(workspace.name, call.params.workspace ?? '')) {
        throw absent(`Microsoft.OperationalInsights/workspaces/${call.params.workspace}`)
      }
      const { id, name, customerId } = workspace
      return okAnswer({
        id,
        name,
        type: 'Microsoft.OperationalInsights/workspaces',
        location: azureLocation,
        properties: { customerId, provisioningState: 'Succeeded', retentionInDays: 30, sku: { name: 'PerGB2018' } },
      })
    },
  },
]

function absent(resource: string): Error {
  return armError(404, 'ResourceNotFound', `The Resource '${resource}' was not found.`)
}

/** Every category of App Service is listed, switched on or not. */
const categories = [
  'AppServiceHTTPLogs',
  'AppServiceConsoleLogs',
  'AppServiceAppLogs',
  'AppServiceAuditLogs',
  'AppServiceIPSecAuditLogs',
  'AppServicePlatformLogs',
]

function settingBody(siteId: string, tables: readonly string[]) {
  return {
    id: `${siteId.toLowerCase()}/providers/microsoft.insights/diagnosticSettings/to-workspace`,
    name: 'to-workspace',
    type: 'Microsoft.Insights/diagnosticSettings',
    properties: {
      workspaceId: workspace.id,
      logs: categories.map((category) => ({
        category,
        categoryGroup: null,
        enabled: tables.includes(category),
        retentionPolicy: { days: 0, enabled: false },
      })),
      metrics: [],
      logAnalyticsDestinationType: null,
    },
  }
}

/** As Resource Graph and the provider show it. */
export function componentBody({ id, name, app }: (typeof insightsComponents)[number]) {
  return {
    id,
    name,
    type: 'microsoft.insights/components',
    kind: 'web',
    location: azureLocation,
    tags: { [`hidden-link:${siteIdOf({ name: app })}`]: 'Resource' },
    properties: {
      ApplicationId: hostLabelOf({ name: app }),
      Application_Type: 'web',
      TenantId: tenantId,
      WorkspaceResourceId: workspace.id,
      IngestionMode: 'LogAnalytics',
    },
  }
}
