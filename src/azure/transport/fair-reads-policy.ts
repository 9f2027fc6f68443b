import { AsyncLocalStorage } from 'node:async_hooks'
import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline'

/** What the turns are told by. */
export interface PacingClock {
  now(): number
  at(when: number, run: () => void): unknown
}

/** ARM's token bucket for reads, a subscription and caller, from Microsoft's "How Resource Manager throttles requests". */
const bucketSize = 250
const tokensASecond = 25

const readers = new AsyncLocalStorage<string>()

/** Reads within `work` take turns, as one, with everybody else's. */
export const readAs = <T>(reader: string, work: () => Promise<T>): Promise<T> => readers.run(reader, work)

/**
 * Sends no more reads than ARM takes, so that none is refused. Where there are more they wait, and readers go in turns,
 * one read each: an incident that asks for hundreds holds up nobody else (L7). What no reader asked for has turns of its own.
 */
export const fairReadsPolicy = (clock: PacingClock): PipelinePolicy => {
  const buckets = new Map<string, FairBucket>()
  const bucketOf = ({ url }: PipelineRequest): FairBucket | undefined => {
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(new URL(url).pathname)?.[1]?.toLowerCase()
    if (subscription === undefined) return undefined
    const bucket = buckets.get(subscription) ?? createFairBucket(clock)
    buckets.set(subscription, bucket)
    return bucket
  }
  return {
    name: 'appmedicFairReadsPolicy',
    sendRequest: async (request, next) => {
      await bucketOf(request)?.take(readers.getStore() ?? '', request.abortSignal)
      return await next(request)
    },
  }
}

interface FairBucket {
  /** Resolves with the turn, or as soon as the signal aborts: the request then ends by itself. */
  take(reader: string, signal: PipelineRequest['abortSignal']): Promise<void>
}

const createFairBucket = (clock: PacingClock): FairBucket => {
  /** In the order of their turns; none is empty. */
  const lanes = new Map<string, Set<() => void>>()
  let left = bucketSize
  let filledAt = clock.now()
  let isWaiting = false

  const refill = (): void => {
    left = Math.min(bucketSize, left + ((clock.now() - filledAt) * tokensASecond) / 1000)
    filledAt = clock.now()
  }
  const serve = (): void => {
    refill()
    for (const [reader, lane] of lanes) {
      if (left < 1) break
      const [go] = lane
      if (go === undefined) continue
      left -= 1
      lanes.delete(reader)
      if (lane.delete(go) && lane.size > 0) lanes.set(reader, lane)
      go()
    }
    if (lanes.size > 0 && !isWaiting) wait()
  }
  const wait = (): void => {
    isWaiting = true
    clock.at(filledAt + Math.ceil(((1 - left) / tokensASecond) * 1000), () => {
      isWaiting = false
      serve()
    })
  }

  return {
    take: (reader, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const lane = lanes.get(reader) ?? new Set()
        const leave = (): void => {
          if (lane.delete(go) && lane.size === 0) lanes.delete(reader)
          resolve()
        }
        const go = (): void => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        lanes.set(reader, lane.add(go))
        signal?.addEventListener('abort', leave)
        serve()
      }),
  }
}
