import { AsyncLocalStorage } from 'node:async_hooks'
import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline'

/** What the turns are told by. */
export interface PacingClock {
  now(): number
  at(when: number, run: () => void): unknown
}

/** ARM's token bucket for reads, a subscription and caller, from Microsoft's "How Resource Manager throttles requests". */
const bucketSize = 250
const tokensASecond = 25

/** What ARM says of its own count: others may read with the same identity. */
const remainingHeader = 'x-ms-ratelimit-remaining-subscription-reads'

/** Ours: half of what ARM takes is for looks at their full width, which take so many reads each. */
const wideShare = 0.5
const readsOfWideLook = 25

interface Reader {
  readonly name: string
  /** Somebody else's verdict goes before it. */
  readonly canWait: boolean
}

const readers = new AsyncLocalStorage<Reader>()

/** Reads within `work` take turns, as one, with everybody else's. */
export const readAs = <T>(reader: Reader, work: () => Promise<T>): Promise<T> => readers.run(reader, work)

export interface FairReadsPolicy extends PipelinePolicy {
  /** Whether the subscription has reads to spare for one more look at full width; it is counted as one where it has. */
  admitWideLook(subscriptionId: string): boolean
}

/**
 * Sends no more reads than ARM takes, so that none is refused. Where there are more they wait, and readers go in turns,
 * one read each: an incident that asks for hundreds holds up nobody else (L7). What no reader asked for has turns of its own.
 */
export const fairReadsPolicy = (clock: PacingClock): FairReadsPolicy => {
  const buckets = new Map<string, FairBucket>()
  const bucketOf = (subscriptionId: string): FairBucket => {
    const key = subscriptionId.toLowerCase()
    const bucket = buckets.get(key) ?? createFairBucket(clock)
    buckets.set(key, bucket)
    return bucket
  }
  return {
    name: 'appmedicFairReadsPolicy',
    sendRequest: async (request, next) => {
      const subscription = /^\/subscriptions\/([^/]+)/i.exec(new URL(request.url).pathname)?.[1]
      const bucket = subscription === undefined ? undefined : bucketOf(subscription)
      await bucket?.take(readers.getStore() ?? nobody, request.abortSignal)
      const response = await next(request)
      bucket?.correct(remainingIn(response))
      return response
    },
    admitWideLook: (subscriptionId) => bucketOf(subscriptionId).admitWideLook(),
  }
}

const nobody: Reader = { name: '', canWait: false }

/** Infinite where ARM does not say. */
const remainingIn = ({ headers }: Pick<PipelineResponse, 'headers'>): number =>
  Number(headers?.get(remainingHeader) ?? Number.POSITIVE_INFINITY)

interface FairBucket {
  /** Resolves with the turn, or as soon as the signal aborts: the request then ends by itself. */
  take(reader: Reader, signal: PipelineRequest['abortSignal']): Promise<void>
  /** Down to what ARM says that is left; never up, since what is under way is not in its count. */
  correct(remaining: number): void
  admitWideLook(): boolean
}

const createFairBucket = (clock: PacingClock): FairBucket => {
  /** In the order of their turns; none is empty. */
  const lanes = new Map<string, Set<() => void>>()
  /** Those that can wait have their turns when nobody else has any. */
  const laterLanes = new Map<string, Set<() => void>>()
  let left = bucketSize
  let leftForWide = bucketSize * wideShare
  let filledAt = clock.now()
  let isWaiting = false

  const refill = (): void => {
    const fresh = ((clock.now() - filledAt) * tokensASecond) / 1000
    left = Math.min(bucketSize, left + fresh)
    leftForWide = Math.min(bucketSize * wideShare, leftForWide + fresh * wideShare)
    filledAt = clock.now()
  }
  const serve = (): void => {
    refill()
    serveLanes(lanes)
    if (lanes.size === 0) serveLanes(laterLanes)
    if (lanes.size + laterLanes.size > 0 && !isWaiting) wait()
  }
  const serveLanes = (lanes: Map<string, Set<() => void>>): void => {
    for (const [reader, lane] of lanes) {
      if (left < 1) break
      const [go] = lane
      if (go === undefined) continue
      left -= 1
      lanes.delete(reader)
      if (lane.delete(go) && lane.size > 0) lanes.set(reader, lane)
      go()
    }
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
        const { name } = reader
        const turns = reader.canWait ? laterLanes : lanes
        const lane = turns.get(name) ?? new Set()
        const leave = (): void => {
          if (lane.delete(go) && lane.size === 0) turns.delete(name)
          resolve()
        }
        const go = (): void => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        turns.set(name, lane.add(go))
        signal?.addEventListener('abort', leave)
        serve()
      }),
    correct: (remaining) => {
      refill()
      left = Math.min(left, remaining)
    },
    admitWideLook: () => {
      refill()
      if (left < bucketSize * (1 - wideShare) || leftForWide < readsOfWideLook) return false
      leftForWide -= readsOfWideLook
      return true
    },
  }
}
