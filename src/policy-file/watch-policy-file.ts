import { statSync } from 'node:fs'
import type { Policy } from '../incident/approval/policy.ts'
import { PolicyError, type PolicyReadOptions, readPolicyFile } from './index.ts'

export interface PolicyWatchOptions {
  readonly now: () => number
  /** Told once of a file that was changed for the worse: what was read before still holds. */
  readonly onTrouble: (words: string) => void
  /** Told when another version holds. */
  readonly onChange: () => void
}

/** A file is looked at no more often than this: a policy is asked for with every click. */
const checkIntervalInMs = 1_000

/**
 * The policy of a file, as it stands now: whoever is taken out of it can't approve any more, without a new start.
 * Throws a `PolicyError` where it is wrong to begin with.
 */
export const watchPolicyFile = (
  file: string,
  reading: PolicyReadOptions,
  following: PolicyWatchOptions,
): (() => Policy) => {
  let policy = readPolicyFile(file, reading)
  let seen = fileVersionOf(file)
  let lookedAt = following.now()
  return () => {
    if (following.now() - lookedAt < checkIntervalInMs) return policy
    lookedAt = following.now()
    const mark = fileVersionOf(file)
    if (mark === seen) return policy
    seen = mark
    try {
      policy = readPolicyFile(file, reading)
      following.onChange()
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      following.onTrouble(error.message)
    }
    return policy
  }
}

/** Another one where the file was written or replaced. */
const fileVersionOf = (file: string): string => {
  try {
    const { mtimeMs, size, ino } = statSync(file)
    return `${mtimeMs}/${size}/${ino}`
  } catch {
    return 'gone'
  }
}
