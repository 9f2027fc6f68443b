import { labelOf, siteIdOf } from '../estate/ids.ts'
import { armError } from '../http/arm-error.ts'
import { processOn, siteOf } from '../http/find.ts'
import { type Call, ok, type Route, sitePath } from '../http/route.ts'
import { dumpOf } from '../logs/dump.ts'
import { isAlive } from '../physics/process.ts'
import { chance } from '../physics/random.ts'
import type { AppState, Process } from '../physics/world.ts'
import { pauseFor } from '../physics/writes-dump.ts'
import { kuduHostOf } from './site-body.ts'

const ofInstance = `${sitePath}/instances/:instance/processes/:pid`

export const processDump: readonly Route[] = [
  {
    method: 'get',
    path: `${ofInstance}/dump`,
    action: 'Microsoft.Web/sites/instances/processes/dump/read',
    answer: (call) => {
      const { app, process } = found(call)
      const dump = dumpOf({ ...call, app, process, isMini: false })
      if (call.header('range') === undefined) pauseFor(process, dump, call.now)
      return { status: 200, download: dump }
    },
  },
  {
    method: 'get',
    path: `${ofInstance}/modules`,
    action: 'Microsoft.Web/sites/instances/processes/modules/read',
    answer: (call) => {
      const { app, process } = found(call)
      return ok({ value: modulesOf(app).map((name) => module(call, app, process, name)), nextLink: null })
    },
  },
]

function found(call: Call): { app: AppState; process: Process } {
  const app = siteOf(call)
  const process = processOn(call, app)
  if (Number(call.params.pid) === process.pid && isAlive(app, process, call.now)) return { app, process }
  throw armError(404, 'NotFound', `Process with pid ${call.params.pid} is not found.`)
}

function modulesOf({ plan, spec }: AppState): readonly string[] {
  return plan.spec.os === 'linux'
    ? ['node', 'libc.so.6', 'libvips.node']
    : ['w3wp.exe', 'aspnetcorev2.dll', 'coreclr.dll', `${spec.name}.dll`]
}

function module({ world }: Call, app: AppState, process: Process, name: string) {
  const { instanceId } = process.worker
  const address = (0x7ff8_0000 + Math.floor(chance(world.seed, 'module', name) * 0xffff)).toString(16)
  const folder = app.plan.spec.os === 'linux' ? '/app/' : 'C:\\home\\site\\wwwroot\\'
  return {
    id: `${siteIdOf(app.spec)}/instances/${instanceId}/processes/${process.pid}/modules/${address}`,
    name: `${labelOf(app.spec)}/${instanceId}/${process.pid}/${address}`,
    type: 'Microsoft.Web/sites/instances/processes/modules',
    properties: {
      base_address: address,
      file_name: name,
      href: `https://${kuduHostOf(app)}/api/processes/${process.pid}/modules/${address}`,
      file_path: `${folder}${name}`,
      module_memory_size: 4096 * (20 + Math.floor(chance(world.seed, 'module size', name) * 900)),
      file_version: '8.0.1124.51707',
      is_debug: false,
      language: 'Language Neutral',
    },
  }
}
