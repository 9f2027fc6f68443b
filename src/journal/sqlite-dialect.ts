import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteDatabase, SqliteStatement } from './sqlite-engine.ts'

/** Kysely over one connection: whoever asks for it waits in line, so transactions never overlap. */
export const createSqliteDialect = (database: SqliteDatabase, close: () => void): Dialect => ({
  createAdapter: () => new TransactionalAdapter(),
  createDriver: () => sqliteDriver(database, close),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

/** SQLite can roll back a half-made schema, whatever Kysely thinks: a crash while migrating leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const sqliteDriver = (database: SqliteDatabase, close: () => void): Driver => {
  const prepare = statementCache(database)
  const connection = sqliteConnection(prepare)
  const line = createWaitingLine()
  return {
    init: async () => {},
    acquireConnection: async () => {
      await line.enter()
      return connection
    },
    releaseConnection: async () => line.leave(),
    beginTransaction: async () => void prepare('begin immediate').run(),
    commitTransaction: async () => void prepare('commit').run(),
    rollbackTransaction: async () => rollBack(database),
    destroy: async () => {
      await line.enter()
      close()
    },
  }
}

/** On a full disk SQLite has rolled back already; a second time would hide the reason. */
const rollBack = (database: SqliteDatabase): void => {
  if (database.isTransaction !== false) database.exec('rollback')
}

type Prepare = (sql: string) => SqliteStatement

const sqliteConnection = (prepare: Prepare): DatabaseConnection => ({
  executeQuery: async <R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> => {
    const statement = prepare(sql)
    if (!writesWithoutRows(query)) return { rows: statement.all(...parameters) as R[] }
    return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) }
  },
  streamQuery: () => {
    throw new Error('Streams would hold the only connection; read a page at a time.')
  },
})

const writesWithoutRows = (query: CompiledQuery['query']): boolean =>
  (query.kind === 'InsertQueryNode' || query.kind === 'UpdateQueryNode' || query.kind === 'DeleteQueryNode') &&
  query.returning === undefined

const maxCachedStatements = 200

/** Preparing the same statement again and again leaks memory until the collector gets round to it. */
const statementCache = (database: SqliteDatabase): Prepare => {
  const cache = new Map<string, SqliteStatement>()
  return (sql) => {
    const known = cache.get(sql)
    if (known !== undefined) return known
    if (cache.size >= maxCachedStatements) cache.clear()
    const statement = database.prepare(sql)
    cache.set(sql, statement)
    return statement
  }
}

/** First come, first served. */
const createWaitingLine = () => {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    enter: (): Promise<void> => {
      if (taken) return new Promise((resolve) => waiting.push(resolve))
      taken = true
      return Promise.resolve()
    },
    leave: (): void => {
      const next = waiting.shift()
      if (next === undefined) taken = false
      else next()
    },
  }
}
