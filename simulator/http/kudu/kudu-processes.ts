import { memoryDumpOf } from '../../logs/simulated-memory-dump.ts'
import { pauseForDump } from '../../physics/pause-for-dump.ts'
import { isProcessAlive } from '../../physics/process-state.ts'
import { kuduThreadsOf, processBodyOf, scmPidOf } from '../../routes/instances/process-body.ts'
import { okAnswer } from '../arm-route.ts'
import type { GeneratedDownload } from '../generated-download.ts'
import { zipStreamOf } from '../zip-stream.ts'
import { type KuduCall, type KuduRoute, kuduError } from './kudu-route.ts'

export const kuduProcessesRoutes: readonly KuduRoute[] = [
  {
    method: 'get',
    path: '/api/processes',
    answer: (call) => {
      const own = isProcessAlive(call.app, call.process, call.now) ? [call.process.pid] : []
      return okAnswer([...own, scmPidOf(call.process)].map((pid) => processSummaryOf(call, pid)))
    },
  },
  {
    method: 'get',
    path: '/api/processes/:pid',
    answer: (call) =>
      okAnswer(processBodyOf({ call, app: call.app, process: call.process, pid: pidIn(call), full: true })),
  },
  {
    method: 'get',
    path: '/api/processes/:pid/threads',
    answer: (call) => okAnswer(kuduThreadsOf(call, call.process, pidIn(call))),
  },
  {
    method: 'get',
    path: '/api/processes/:pid/dump',
    answer: (call) => ({ status: 200, download: dumpFor(call) }),
  },
]

/** `0` is the site's own process, as in Kudu. */
function pidIn(call: KuduCall): number {
  const { app, process, now, params } = call
  const pid = params.pid === '0' ? process.pid : Number(params.pid)
  if (pid === scmPidOf(process) || (pid === process.pid && isProcessAlive(app, process, now))) return pid
  throw kuduError(404, `Process with pid ${params.pid} is not found.`)
}

function processSummaryOf(call: KuduCall, pid: number) {
  const { id, name, href, user_name } = processBodyOf({ call, app: call.app, process: call.process, pid, full: false })
  return { id, name, href, machineName: call.process.worker.machine, user_name }
}

/** Mini (0) unless all of the memory (2) is asked for. */
function dumpFor(call: KuduCall): GeneratedDownload {
  const { app, process, now, query, conditions, world } = call
  const { dumpType = '0', format = 'raw' } = query
  pidIn(call)
  if (!['0', '1', '2'].includes(dumpType)) throw kuduError(400, `dumpType ${dumpType} is not supported.`)
  const isMini = dumpType === '0'
  const dump = memoryDumpOf({ world, app, process, isMini, now, conditions })
  if (call.header('range') === undefined) pauseForDump(process, dump, now)
  if (format === 'raw') return dump
  if (format !== 'zip') throw kuduError(400, `Dump format '${format}' is not supported!`)
  const { fileName } = dump
  return {
    contentType: 'application/zip',
    fileName: fileName.replace(/\.\w+$/, '.zip'),
    pieces: () => zipStreamOf([{ path: fileName, at: now, pieces: () => dump.pieces() }]),
  }
}
