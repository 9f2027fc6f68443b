import type { ReadingAzure } from '../../src/azure/types.ts'

export interface RoundTrips {
  /** The same client; what is asked meanwhile is sent together, and the answers come together. */
  readonly azure: ReadingAzure
  /** What ARM was asked, one a request. */
  readonly requests: readonly string[]
  /** The longest chain of requests that wait for one another, visits included. */
  count(): number
}

/** Counts in place of a clock: as if every answer took the same time, and nothing else took any. */
export const countRoundTrips = (azure: ReadingAzure): RoundTrips => {
  const requests: string[] = []
  let waiting: (() => Promise<unknown>)[] = []
  let trips = 0
  let isUnderWay = false

  const pump = async (): Promise<void> => {
    isUnderWay = true
    for (let still = await waitUntilQuiet(); still.length > 0; still = await waitUntilQuiet()) {
      trips += 1
      await Promise.all(still.map((send) => send()))
    }
    isUnderWay = false
  }
  /** Whatever follows from answers alone is asked within a few turns of the event loop. */
  const waitUntilQuiet = async () => {
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve))
    const still = waiting
    waiting = []
    return still
  }
  const together = <T>(ask: () => Promise<T>): Promise<T> => {
    return new Promise<T>((resolve, reject) => {
      waiting.push(async () => {
        const outcome = await ask().then(
          (answer) => () => resolve(answer),
          (error: unknown) => () => reject(error),
        )
        outcome()
      })
      if (!isUnderWay) void pump()
    })
  }

  return {
    requests,
    count: () => trips,
    azure: {
      ...azure,
      get: (path, query, signal, sharing) => {
        requests.push(`GET ${path} ${JSON.stringify(query)}`)
        return together(() => azure.get(path, query, signal, sharing))
      },
      visit: (url, signal) => together(() => azure.visit(url, signal)),
      arm: {
        ...azure.arm,
        pathUnchecked: ((path: string) => {
          const resource = azure.arm.pathUnchecked(path)
          return {
            ...resource,
            post: (options?: { readonly body?: unknown }) => {
              requests.push(`POST ${path}`)
              return together(async () => resource.post(options))
            },
          }
        }) as unknown as ReadingAzure['arm']['pathUnchecked'],
      },
    },
  }
}
