import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { PolicyError } from './index.ts'

/** What is known of a policy file from before the start. */
export interface EndMarkMemory {
  /** Where it is kept, for the words about it. */
  readonly place: string
  /** True once the file has been read with its end mark, in this run or an earlier one. */
  isRequired(): boolean
  /** Throws a `PolicyError` where that can't be kept. */
  require(): void
}

const remembered = z.object({ endMarkSeenIn: z.string() })

/** Of a directory that keeps things over a restart. A file of ours that can't be read requires the mark: never less. */
export const endMarkMemoryIn = (dataDir: string, policyFile: string): EndMarkMemory => {
  const place = `${dataDir}/policy-seen.json`
  const isRequired = (): boolean => {
    if (!existsSync(place)) return false
    try {
      return remembered.parse(JSON.parse(readFileSync(place, 'utf8'))).endMarkSeenIn === policyFile
    } catch {
      return true
    }
  }
  return {
    place,
    isRequired,
    require: () => {
      if (isRequired()) return
      try {
        mkdirSync(dataDir, { recursive: true, mode: 0o700 })
        const unfinished = `${place}.new`
        writeFileSync(unfinished, `${JSON.stringify({ endMarkSeenIn: policyFile })}\n`, { mode: 0o600, flush: true })
        renameSync(unfinished, place)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        throw new PolicyError(
          `${place} can't be written (${code}), so a policy cut off later might count: check DATA_DIR`,
        )
      }
    },
  }
}
