import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import { createPartialResults } from './running/partial-results.ts'
import { listNeighbours, measureNeighbours, runningFirst } from './sources/neighbour-sites.ts'
import { optionalReadsOf } from './sources/optional-reads.ts'
import { isPlanSeenShort } from './sources/plan-shortage.ts'
import type { Probe } from './types.ts'

/** All that are measured of a plan. Ours: it may have a hundred apps. */
const mostMeasured = 10

/** What the others take that the first verdict did not wait for. */
export const moreNeighboursProbe: Probe = {
  id: 'more-neighbours',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: ['Microsoft.Web/serverfarms/sites/read', 'Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.planId, 'apps'),
  async observe(azure, target, signal) {
    const parts = createPartialResults(azure, signal)
    const others = await parts.required((soon) => listNeighbours(azure, target, soon))
    if (!(await isPlanSeenShort(azure, { parts, target }))) return parts.toOutput([])
    const sites = runningFirst(others).slice(optionalReadsOf(target), mostMeasured)
    const found = await measureNeighbours(azure, { parts, sites, target })
    if (others.length > mostMeasured)
      parts.addGap(messageOf('probe.gap.neighbours', { measured: mostMeasured, count: others.length }))
    return parts.toOutput(found)
  },
}
