import { setTimeout as delay } from 'node:timers/promises'
import { applicationLog, lineOf } from '../../logs/application.ts'
import { dockerLog } from '../../logs/docker.ts'
import { httpLog } from '../../logs/http-log.ts'
import { minuteInMs } from '../../physics/metrics.ts'
import { nowIn, type State } from '../state.ts'
import type { KuduCall, KuduRoute } from './route.ts'

export const logStream: readonly KuduRoute[] = [
  {
    method: 'get',
    // Older clients leave /api out.
    path: '{/api}/logstream{/:kind}',
    answer: (call) => ({
      status: 200,
      headers: { 'X-Accel-Buffering': 'no' },
      download: { contentType: 'text/plain; charset=utf-8', pieces: () => streamed(call) },
    }),
  },
]

const heartbeatInMs = minuteInMs
/** `SCM_LOGSTREAM_TIMEOUT`: nobody looks at it for longer. */
const longestInMs = 2 * 60 * minuteInMs

/** What is written from now on, in simulated time; a sign of life each minute without anything. */
async function* streamed(call: KuduCall): AsyncGenerator<Uint8Array> {
  const { state, now: begun } = call
  yield bytes(begun, 'Welcome, you are now connected to log-streaming service.')
  let [seen, lastSign] = [begun, begun]
  for (let now = begun; now < begun + longestInMs; now = nowIn(state)) {
    const text = written(call, seen, now)
    seen = now
    if (text !== '') {
      lastSign = now
      yield Buffer.from(text)
    } else if (now >= lastSign + heartbeatInMs) {
      lastSign = now
      yield bytes(now, `No new trace in the past ${Math.round(heartbeatInMs / minuteInMs)} min(s).`)
    }
    await delay(pollInMs(state), undefined, { ref: false })
  }
}

function bytes(at: number, text: string): Uint8Array {
  return Buffer.from(`${new Date(at).toISOString().slice(0, 19)}  ${text}\n`)
}

/** A simulated second, within what is sensible in real ones. */
function pollInMs({ clock }: State): number {
  return Math.min(100, Math.max(10, 1000 / (clock.speed ?? 10)))
}

/** Logs are told from whole minutes: the one in progress is told again, and only what is new of it is sent. */
function written({ world, app, process, params }: KuduCall, from: number, to: number): string {
  const { machine } = process.worker
  const period = { from: from - (from % minuteInMs), to }
  const isNew = (at: number) => at >= from && at < to
  if (params.kind?.toLowerCase() === 'http') return lines(httpLog(world, app, machine, period), isNew)
  if (app.plan.spec.os === 'linux') return lines(dockerLog(world, app, machine, period), isNew)
  const entries = applicationLog(world, app, machine, period).filter(({ at }) => isNew(at))
  return entries.map((entry) => lineOf(entry, process.pid)).join('')
}

/** Those whose own time, at their beginning, is new. */
function lines(text: string, isNew: (at: number) => boolean): string {
  const fresh = text.split(/\r?\n/).filter((line) => isNew(Date.parse(timeOf(line))))
  return fresh.map((line) => `${line}\n`).join('')
}

function timeOf(line: string): string {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[T ](\S+)/.exec(line) ?? []
  return date === undefined ? '' : `${date}T${time?.replace(/Z?$/, 'Z')}`
}
