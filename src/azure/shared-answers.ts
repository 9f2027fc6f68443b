import { LRUCache } from 'lru-cache'
import { toAzureError } from './errors.ts'
import type { AnswerSharing, ReadingAzure } from './types.ts'

/** What many ask the same of Azure: whoever is first asks, and the others have the same answer. */
export interface SharedAnswers {
  /** An answer that was asked for no longer ago than that, or is on its way; else asks. Throws `AzureError`. */
  read(asked: SharedQuestion, ask: (signal: AbortSignal) => Promise<unknown>): Promise<unknown>
  /** Drops every answer whose key holds this text; what is on its way is given to those who wait, and not kept. */
  forget(text: string): void
}

interface SharedQuestion {
  readonly key: string
  readonly forInMs: number
  /** Whoever asks may stop waiting; the request goes on as long as anybody else waits. */
  readonly signal?: AbortSignal | undefined
}

/** For what belongs to a plan, a resource group or a subscription: Azure Monitor's own grain. Ours. */
export const sharedForMinute: AnswerSharing = { forInMs: 60_000 }

/** A plan's metrics of an hour weigh some 50 KB as JSON, most answers far less: this is 25 MB at the very most. */
const mostAnswers = 500

interface Flight {
  readonly askedAt: number
  readonly answer: Promise<unknown>
  readonly stop: AbortController
  waiting: number
}

/** Errors are not kept: whoever comes next asks again. */
export const createSharedAnswers = (now: () => number): SharedAnswers => {
  const flights = new LRUCache<string, Flight>({ max: mostAnswers })
  const drop = (key: string, flight: Flight): void => {
    if (flights.peek(key) === flight) flights.delete(key)
  }
  const begin = (key: string, ask: (signal: AbortSignal) => Promise<unknown>): Flight => {
    const stop = new AbortController()
    const flight: Flight = { askedAt: now(), answer: ask(stop.signal), stop, waiting: 0 }
    flight.answer.catch(() => drop(key, flight))
    flights.set(key, flight)
    return flight
  }
  return {
    read: ({ key, forInMs, signal }, ask) => {
      const name = key.toLowerCase()
      const known = flights.get(name)
      const flight = known !== undefined && now() - known.askedAt < forInMs ? known : begin(name, ask)
      return waitFor(flight, signal, () => drop(name, flight))
    },
    forget: (text) => {
      for (const key of [...flights.keys()]) if (key.includes(text.toLowerCase())) flights.delete(key)
    },
  }
}

/** The last who leaves ends the request: nobody wants its answer any more. */
const waitFor = (flight: Flight, signal: AbortSignal | undefined, drop: () => void): Promise<unknown> => {
  if (signal === undefined) {
    flight.waiting += 1
    return flight.answer
  }
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      flight.waiting -= 1
      reject(toAzureError(new DOMException('Nobody waits for it any more', 'AbortError')))
      if (flight.waiting > 0) return
      drop()
      flight.stop.abort()
    }
    flight.waiting += 1
    if (signal.aborted) return leave()
    signal.addEventListener('abort', leave, { once: true })
    const stay = (): void => signal.removeEventListener('abort', leave)
    flight.answer.then(resolve, reject).finally(stay)
  })
}

/** The same client for one look: what two probes ask is asked once, however long the look takes. */
export const shareWithinLook = (azure: ReadingAzure): ReadingAzure => {
  const answers = createSharedAnswers(() => 0)
  return {
    ...azure,
    get: (path, query, signal, sharing) =>
      answers.read({ key: answerKey(path, query), forInMs: Number.POSITIVE_INFINITY, signal }, (soon) =>
        azure.get(path, query, soon, sharing),
      ),
  }
}

export const answerKey = (path: string, query: Readonly<Record<string, string>>): string =>
  `${path}?${JSON.stringify(Object.entries(query).sort(([left], [right]) => (left < right ? -1 : 1)))}`
