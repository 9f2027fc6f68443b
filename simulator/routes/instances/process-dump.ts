import { hostLabelOf, siteIdOf } from '../../estate/estate-ids.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findProcess, findSite } from '../../http/find-resource.ts'
import { memoryDumpOf } from '../../logs/simulated-memory-dump.ts'
import { pauseForDump } from '../../physics/pause-for-dump.ts'
import { isProcessAlive } from '../../physics/process-state.ts'
import { seededFraction } from '../../physics/seeded-random.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import { scmHostOf } from '../sites/site-body.ts'

const ofInstance = `${sitePath}/instances/:instance/processes/:pid`

export const processDumpRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${ofInstance}/dump`,
    action: 'Microsoft.Web/sites/instances/processes/dump/read',
    answer: (call) => {
      const { app, process } = found(call)
      const dump = memoryDumpOf({ ...call, app, process, isMini: false })
      if (call.header('range') === undefined) pauseForDump(process, dump, call.now)
      return { status: 200, download: dump }
    },
  },
  {
    method: 'get',
    path: `${ofInstance}/modules`,
    action: 'Microsoft.Web/sites/instances/processes/modules/read',
    answer: (call) => {
      const { app, process } = found(call)
      return okAnswer({ value: modulesOf(app).map((name) => module(call, app, process, name)), nextLink: null })
    },
  },
]

function found(call: RouteCall): { app: AppState; process: SimulatedProcess } {
  const app = findSite(call)
  const process = findProcess(call, app)
  if (Number(call.params.pid) === process.pid && isProcessAlive(app, process, call.now)) return { app, process }
  throw armError(404, 'NotFound', `Process with pid ${call.params.pid} is not found.`)
}

function modulesOf({ plan, spec }: AppState): readonly string[] {
  return plan.spec.os === 'linux'
    ? ['node', 'libc.so.6', 'libvips.node']
    : ['w3wp.exe', 'aspnetcorev2.dll', 'coreclr.dll', `${spec.name}.dll`]
}

function module({ world }: RouteCall, app: AppState, process: SimulatedProcess, name: string) {
  const { instanceId } = process.worker
  const address = (0x7ff8_0000 + Math.floor(seededFraction(world.seed, 'module', name) * 0xffff)).toString(16)
  const folder = app.plan.spec.os === 'linux' ? '/app/' : 'C:\\home\\site\\wwwroot\\'
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}/processes/${process.pid}/modules/${address}`,
    name: `${hostLabelOf(app.spec)}/${instanceId}/${process.pid}/${address}`,
    type: 'Microsoft.Web/sites/instances/processes/modules',
    properties: {
      base_address: address,
      file_name: name,
      href: `https://${scmHostOf(app)}/api/processes/${process.pid}/modules/${address}`,
      file_path: `${folder}${name}`,
      module_memory_size: 4096 * (20 + Math.floor(seededFraction(world.seed, 'module size', name) * 900)),
      file_version: '8.0.1124.51707',
      is_debug: false,
      language: 'Language Neutral',
    },
  }
}
