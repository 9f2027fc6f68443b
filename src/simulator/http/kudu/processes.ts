import { dumpOf } from '../../logs/dump.ts'
import { isAlive } from '../../physics/process.ts'
import { pauseFor } from '../../physics/writes-dump.ts'
import { processBody, scmPid, threadsOf } from '../../routes/process-body.ts'
import type { Download } from '../download.ts'
import { ok } from '../route.ts'
import { zipOf } from '../zip.ts'
import { type KuduCall, type KuduRoute, kuduError } from './route.ts'

export const kuduProcesses: readonly KuduRoute[] = [
  {
    method: 'get',
    path: '/api/processes',
    answer: (call) => {
      const own = isAlive(call.app, call.process, call.now) ? [call.process.pid] : []
      return ok([...own, scmPid(call.process)].map((pid) => briefly(call, pid)))
    },
  },
  {
    method: 'get',
    path: '/api/processes/:pid',
    answer: (call) => ok(processBody({ call, app: call.app, process: call.process, pid: pidIn(call), full: true })),
  },
  {
    method: 'get',
    path: '/api/processes/:pid/threads',
    answer: (call) => ok(threadsOf(call, call.process, pidIn(call))),
  },
  {
    method: 'get',
    path: '/api/processes/:pid/dump',
    answer: (call) => ({ status: 200, download: dumpIn(call) }),
  },
]

/** `0` is the site's own process, as in Kudu. */
function pidIn(call: KuduCall): number {
  const { app, process, now, params } = call
  const pid = params.pid === '0' ? process.pid : Number(params.pid)
  if (pid === scmPid(process) || (pid === process.pid && isAlive(app, process, now))) return pid
  throw kuduError(404, `Process with pid ${params.pid} is not found.`)
}

function briefly(call: KuduCall, pid: number) {
  const { id, name, href, user_name } = processBody({ call, app: call.app, process: call.process, pid, full: false })
  return { id, name, href, machineName: call.process.worker.machine, user_name }
}

/** Mini (0) unless all of the memory (2) is asked for. */
function dumpIn(call: KuduCall): Download {
  const { app, process, now, query, conditions, world } = call
  const { dumpType = '0', format = 'raw' } = query
  pidIn(call)
  if (!['0', '1', '2'].includes(dumpType)) throw kuduError(400, `dumpType ${dumpType} is not supported.`)
  const isMini = dumpType === '0'
  const dump = dumpOf({ world, app, process, isMini, now, conditions })
  if (call.header('range') === undefined) pauseFor(process, dump, now)
  if (format === 'raw') return dump
  if (format !== 'zip') throw kuduError(400, `Dump format '${format}' is not supported!`)
  const { fileName } = dump
  return {
    contentType: 'application/zip',
    fileName: fileName.replace(/\.\w+$/, '.zip'),
    pieces: () => zipOf([{ path: fileName, at: now, pieces: () => dump.pieces() }]),
  }
}
