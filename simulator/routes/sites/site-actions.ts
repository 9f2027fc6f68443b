import { type ArmRoute, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { restartApp, softRestartApp, startApp, stopApp } from '../../physics/app-writes.ts'

export const siteActionsRoutes: readonly ArmRoute[] = [
  {
    method: 'post',
    path: `${sitePath}/restart`,
    action: 'Microsoft.Web/sites/restart/action',
    changes: true,
    answer: (call) => {
      const app = findSite(call)
      if (call.query.softRestart?.toLowerCase() === 'true') softRestartApp(call.world, app, writeMomentOf(call))
      else restartApp(call.world, app, writeMomentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/stop`,
    action: 'Microsoft.Web/sites/stop/action',
    changes: true,
    answer: (call) => {
      stopApp(findSite(call), writeMomentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/start`,
    action: 'Microsoft.Web/sites/start/action',
    changes: true,
    answer: (call) => {
      startApp(call.world, findSite(call), writeMomentOf(call))
      return { status: 200 }
    },
  },
]

export function writeMomentOf({ now, writeNumber }: RouteCall) {
  return { at: now, writeNumber }
}
