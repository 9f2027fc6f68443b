import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import type { SqliteDatabase, SqliteStatement } from '../../src/journal/sqlite-engine.ts'

/** Does its work and kills itself before the n-th thing that reaches the disk; prints how many there were otherwise. */
const [work, dataDir = '', killAt] = process.argv.slice(2)
let count = 0
let counting = false

const step = (): void => {
  if (!counting) return
  count += 1
  if (count === Number(killAt)) process.kill(process.pid, 'SIGKILL')
}

interface Engine {
  readonly DatabaseSync: new (path: string) => SqliteDatabase
}

const builtIn = process.getBuiltinModule('node:sqlite') as Engine | undefined
const engine = builtIn ?? ((await import('@photostructure/sqlite')) as unknown as Engine)

class TappedDatabase {
  readonly #database: SqliteDatabase

  constructor(path: string) {
    this.#database = new engine.DatabaseSync(path)
  }

  get isTransaction() {
    return this.#database.isTransaction
  }

  exec(sql: string): void {
    step()
    this.#database.exec(sql)
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#database.prepare(sql)
    const tapped =
      <Result>(call: (...parameters: unknown[]) => Result) =>
      (...parameters: unknown[]): Result => {
        step()
        return call(...parameters)
      }
    return { all: tapped((...all) => statement.all(...all)), run: tapped((...all) => statement.run(...all)) }
  }

  close(): void {
    this.#database.close()
  }
}

const { getBuiltinModule } = process
const tapped = ((name: string) =>
  name === 'node:sqlite' ? { DatabaseSync: TappedDatabase } : getBuiltinModule(name)) as typeof getBuiltinModule
process.getBuiltinModule = tapped

const files = fs as unknown as Record<string, (...args: unknown[]) => unknown>
for (const name of ['open', 'rename', 'rm']) {
  const original = files[name]
  files[name] = (...args) => {
    step()
    return original?.(...args)
  }
}
syncBuiltinESMExports()

const { openJournal } = await import('../../src/journal/index.ts')
const { event } = await import('./numbered-events.ts')
counting = work === 'migrate'
const { journal, erasure, close } = await openJournal({ dataDir, now: () => 1_000 })
counting = true
if (work === 'checkpoint') {
  const expectedVersion = (await journal.read('INC-1')).length
  await journal.append({ stream: 'INC-1', expectedVersion, events: [event(expectedVersion)] })
}
if (work === 'erase') await erasure.erase({ text: 'hunter2', by: 'root', reason: 'pasted' })
await close()
process.stdout.write(`${count}\n`)
