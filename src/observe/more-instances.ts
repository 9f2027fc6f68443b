import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { mostSingleInstances, wholeOf } from './instances.ts'
import { lookInto, mostInstancesLookedInto } from './processes.ts'
import { createPartialResults } from './running/partial-results.ts'
import { instanceFinding, isWhole, listInstances } from './sources/instance-state.ts'
import type { Probe } from './types.ts'

/** Ours: a plan has up to thirty, and each takes up to three reads. */
const mostInstances = 10
const maxConcurrent = 4

/** The instances that the first verdict did not wait for. */
export const moreInstancesProbe: Probe = {
  id: 'more-instances',
  detailOnly: true,
  afterVerdict: true,
  noHistory: true,
  deadlineInMs: 20_000,
  needs: ['Microsoft.Web/sites/instances/read', 'Microsoft.Web/sites/instances/processes/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'scaleOut'),
  async observe(azure, { app }, signal) {
    const list = await listInstances(azure, app, signal)
    const parts = createPartialResults(azure, signal)
    const unclear = list.filter((one) => !isWhole(one, app)).slice(mostSingleInstances, mostInstances)
    const states = await mapConcurrently(maxConcurrent, unclear, async (one) =>
      instanceFinding(app, await wholeOf(azure, { app, one, parts })),
    )
    const instances = list.slice(mostInstancesLookedInto(app), mostInstances)
    return parts.toOutput([...states, ...(await lookInto(azure, { app, instances, parts }))])
  },
}
