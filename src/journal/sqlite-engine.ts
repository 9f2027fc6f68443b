/** What Node's own SQLite and its twin for Node 20 have in common, as far as it is used here. */
export interface SqliteDatabase {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  close(): void
  /** Missing in the first releases of Node's own. */
  readonly isTransaction?: boolean
}

export interface SqliteStatement {
  all(...parameters: unknown[]): unknown[]
  run(...parameters: unknown[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint }
}

/** Copies a database that is being written, some pages a turn. */
export type OnlineBackup = (from: SqliteDatabase, file: string, options: { readonly rate: number }) => Promise<unknown>

interface Engine {
  readonly DatabaseSync: new (path: string) => SqliteDatabase
  /** Missing in Node's own before 22.16. */
  readonly backup?: OnlineBackup
}

/** Opens a database file (or `:memory:`) with the SQLite that this Node has, or else the one that is installed. */
export const openSqlite = async (path: string): Promise<SqliteDatabase> => {
  const { DatabaseSync } = await loadEngine()
  return new DatabaseSync(path)
}

export const loadOnlineBackup = async (): Promise<OnlineBackup | undefined> => (await loadEngine()).backup

const loadEngine = async (): Promise<Engine> =>
  builtIn() ?? ((await import('@photostructure/sqlite')) as unknown as Engine)

/** Node 22 warns that its SQLite is experimental: nothing that the reader of a log could act on. */
const builtIn = (): Engine | undefined => {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return process.getBuiltinModule('node:sqlite') as Engine | undefined
  } finally {
    process.emitWarning = emitWarning
  }
}
