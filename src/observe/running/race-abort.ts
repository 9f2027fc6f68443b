import { AzureError } from '../../azure/types.ts'

export const timedOut = Symbol('late')

/**
 * The work's answer, or `late` as soon as the signal aborts, even if the work never heeds it (L7).
 * What the work does after that is of no consequence.
 */
export const raceAbort = <T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof timedOut> => race(signal, work, (then) => then())

/** The same, but work that heeds the signal has the turn in which it aborts to hand in what it has. */
export const raceAbortWithGrace = <T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof timedOut> => race(signal, work, setImmediate)

async function race<T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  wait: (then: () => void) => unknown,
): Promise<T | typeof timedOut> {
  if (signal.aborted) return timedOut
  let stopWaiting = (): void => {}
  const aborted = new Promise<typeof timedOut>((resolve) => {
    stopWaiting = () => void wait(() => resolve(timedOut))
    signal.addEventListener('abort', stopWaiting, { once: true })
  })
  try {
    return await Promise.race([work(signal), aborted])
  } catch (error) {
    if (signal.aborted && isForWantOfTime(error)) return timedOut
    throw error
  } finally {
    signal.removeEventListener('abort', stopWaiting)
  }
}

/** What was refused before the time was up stays refused. */
const isForWantOfTime = (error: unknown): boolean => !(error instanceof AzureError) || error.kind === 'no-answer'

/** Hands the work a signal that aborts with the first of the two: the probe's own, and one of less time. */
export async function withAnySignal<T>(
  signal: AbortSignal,
  sooner: AbortSignal,
  work: (soon: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  const both = [signal, sooner]
  if (both.some(({ aborted }) => aborted)) abort()
  for (const one of both) one.addEventListener('abort', abort, { once: true })
  try {
    return await work(stop.signal)
  } finally {
    for (const one of both) one.removeEventListener('abort', abort)
  }
}
