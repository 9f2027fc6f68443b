import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from '../../src/incident/canonical-json.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { lastingFieldsOf } from '../../src/incident/events/lasting-fields.ts'
import { chainTriggers } from '../../src/journal/chain-triggers.ts'
import { chainHashOf, commitmentOf, genesisHash } from '../../src/journal/hash-chain.ts'
import { closeForWriting } from '../../src/journal/journal-file.ts'
import type { EventsTable } from '../../src/journal/journal-tables.ts'
import { openSqlite, type SqliteDatabase } from '../../src/journal/sqlite-engine.ts'

/** Somebody who may write the file and knows this source, but has no key. */
export interface Forger {
  rows(): EventsTable[]
  /** Everything anew, hashes right from the first to the last, and the head moved there. */
  rewrite(rows: readonly EventsTable[]): void
  readonly database: SqliteDatabase
}

/** Past the triggers, which are put back as they were. */
export const forge = async (dataDir: string, work: (forger: Forger) => void): Promise<void> => {
  const database = await openSqlite(join(dataDir, 'journal.db'))
  for (const name of Object.keys(chainTriggers)) database.exec(`drop trigger ${name}`)
  work({
    database,
    rows: () => database.prepare('select * from events order by seq').all() as EventsTable[],
    rewrite: (rows) => {
      database.exec('delete from events')
      let hash = genesisHash
      for (const [at, row] of rows.entries()) {
        const linked = linkedTo(hash, { ...row, seq: at + 1 })
        insert(database, linked)
        hash = linked.hash
      }
      database.prepare('update head set seq = ?, hash = ?').run(rows.length, hash)
    },
  })
  for (const trigger of Object.values(chainTriggers)) database.exec(trigger)
  closeForWriting(database)
}

const linkedTo = (prevHash: string, row: EventsTable): EventsTable => {
  const { seq, stream, version, type, at, data, commitment, lasting } = row
  const place = { seq, stream, version, prevHash }
  const hash =
    row.format === 1
      ? chainHashOf({ ...place, format: 1, data })
      : chainHashOf({ ...place, format: 2, type, at, commitment: commitment ?? '', lasting: lasting ?? '' })
  return { ...row, prev_hash: prevHash, hash }
}

const insert = (database: SqliteDatabase, row: EventsTable): void => {
  const columns = Object.keys(row)
  const marks = columns.map(() => '?').join(', ')
  database.prepare(`insert into events (${columns.join(', ')}) values (${marks})`).run(...Object.values(row))
}

/** A row that says what the forger wants, with everything right but the seal, which it takes from another row. */
export const forgedRow = (like: EventsTable, version: number, event: IncidentEvent): EventsTable => {
  const data = canonicalJson(event)
  const salt = randomBytes(16).toString('hex')
  const said = { type: event.type, at: event.at, data, salt, commitment: commitmentOf(data, salt) }
  return { ...like, ...said, version, format: 2, lasting: lastingFieldsOf(event) }
}

export const asFormerRow = (row: EventsTable): EventsTable => ({
  ...row,
  format: 1,
  salt: null,
  commitment: null,
  lasting: null,
})
