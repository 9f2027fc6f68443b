import { ConfigError } from '../config.ts'
import { JournalError } from '../journal/types.ts'
import { PolicyError } from '../policy-file.ts'

/** Something at start that people can mend; the message says how. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Ends with the words of an error that is meant for people; anything else is a bug and shows its stack. */
export const inWords = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (!isForPeople(error)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

const isForPeople = (error: unknown): error is Error =>
  [ConfigError, JournalError, PolicyError, StartError].some((kind) => error instanceof kind)
