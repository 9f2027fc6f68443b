import type { Input } from '../chat/types.ts'
import { createHandle } from './handle.ts'
import { createReactor } from './react.ts'
import { resume } from './resume.ts'
import type { Parts } from './types.ts'

export interface Runbook {
  /** Never rejects; resolves when the input has been decided and journaled, not when its effects are done. */
  handle(input: Input): Promise<void>
  /** Picks up what was left at the last stop or crash; resolves to the number of incidents. */
  resume(): Promise<number>
  /** Resolves when no input is being handled and no effect is under way. */
  idle(): Promise<void>
  stop(): void
}

export const createRunbook = (parts: Parts): Runbook => {
  const reactor = createReactor(parts)
  const handle = createHandle(parts, reactor)
  const inHand = new Set<Promise<void>>()
  return {
    handle: (input) => {
      const handled = handle(input).finally(() => inHand.delete(handled))
      inHand.add(handled)
      return handled
    },
    resume: () => resume(parts.journal, reactor),
    idle: async () => {
      do {
        await Promise.all(inHand)
        await reactor.idle()
      } while (inHand.size > 0)
    },
    stop: reactor.stop,
  }
}
