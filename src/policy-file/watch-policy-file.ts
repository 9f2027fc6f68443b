import { type Policy, withPolicyVersion } from '../incident/approval/policy.ts'
import type { EndMarkMemory } from './end-mark-memory.ts'
import { PolicyError, type PolicyReadOptions, type WholePolicy, wholePolicyOf } from './index.ts'
import { endMark, findLosses } from './policy-outline.ts'
import { type PolicyText, readPolicyText } from './read-policy-text.ts'

export interface PolicyWatchOptions {
  /** Looks again and again, so many milliseconds apart. */
  readonly every: (intervalInMs: number, look: () => void) => void
  /** Told once of a file that was changed for the worse: what was read before still holds. */
  readonly onTrouble: (words: string) => void
  /** Told when another version holds. */
  readonly onChange: () => void
  /** Whether the file had its end mark before the start; nothing is known of that where absent. */
  readonly endMarkMemory?: EndMarkMemory
}

/** Twice this long after the last byte was written, the file counts. */
const lookIntervalInMs = 500

/**
 * The policy of a file, as it stands now: whoever is taken out of it can't approve any more, without a new start.
 * Whatever happens to the file, the last right version holds until another right one is there as a whole.
 * Throws a `PolicyError` where it is wrong to begin with, or was cut off while nobody looked: to start with what is
 * left of it could open what it closed, and to start with a copy could let in who was taken out since.
 */
export const watchPolicyFile = (
  file: string,
  reading: PolicyReadOptions,
  { every, onTrouble, onChange, endMarkMemory }: PolicyWatchOptions,
): (() => Policy) => {
  const first = readPolicyText(file)
  let held = versioned(wholePolicyOf(first, file, reading))
  if (!held.outline.hasEndMark && endMarkMemory?.isRequired()) throw new PolicyError(cutOffWords(file, endMarkMemory))
  if (held.outline.hasEndMark) endMarkMemory?.require()
  const take = (found: PolicyText): void => {
    try {
      held = versioned(successorOf(held, wholePolicyOf(found, file, reading), file))
      if (held.outline.hasEndMark) endMarkMemory?.require()
      onChange()
    } catch (error) {
      onTrouble(wordsOf(error))
    }
  }
  const isSettled = createSettling(first)
  every(lookIntervalInMs, () => {
    const found = readPolicyText(file)
    if (isSettled(found)) take(found)
  })
  return () => held.policy
}

const cutOffWords = (file: string, { place }: EndMarkMemory): string =>
  `${file}: its last line is not "${endMark}" any more, so it may be cut off: write it below the rest, or delete ` +
  `${place} where it was left out on purpose`

const versioned = (whole: WholePolicy): WholePolicy => ({ ...whole, policy: withPolicyVersion(whole.policy) })

/** True once for each new content, when two looks have found the same: one that is being written changes in between. */
const createSettling = (first: PolicyText): ((found: PolicyText) => boolean) => {
  let settled = contentOf(first)
  let previous = settled
  return (found) => {
    const content = contentOf(found)
    const isStill = content === previous
    previous = content
    if (!isStill || content === settled) return false
    settled = content
    return true
  }
}

const contentOf = (found: PolicyText): string => ('text' in found ? `text ${found.text}` : `trouble ${found.trouble}`)

/** A file that lost a part was cut off or put together wrongly: what stood in the part must not stop to hold. */
const successorOf = (held: WholePolicy, found: WholePolicy, file: string): WholePolicy => {
  const losses = findLosses(held.outline, found.outline)
  if (losses.length > 0) throw new PolicyError(losses.map((loss) => `${file}: ${loss}`).join('\n'))
  return found
}

/** What went wrong in a way that nobody thought of must not take the policy away, either. */
const wordsOf = (error: unknown): string => (error instanceof PolicyError ? error.message : String(error))
