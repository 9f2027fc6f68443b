import { resourceLabelOf } from '../azure/arm-id.ts'
import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import {
  type Instance,
  instanceFinding,
  instancePath,
  instanceSource,
  isWhole,
  listInstances,
  readInstance,
} from './sources/instance-state.ts'
import { byName } from './sources/listed-site.ts'
import type { Probe } from './types.ts'

/** Of those that the list says too little of, so many are asked for the first verdict. Ours. */
export const mostSingleInstances = 3

/** Which instances does the app run on, and are they ready? */
export const instancesProbe: Probe = {
  id: 'instances',
  covers: 'instance-states',
  noHistory: true,
  deadlineInMs: 15_000,
  needs: ['Microsoft.Web/sites/instances/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'scaleOut'),
  async observe(azure, { app }, signal) {
    const list = await listInstances(azure, app, signal)
    const parts = createPartialResults(azure, signal)
    const unclear = list.filter((one) => !isWhole(one, app)).slice(0, mostSingleInstances)
    const found = await parts.required(() =>
      mapConcurrently(list.length || 1, list, async (one) =>
        instanceFinding(app, unclear.includes(one) ? await wholeOf(azure, { app, one, parts }) : one),
      ),
    )
    if (list.length === 0) parts.addGap(messageOf('probe.instances.none', { app: resourceLabelOf(app.id) }))
    return parts.toOutput(found.toSorted(byName))
  },
}

interface At {
  readonly app: AppRef
  readonly one: Instance
  readonly parts: PartialResults
}

/** As the instance itself says, or the list where it says nothing. */
export const wholeOf = async (azure: ReadingAzure, { app, one, parts }: At): Promise<Instance> =>
  (await parts.optional({
    source: instanceSource(one),
    needs: ['Microsoft.Web/sites/instances/read'],
    scope: app.id,
    ask: (soon) => readInstance(azure, instancePath(app, one), soon),
  })) ?? one
