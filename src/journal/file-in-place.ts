import { type BigIntStats, statSync } from 'node:fs'
import { JournalError } from './types.ts'

/**
 * A file that is open can be written although it was deleted, moved or replaced: what is written then is lost with the
 * process, and a step that ran by it would run once more. Looked at before each write, which takes a hundredth of it.
 */
export const watchFilesInPlace = (files: readonly string[]): (() => void) => {
  const opened = files.map((file) => ({ file, was: identityOf(file) }))
  return () => {
    for (const { file, was } of opened) {
      if (was === undefined) continue
      const is = identityOf(file)
      if (is === undefined) throw new JournalError(`The journal's file ${file} ${gone}`)
      if (is !== was) throw new JournalError(`The journal's file ${file} ${replaced}`)
    }
  }
}

const gone =
  'is gone while Appmedic runs, and what was written now would be lost. Nothing runs until it is back: put it where it ' +
  'was, or stop Appmedic and put a backup back.'
const replaced =
  'is another one than Appmedic opened: somebody replaced it while Appmedic runs. Nothing runs until the former is back: ' +
  'put it there, or stop Appmedic and see which of the two is right with `journal verify`.'

/** `undefined` where there is none, or the file system gives files no number of their own. */
const identityOf = (file: string): string | undefined => {
  const found: BigIntStats | undefined = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found === undefined || found.ino === 0n ? undefined : `${found.dev} ${found.ino}`
}
