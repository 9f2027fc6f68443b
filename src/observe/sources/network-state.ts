import { z } from 'zod'
import { nullableFlag, nullableText } from '../../azure/answer-fields.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { sanitizeLine } from '../../redaction/sanitize-line.ts'

/** What a site says of the network that it goes out by. */
export const siteNetworkShape = z.object({
  virtualNetworkSubnetId: nullableText,
  vnetRouteAllEnabled: nullableFlag,
  dnsConfiguration: z.object({ dnsServers: z.array(z.string()).nullish() }).nullish(),
})
export type SiteNetwork = z.infer<typeof siteNetworkShape>

/** `subnet` is null where the app goes out by no network of its own. */
export const networkFinding = (site: SiteNetwork): StateFinding => {
  const { network, subnet } = subnetIn(site.virtualNetworkSubnetId)
  return {
    kind: 'state',
    of: 'network',
    name: 'outbound',
    properties: {
      network,
      subnet,
      dnsServers: site.dnsConfiguration?.dnsServers?.join(', ') || null,
      routesAll: site.vnetRouteAllEnabled,
    },
  }
}

const subnetIn = (id: string | null): { readonly network: string | null; readonly subnet: string | null } => {
  const [, network, subnet] = /\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(id ?? '') ?? []
  return { network: nameOrNull(network), subnet: nameOrNull(subnet) }
}

const nameOrNull = (name: string | undefined): string | null => (name === undefined ? null : sanitizeLine(name))
