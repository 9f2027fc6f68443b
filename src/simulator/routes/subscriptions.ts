import { subscriptionId, subscriptionName, tenantId } from '../estate/spec.ts'
import { checkScope } from '../http/find.ts'
import { ok, type Route } from '../http/route.ts'

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

export const subscriptions: readonly Route[] = [
  {
    method: 'get',
    path: '/subscriptions',
    action,
    answer: () => ok({ value: [subscription], count: { type: 'Total', value: 1 } }),
  },
  {
    method: 'get',
    path: '/subscriptions/:subscription',
    action,
    answer: (call) => {
      checkScope(call)
      return ok(subscription)
    },
  },
  {
    method: 'get',
    path: '/tenants',
    action: 'Microsoft.Resources/tenants/read',
    answer: () => ok({ value: [tenant] }),
  },
]
