import { JournalError } from './types.ts'

/** Runs the work; whatever SQLite or the file system throws comes out as a `JournalError` that says what to do. */
export const wrapStorageErrors =
  (where: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw toJournalError(where, error)
    }
  }

const toJournalError = (where: string, error: unknown): JournalError => {
  if (error instanceof JournalError) return error
  return new JournalError(`The journal in ${where} ${adviceFor(error)}`, { cause: error })
}

const adviceFor = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  const known = bySqlite[resultCode(error)] ?? byCode[code ?? ''] ?? byMessage(message ?? '')
  return known ?? `failed: ${message ?? String(error)}`
}

const full = 'could not be written: the disk is full. Free some space; nothing runs until then.'
const readOnly = 'could not be written: the directory or file is read-only. Give this user the right to write there.'
const unreachable = 'could not be opened: no access, or not there. Check that DATA_DIR is a directory of this user.'
const closed = 'is closed: Appmedic is stopping. Try again once it runs.'

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const bySqlite: Readonly<Record<number, string>> = {
  5: 'is in use by another process. Stop that one, or give this one its own DATA_DIR.',
  6: 'is in use by this process. Open it once only.',
  8: readOnly,
  10: 'could not be read or written: the disk reports an error. Check the disk, then start again.',
  11: 'is damaged. Stop Appmedic, run `journal verify`, and put a backup back.',
  13: full,
  14: unreachable,
  26: 'is not a journal: the file is damaged or belongs to something else. Put a backup back, or move it away.',
}

const byCode: Readonly<Record<string, string>> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: readOnly,
  EACCES: unreachable,
  EPERM: unreachable,
  ENOENT: unreachable,
  ENOTDIR: unreachable,
  EEXIST: unreachable,
  ERR_INVALID_STATE: closed,
}

const byMessage = (message: string): string | undefined => {
  if (message.includes('driver has already been destroyed')) return closed
  if (message.includes('corrupted migrations')) return 'was made by a newer Appmedic. Install that version, or newer.'
  return undefined
}

/** The trouble is not in the file but in the way to it. */
export const isStorageUnavailable = (error: unknown): boolean => [5, 6, 14].includes(resultCode(error))

/** SQLite finds no database in the file, or one that is broken, or a number in it that no version wrote. */
export const isStorageDamaged = (error: unknown): boolean =>
  [11, 26].includes(resultCode(error)) || (error as { code?: string } | undefined)?.code === 'ERR_OUT_OF_RANGE'

/**
 * The same of a file that is only read: our statements are right, so that an error in one (1), in the type of a value (20)
 * or in what a row lacks comes from what a tampered file says of its own tables.
 */
export const isTamperedSchema = (error: unknown): boolean =>
  error instanceof TypeError || [1, 20].includes(resultCode(error))

const resultCode = (error: unknown): number => ((error as { errcode?: number } | undefined)?.errcode ?? 0) & 0xff
