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
  /** Resolves when no effect is under way. */
  idle(): Promise<void>
  stop(): void
}

export const createRunbook = (parts: Parts): Runbook => {
  const reactor = createReactor(parts)
  return {
    handle: createHandle(parts, reactor),
    resume: () => resume(parts.journal, reactor),
    idle: reactor.idle,
    stop: reactor.stop,
  }
}
