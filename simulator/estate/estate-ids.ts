import { subscriptionId } from './estate-spec.ts'
import { resourceGroupName } from './plan-specs.ts'

const groupId = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`

export function planIdOf(plan: string): string {
  return `${groupId}/providers/Microsoft.Web/serverfarms/${plan}`
}

export function siteIdOf(app: { readonly name: string; readonly slot?: string }): string {
  const site = `${groupId}/providers/Microsoft.Web/sites/${app.name}`
  return app.slot === undefined ? site : `${site}/slots/${app.slot}`
}

/** The virtual network that apps go out by. */
export const virtualNetworkId = `${groupId}/providers/Microsoft.Network/virtualNetworks/contoso-vnet`

/** The private zone by which the apps find their database. */
export const privateZoneId = `${groupId}/providers/Microsoft.Network/privateDnsZones/privatelink.database.windows.net`

/** `contoso-web` or `contoso-web-staging`: the first label of the host name. */
export function hostLabelOf(app: { readonly name: string; readonly slot?: string }): string {
  return app.slot === undefined ? app.name : `${app.name}-${app.slot}`
}
