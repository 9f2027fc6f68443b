import { siteOf } from '../http/find.ts'
import { type Call, type Route, sitePath } from '../http/route.ts'
import { restart, softRestart, start, stop } from '../physics/writes.ts'

export const siteActions: readonly Route[] = [
  {
    method: 'post',
    path: `${sitePath}/restart`,
    action: 'Microsoft.Web/sites/restart/action',
    changes: true,
    answer: (call) => {
      const app = siteOf(call)
      if (call.query.softRestart?.toLowerCase() === 'true') softRestart(call.world, app, momentOf(call))
      else restart(call.world, app, momentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/stop`,
    action: 'Microsoft.Web/sites/stop/action',
    changes: true,
    answer: (call) => {
      stop(siteOf(call), momentOf(call))
      return { status: 200 }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/start`,
    action: 'Microsoft.Web/sites/start/action',
    changes: true,
    answer: (call) => {
      start(call.world, siteOf(call), momentOf(call))
      return { status: 200 }
    },
  },
]

export function momentOf({ now, nth }: Call) {
  return { at: now, nth }
}
