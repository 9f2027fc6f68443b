import { appServiceError } from '../../http/arm-error.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import type { AppState } from '../../physics/simulated-app.ts'

/** The site of the path; throws App Service's 429, as recorded, where an operation holds it: a conflict, not a throttle. */
export function findUnlockedSite(call: RouteCall): AppState {
  const app = findSite(call)
  const isHeld = call.world.operations.some(({ site, endsAt }) => site?.name === app.spec.name && call.now < endsAt)
  if (!isHeld) return app
  const message = 'Cannot acquire exclusive lock to create, update or delete this site. Retry the request later.'
  throw appServiceError(429, 'TooManyRequests', message, '59206')
}
