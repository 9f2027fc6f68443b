import { join } from 'node:path'
import type { BackupAnswer } from '../../control/requests.ts'
import { callAppmedic } from './control-client.ts'

/** Lends the file of a directory's journal, or a copy of it where Appmedic runs there. */
export const withJournalFile = async <Result>(
  dataDir: string,
  look: (file: string) => Promise<Result>,
): Promise<Result> => {
  const appmedic = await callAppmedic(dataDir)
  if (appmedic === undefined) return look(join(dataDir, 'journal.db'))
  try {
    const { path } = await appmedic.ask<BackupAnswer>({ do: 'backup' })
    return await look(path)
  } finally {
    appmedic.close()
  }
}
