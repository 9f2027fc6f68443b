import type { SimulatedDeployment } from '../../estate/simulated-deployment.ts'
import { deploymentPropertiesOf, deploymentsUntil } from '../../routes/sites/deployments.ts'
import { okAnswer } from '../arm-route.ts'
import { type KuduCall, type KuduRoute, kuduError } from './kudu-route.ts'

export const kuduDeploymentsRoutes: readonly KuduRoute[] = [
  {
    method: 'get',
    path: '/api/deployments',
    answer: ({ app, now }) => okAnswer(deploymentsUntil(app, now).map((one) => deploymentPropertiesOf(app, one, now))),
  },
  {
    method: 'get',
    path: '/api/deployments/:deployment',
    answer: (call) => okAnswer(deploymentPropertiesOf(call.app, deploymentIn(call), call.now)),
  },
  { method: 'get', path: '/api/deployments/:deployment/log', answer: (call) => okAnswer(logOf(call)) },
]

function deploymentIn({ app, now, params }: KuduCall): SimulatedDeployment {
  const found = deploymentsUntil(app, now).find(({ id }) => id === params.deployment)
  if (found === undefined) throw kuduError(404, `Deployment '${params.deployment}' not found.`)
  return found
}

function logOf(call: KuduCall) {
  const { id, log, startedAt, endedAt } = deploymentIn(call)
  const step = (endedAt - startedAt) / Math.max(1, log.length - 1)
  return log.map((message, index) => ({
    log_time: new Date(startedAt + Math.round(index * step)).toISOString(),
    id: `${id.slice(0, 8)}-${index}`,
    message,
    type: 0,
    details_url: null,
  }))
}
