import { chmod } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { OnlineBackup, SqliteDatabase } from './sqlite-engine.ts'

export interface CopiedJournal {
  /** How long this process could do nothing else, at most. */
  readonly longestTurnInMs: number
}

/** At 4 KiB a page a turn copies 800 KiB: measured 17 ms at most for a file of 40 MB. */
const pagesATurn = 200

/** Writes a consistent copy, for its owner alone, to a file that does not exist; entries may be appended meanwhile. */
export const copyJournal = async (
  database: SqliteDatabase,
  backup: OnlineBackup | undefined,
  file: string,
): Promise<CopiedJournal> => {
  const turns = monitorEventLoopDelay({ resolution: turnResolutionInMs })
  turns.enable()
  try {
    if (backup === undefined) database.exec(`vacuum into '${file.replaceAll("'", "''")}'`)
    else await backup(database, file, { rate: pagesATurn })
    await chmod(file, 0o600)
  } finally {
    turns.disable()
  }
  return { longestTurnInMs: Math.max(0, Math.round(turns.max / 1e6) - turnResolutionInMs) }
}

const turnResolutionInMs = 5
