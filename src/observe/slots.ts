import { productionIdOf, resourceLabelOf, slotNameOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import type { StateFinding } from '../incident/finding.ts'
import { createPartialResults } from './running/partial-results.ts'
import { byName, type ListedSite, listedSiteShape } from './sources/listed-site.ts'
import { isTierWithoutSlots, readPlanTier } from './sources/plan-tier.ts'
import { NotOffered, type Probe } from './types.ts'

/** Which slots does the app have, are they on, and when were they swapped? The app itself is the slot `production`. */
export const slotsProbe: Probe = {
  id: 'slots',
  detailOnly: true,
  yields: true,
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/slots/read'],
  portal: ({ app }) => portalUrlOf(app, productionIdOf(app.id), 'deploymentSlotsV2'),
  async observe(azure, { app }, signal) {
    const id = productionIdOf(app.id)
    const parts = createPartialResults(azure, signal)
    const [production, { items: others }] = await Promise.all([
      parts.optional({
        source: resourceLabelOf(id),
        needs: ['Microsoft.Web/sites/read'],
        scope: id,
        ask: (soon) => readResource(azure, { path: id, signal: soon }, listedSiteShape),
      }),
      parts.required((soon) => listResources(azure, { path: `${id}/slots`, signal: soon }, listedSiteShape)),
    ])
    if (others.length === 0) await requireSlotsOffered(readPlanTier(azure, app.planId, signal))
    const found = others.map((site) => findingOf(slotNameOf(site.id) ?? site.name, site)).sort(byName)
    return parts.toOutput(production === undefined ? found : [findingOf('production', production), ...found])
  },
}

/** Only where there are none it matters whether there could be; a plan that may not be read leaves that open. */
async function requireSlotsOffered(asked: Promise<string | undefined>): Promise<void> {
  const tier = await asked.catch(() => undefined)
  if (tier !== undefined && isTierWithoutSlots(tier))
    throw new NotOffered(messageOf('probe.not-offered.slots', { tier }))
}

const findingOf = (name: string, { properties }: ListedSite): StateFinding => ({
  kind: 'state',
  of: 'slot',
  name,
  properties: {
    state: properties.state,
    enabled: properties.enabled,
    lastSwapAt: properties.slotSwapStatus?.timestampUtc ?? null,
    lastSwapFrom: properties.slotSwapStatus?.sourceSlotName ?? null,
    lastSwapTo: properties.slotSwapStatus?.destinationSlotName ?? null,
  },
})
