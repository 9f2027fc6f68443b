import { hostLabelOf, siteIdOf } from '../../estate/estate-ids.ts'
import type { SimulatedDeployment } from '../../estate/simulated-deployment.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { scmHostOf } from './site-body.ts'

const pageSize = 2
const action = 'Microsoft.Web/sites/deployments/read'

export const deploymentsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/deployments`,
    action,
    answer: (call) => {
      const app = findSite(call)
      return okAnswer(
        paginateItems(
          call,
          deploymentsUntil(app, call.now).map((one) => resource(app, one, call.now)),
          pageSize,
        ),
      )
    },
  },
  {
    method: 'get',
    path: `${sitePath}/deployments/:deployment`,
    action,
    answer: (call) => {
      const app = findSite(call)
      return okAnswer(resource(app, deploymentOf(call, app), call.now))
    },
  },
  {
    method: 'get',
    path: `${sitePath}/deployments/:deployment/log`,
    action: 'Microsoft.Web/sites/deployments/log/read',
    answer: (call) => {
      const app = findSite(call)
      const deployment = deploymentOf(call, app)
      const body = resource(app, deployment, call.now)
      return okAnswer({ ...body, id: `${body.id}/log`, properties: { ...body.properties, details: logOf(deployment) } })
    },
  },
]

/** Newest first. */
export function deploymentsUntil(app: AppState, now: number): readonly SimulatedDeployment[] {
  return app.deployments
    .filter(({ startedAt }) => startedAt <= now)
    .toSorted((one, other) => other.startedAt - one.startedAt)
}

function deploymentOf(call: RouteCall, app: AppState): SimulatedDeployment {
  const found = deploymentsUntil(app, call.now).find(({ id }) => id === call.params.deployment)
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Deployment '${call.params.deployment}' was not found.`)
}

function resource(app: AppState, deployment: SimulatedDeployment, now: number) {
  return {
    id: `${siteIdOf(app.spec)}/deployments/${deployment.id}`,
    name: `${hostLabelOf(app.spec)}/${deployment.id}`,
    type: app.spec.slot === undefined ? 'Microsoft.Web/sites/deployments' : 'Microsoft.Web/sites/slots/deployments',
    properties: deploymentPropertiesOf(app, deployment, now),
  }
}

/** Kudu's own words, which ARM passes on: 4 is success, 2 is deploying. */
export function deploymentPropertiesOf(app: AppState, deployment: SimulatedDeployment, now: number) {
  const isDone = deployment.endedAt <= now
  return {
    id: deployment.id,
    status: isDone ? 4 : 2,
    status_text: '',
    author_email: deployment.authorEmail,
    author: deployment.author,
    deployer: deployment.deployer,
    message: deployment.message,
    progress: '',
    received_time: new Date(deployment.startedAt).toISOString(),
    start_time: new Date(deployment.startedAt).toISOString(),
    end_time: isDone ? new Date(deployment.endedAt).toISOString() : null,
    complete: isDone,
    active: isDone && deploymentsUntil(app, now).find(({ endedAt }) => endedAt <= now) === deployment,
    is_temp: false,
    is_readonly: true,
    url: `https://${scmHostOf(app)}/api/deployments/${deployment.id}`,
    log_url: `https://${scmHostOf(app)}/api/deployments/${deployment.id}/log`,
    site_name: app.spec.name,
  }
}

function logOf({ log, startedAt, endedAt }: SimulatedDeployment): string {
  const step = (endedAt - startedAt) / Math.max(1, log.length - 1)
  return log.map((line, index) => `${new Date(startedAt + Math.round(index * step)).toISOString()} ${line}`).join('\n')
}
