import type { Deployment } from '../../estate/deployment.ts'
import { deployed, deploymentProperties } from '../../routes/deployments.ts'
import { ok } from '../route.ts'
import { type KuduCall, type KuduRoute, kuduError } from './route.ts'

export const kuduDeployments: readonly KuduRoute[] = [
  {
    method: 'get',
    path: '/api/deployments',
    answer: ({ app, now }) => ok(deployed(app, now).map((one) => deploymentProperties(app, one, now))),
  },
  {
    method: 'get',
    path: '/api/deployments/:deployment',
    answer: (call) => ok(deploymentProperties(call.app, deploymentIn(call), call.now)),
  },
  { method: 'get', path: '/api/deployments/:deployment/log', answer: (call) => ok(logOf(call)) },
]

function deploymentIn({ app, now, params }: KuduCall): Deployment {
  const found = deployed(app, now).find(({ id }) => id === params.deployment)
  if (found === undefined) throw kuduError(404, `Deployment '${params.deployment}' not found.`)
  return found
}

function logOf(call: KuduCall) {
  const { id, log, startedAt, endedAt } = deploymentIn(call)
  const step = (endedAt - startedAt) / Math.max(1, log.length - 1)
  return log.map((message, nth) => ({
    log_time: new Date(startedAt + Math.round(nth * step)).toISOString(),
    id: `${id.slice(0, 8)}-${nth}`,
    message,
    type: 0,
    details_url: null,
  }))
}
