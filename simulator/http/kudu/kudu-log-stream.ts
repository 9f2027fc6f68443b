import { setTimeout as delay } from 'node:timers/promises'
import { appLogLineOf, applicationLogOf } from '../../logs/application-log.ts'
import { dockerLogOf } from '../../logs/docker-log.ts'
import { httpLogOf } from '../../logs/http-log.ts'
import { floorTo, minuteInMs } from '../../physics/simulated-time.ts'
import { advanceToNow, type SimulatorState } from '../simulator-state.ts'
import type { KuduCall, KuduRoute } from './kudu-route.ts'

export const kuduLogStreamRoutes: readonly KuduRoute[] = [
  {
    method: 'get',
    // Older clients leave /api out.
    path: '{/api}/logstream{/:kind}',
    answer: (call) => ({
      status: 200,
      headers: { 'X-Accel-Buffering': 'no' },
      download: { contentType: 'text/plain; charset=utf-8', pieces: () => streamLog(call) },
    }),
  },
]

const heartbeatInMs = minuteInMs
/** `SCM_LOGSTREAM_TIMEOUT`: nobody looks at it for longer. */
const maxStreamInMs = 2 * 60 * minuteInMs

/** What is written from now on, in simulated time; a sign of life each minute without anything. */
async function* streamLog(call: KuduCall): AsyncGenerator<Uint8Array> {
  const { state, now: startedAt } = call
  yield timestampedLine(startedAt, 'Welcome, you are now connected to log-streaming service.')
  let [seen, lastSign] = [startedAt, startedAt]
  for (let now = startedAt; now < startedAt + maxStreamInMs; now = advanceToNow(state)) {
    const text = newTextSince(call, seen, now)
    seen = now
    if (text !== '') {
      lastSign = now
      yield Buffer.from(text)
    } else if (now >= lastSign + heartbeatInMs) {
      lastSign = now
      yield timestampedLine(now, `No new trace in the past ${Math.round(heartbeatInMs / minuteInMs)} min(s).`)
    }
    await delay(pollInMs(state), undefined, { ref: false })
  }
}

function timestampedLine(at: number, text: string): Uint8Array {
  return Buffer.from(`${new Date(at).toISOString().slice(0, 19)}  ${text}\n`)
}

/** A simulated second, within what is sensible in real ones. */
function pollInMs({ clock }: SimulatorState): number {
  return Math.min(100, Math.max(10, 1000 / (clock.speed ?? 10)))
}

/** Logs are made of whole minutes: the one in progress is made again, and only what is new of it is sent. */
function newTextSince({ world, app, process, params }: KuduCall, from: number, to: number): string {
  const { machine } = process.worker
  const period = { from: floorTo(from, minuteInMs), to }
  const isNew = (at: number) => at >= from && at < to
  if (params.kind?.toLowerCase() === 'http') return newLinesOf(httpLogOf(world, app, machine, period), isNew)
  if (app.plan.spec.os === 'linux') return newLinesOf(dockerLogOf(world, app, machine, period), isNew)
  const entries = applicationLogOf(world, app, machine, period).filter(({ at }) => isNew(at))
  return entries.map((entry) => appLogLineOf(entry, process.pid)).join('')
}

/** Those whose own time, at their beginning, is new. */
function newLinesOf(text: string, isNew: (at: number) => boolean): string {
  const fresh = text.split(/\r?\n/).filter((line) => isNew(Date.parse(timeOf(line))))
  return fresh.map((line) => `${line}\n`).join('')
}

function timeOf(line: string): string {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[T ](\S+)/.exec(line) ?? []
  return date === undefined ? '' : `${date}T${time?.replace(/Z?$/, 'Z')}`
}
