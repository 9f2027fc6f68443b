import { z } from 'zod'
import { readActivityLog } from '../azure/activity-log-reader.ts'
import { nullableText } from '../azure/answer-fields.ts'
import { resourceLabelOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { sharedForMinute } from '../azure/shared-answers.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { ChangeFinding, StateFinding, TimeWindow } from '../incident/finding.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import { activityFields, activityLookBackInMs, changesIn } from './activity-log.ts'
import { createPartialResults } from './running/partial-results.ts'
import { byName } from './sources/listed-site.ts'
import { siteNetworkShape } from './sources/network-state.ts'
import type { Probe } from './types.ts'

/** Of a site without a network nothing else would be left, as of an answer that is none. */
const site = z.object({ properties: siteNetworkShape.extend({ state: nullableText }) })

const endpoint = z.object({
  name: z.string(),
  properties: z.object({ privateLinkServiceConnectionState: z.object({ status: nullableText }).nullish() }).nullish(),
})

/**
 * Who changed the network that the app goes out by, and do its private endpoints stand? What is changed in a network is
 * written down with the network's own resources, never with the app.
 */
export const networkProbe: Probe = {
  id: 'network',
  spokenAs: 'network*, netwerk*, vnet, private endpoint*',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 15_000,
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/privateEndpointConnections/read',
    'Microsoft.Insights/eventtypes/values/read',
  ],
  portal: ({ app }) => portalUrlOf(app, app.id, 'networkingHub'),
  async observe(azure, { app, window }, signal) {
    const parts = createPartialResults(azure, signal)
    const [{ properties }, endpoints] = await Promise.all([
      parts.required((soon) => readResource(azure, { path: app.id, signal: soon }, site)),
      parts.optional({
        source: `${resourceLabelOf(app.id)}/privateEndpointConnections`,
        needs: ['Microsoft.Web/sites/privateEndpointConnections/read'],
        scope: app.id,
        ask: (soon) => listResources(azure, { path: `${app.id}/privateEndpointConnections`, signal: soon }, endpoint),
      }),
    ])
    const states = (endpoints?.items ?? []).map(endpointFinding).sort(byName)
    const network = networkIn(properties.virtualNetworkSubnetId)
    if (network === undefined) return parts.toOutput(states)
    const changes = await parts.optional({
      source: 'Microsoft.Network',
      needs: ['Microsoft.Insights/eventtypes/values/read'],
      scope: `/subscriptions/${network.subscriptionId}`,
      ask: (soon) => networkChanges(azure, network, window, soon),
    })
    return parts.toOutput([...states, ...(changes ?? [])])
  },
}

const endpointFinding = ({ name, properties }: z.infer<typeof endpoint>): StateFinding => ({
  kind: 'state',
  of: 'network',
  name: sanitizeLine(name),
  properties: { state: properties?.privateLinkServiceConnectionState?.status ?? null },
})

interface Network {
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly name: string
}

const networkIn = (subnetId: string | null): Network | undefined => {
  const [, subscriptionId, resourceGroup, name] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/virtualNetworks\/([^/]+)\//i.exec(
      subnetId ?? '',
    ) ?? []
  return subscriptionId === undefined || resourceGroup === undefined || name === undefined
    ? undefined
    : { subscriptionId, resourceGroup, name }
}

/** Ours: a cluster may write as many in an hour, and the latest say enough. */
const mostPages = 4
const mostChanges = 20

/** Asked by the provider: which zones, firewalls and routes lie on the app's way stands nowhere that we may read. */
async function networkChanges(
  azure: ReadingAzure,
  network: Network,
  { to }: TimeWindow,
  signal: AbortSignal,
): Promise<readonly ChangeFinding[]> {
  const { items } = await readActivityLog(azure, {
    subscriptionId: network.subscriptionId,
    from: to - activityLookBackInMs,
    to,
    provider: 'Microsoft.Network',
    select: activityFields,
    mostPages,
    signal,
    sharing: sharedForMinute,
  })
  const near = items.filter(({ resourceId }) => isOnTheWay(resourceId ?? '', network))
  return changesIn(near).slice(-mostChanges)
}

/** What decides on names, routes and who is let through; of the virtual networks only the app's own. */
const isOnTheWay = (id: string, { resourceGroup, name }: Network): boolean => {
  const [, group = '', type = '', own = ''] =
    /\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/([^/]+)\/([^/]+)/i.exec(id) ?? []
  const isNear = isSame(group, resourceGroup)
  if (isSame(type, 'virtualNetworks')) return isNear && isSame(own, name)
  return sharedByMany.test(type) || (isNear && ownOfNetwork.test(type))
}

const sharedByMany = /^(privatednszones|dnsforwardingrulesets|dnsresolvers|azurefirewalls|firewallpolicies)$/i
const ownOfNetwork =
  /^(networksecuritygroups|routetables|natgateways|privateendpoints|virtualnetworkgateways|applicationsecuritygroups)$/i

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
