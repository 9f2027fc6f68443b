import type { Lookalike } from '../types.ts'
import { containerKilledBeforeLookalike } from './container-killed-before.ts'
import { longPollingLookalike } from './long-polling.ts'
import { storageFullUnusedLookalike } from './storage-full-unused.ts'

/** Estates that almost look like a cause and are not: in no practice and no drill, but scored. */
export const lookalikes: readonly Lookalike[] = [
  containerKilledBeforeLookalike,
  longPollingLookalike,
  storageFullUnusedLookalike,
]
