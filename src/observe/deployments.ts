import { z } from 'zod'
import { optionalInstant } from '../azure/answer-fields.ts'
import { ownNameOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ChangeFinding } from '../incident/finding.ts'
import { callerName } from '../redaction/caller-name.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import { deployedBy } from './sources/deployment-author.ts'
import type { Probe } from './types.ts'

const deployment = z.object({
  name: z.string(),
  properties: z.object({
    status: z.number().nullish(),
    message: z.string().nullish(),
    author: z.string().nullish(),
    deployer: z.string().nullish(),
    start_time: optionalInstant,
    end_time: optionalInstant,
  }),
})
type Deployment = z.infer<typeof deployment>

/** As far as the metrics are looked back on. */
const lookBackInMs = 48 * 3_600_000
const maxShownDeployments = 20

/** What was deployed in the last two days? */
export const deploymentsProbe: Probe = {
  id: 'deployments',
  spokenAs: 'deployment log*, deploymentlog*',
  covers: 'changes',
  deadlineInMs: 10_000,
  needs: ['Microsoft.Web/sites/deployments/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'vstscd'),
  async observe(azure, { app, window }, signal) {
    const { items } = await listResources(azure, { path: `${app.id}/deployments`, signal }, deployment)
    return items
      .flatMap(changeOf)
      .filter(({ at }) => at >= window.to - lookBackInMs && at <= window.to)
      .sort((left, right) => left.at - right.at || (left.operation < right.operation ? -1 : 1))
      .slice(-maxShownDeployments)
  },
}

/** It counts from when it was live, not from when it began; one without any time can't be placed. */
function changeOf({ name, properties }: Deployment): ChangeFinding[] {
  const at = properties.end_time ?? properties.start_time
  if (at === undefined) return []
  const { by, tool } = deployedBy(properties)
  const summary = properties.message === tool ? undefined : properties.message
  return [
    {
      kind: 'change',
      change: 'deployment',
      at,
      of: 'app',
      ...(by === undefined ? {} : { by: callerName(by) }),
      ...(tool === undefined ? {} : { tool: sanitizeLine(tool) }),
      operation: ownNameOf(name),
      ...(summary ? { summary: sanitizeLine(summary) } : {}),
      status: properties.status === 4 ? 'succeeded' : properties.status === 3 ? 'failed' : 'running',
    },
  ]
}
