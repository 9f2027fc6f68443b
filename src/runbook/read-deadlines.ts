import type { RunbookDependencies } from './types.ts'

/** Deadlines of what only reads: at a stop all of it is given up at once, since it is read anew at the next start. */
export interface ReadDeadlines {
  readonly deadline: RunbookDependencies['deadline']
  /** From now on every signal is aborted, those that were given too. */
  giveUp(): void
}

export const createReadDeadlines = (deadline: RunbookDependencies['deadline']): ReadDeadlines => {
  const open = new Set<AbortController>()
  let givenUp = false
  return {
    deadline: (inMs) => {
      const own = new AbortController()
      if (givenUp) own.abort()
      else open.add(own)
      const late = deadline(inMs)
      const end = (): void => {
        open.delete(own)
        own.abort(late.reason)
      }
      if (late.aborted) end()
      else late.addEventListener('abort', end, { once: true })
      return own.signal
    },
    giveUp: () => {
      givenUp = true
      for (const one of open) one.abort()
      open.clear()
    },
  }
}
