import type { StateFinding } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import { NotOffered, type Probe } from './types.ts'
import { inParts } from './wire/parts.ts'
import { portalOf } from './wire/portal.ts'
import { read, readAll, webApi } from './wire/read.ts'
import { byName, labelOf, productionOf, type Site, siteShape, slotOf } from './wire/site.ts'
import { hasNoSlots, tierOf } from './wire/tier.ts'

/** Which slots does the app have, are they on, and when were they swapped? The app itself is the slot `production`. */
export const slots: Probe = {
  id: 'slots',
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/slots/read'],
  portal: ({ app }) => portalOf(app, productionOf(app.id), 'deploymentSlotsV2'),
  async look(azure, { app }, signal) {
    const id = productionOf(app.id)
    const query = { 'api-version': webApi }
    const parts = inParts(azure, signal)
    const [production, others] = await Promise.all([
      parts.take({
        source: labelOf(id),
        needs: ['Microsoft.Web/sites/read'],
        scope: id,
        ask: (soon) => read(azure, { path: id, query, signal: soon }, siteShape),
      }),
      parts.need((soon) => readAll(azure, { path: `${id}/slots`, query, signal: soon }, siteShape)),
    ])
    if (others.length === 0) await offered(tierOf(azure, app.planId, signal))
    const found = others.map((site) => findingOf(slotOf(site.id) ?? site.name, site)).sort(byName)
    return parts.whole(production === undefined ? found : [findingOf('production', production), ...found])
  },
}

/** Only where there are none it matters whether there could be; a plan that may not be read leaves that open. */
async function offered(asked: Promise<string | undefined>): Promise<void> {
  const tier = await asked.catch(() => undefined)
  if (tier !== undefined && hasNoSlots(tier)) throw new NotOffered(phrase('probe.not-offered.slots', { tier }))
}

const findingOf = (name: string, { properties }: Site): StateFinding => ({
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
