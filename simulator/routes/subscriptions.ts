import { subscriptionId, subscriptionName, tenantId } from '../estate/estate-spec.ts'
import { type ArmRoute, okAnswer, resourceGroupPath } from '../http/arm-route.ts'
import { checkScope } from '../http/find-resource.ts'

const action = 'Microsoft.Resources/subscriptions/read'

const subscription = {
  id: `/subscriptions/${subscriptionId}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId,
  tenantId,
  displayName: subscriptionName,
  state: 'Enabled',
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    spendingLimit: 'Off',
  },
}

const tenant = {
  id: `/tenants/${tenantId}`,
  tenantId,
  countryCode: 'NL',
  displayName: 'Contoso',
  domains: ['contoso.onmicrosoft.com'],
  tenantCategory: 'Home',
}

export const subscriptionsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: '/subscriptions',
    action,
    answer: () => okAnswer({ value: [subscription], count: { type: 'Total', value: 1 } }),
  },
  {
    method: 'get',
    path: '/subscriptions/:subscription',
    action,
    answer: (call) => {
      checkScope(call)
      return okAnswer(subscription)
    },
  },
  {
    method: 'get',
    path: resourceGroupPath,
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    answer: (call) => {
      checkScope(call)
      const { path } = call
      return okAnswer({
        id: path,
        name: call.params.group,
        location: 'westeurope',
        properties: { provisioningState: 'Succeeded' },
      })
    },
  },
  {
    method: 'get',
    path: '/tenants',
    action: 'Microsoft.Resources/tenants/read',
    answer: () => okAnswer({ value: [tenant] }),
  },
]
