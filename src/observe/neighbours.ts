import { resourceLabelOf, slotNameOf } from '../azure/arm-id.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { StateFinding } from '../incident/finding.ts'
import { createPartialResults } from './running/partial-results.ts'
import type { ListedSite } from './sources/listed-site.ts'
import { listNeighbours, measureNeighbours, runningFirst } from './sources/neighbour-sites.ts'
import { optionalReadsOf } from './sources/optional-reads.ts'
import { isPlanSeenShort } from './sources/plan-shortage.ts'
import type { Probe } from './types.ts'

/** Who else lives on the plan? Where it is short of something: what do they take of it? */
export const neighboursProbe: Probe = {
  id: 'neighbours',
  spokenAs: 'other apps, neighbour*, andere apps, buren',
  covers: 'plan-sharing',
  yields: true,
  deadlineInMs: 15_000,
  needs: ['Microsoft.Web/serverfarms/sites/read', 'Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.planId, 'apps'),
  async observe(azure, target, signal) {
    const parts = createPartialResults(azure, signal)
    const [others, isShort] = await Promise.all([
      parts.required((soon) => listNeighbours(azure, target, soon)),
      isPlanSeenShort(azure, { parts, target }),
    ])
    const sites = isShort ? runningFirst(others).slice(0, optionalReadsOf(target)) : []
    return parts.toOutput([...others.map(stateOf), ...(await measureNeighbours(azure, { parts, sites, target }))])
  },
}

const stateOf = ({ id, properties }: ListedSite): StateFinding => ({
  kind: 'state',
  of: 'neighbour',
  name: resourceLabelOf(id),
  properties: { state: properties.state, isSlot: slotNameOf(id) !== undefined, usageState: properties.usageState },
})
