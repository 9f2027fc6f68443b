import type { Kysely } from 'kysely'
import type { JournalTables } from './journal-tables.ts'
import type { wrapStorageErrors } from './storage-errors.ts'
import { JournalError } from './types.ts'

/** What the web chat shows, kept beside the journal. Not part of the chain: it repeats, it does not prove. */
export interface TranscriptStore {
  append(message: StoredMessage): Promise<void>
  /** Replaces the card of a message; rejects where there is no such message. */
  replace(id: string, card: object): Promise<void>
  /** The newest `limit` messages of the channel, oldest first, as they were appended. */
  list<Message extends StoredMessage>(channel: string, limit: number): Promise<readonly Message[]>
}

/** Whatever else it has comes back as it went in: JSON. */
export interface StoredMessage {
  readonly id: string
  readonly channel: string
  readonly card?: object
}

export interface TranscriptStoreDependencies {
  readonly db: Kysely<JournalTables>
  readonly guard: ReturnType<typeof wrapStorageErrors>
}

export const createTranscriptStore = ({ db, guard }: TranscriptStoreDependencies): TranscriptStore => ({
  append: (message) =>
    guard(async () => {
      const row = { id: message.id, channel: message.channel, json: JSON.stringify(message) }
      await db.insertInto('transcript').values(row).execute()
    }),
  replace: (id, card) => guard(() => db.transaction().execute((transaction) => replaceCard(transaction, id, card))),
  list: <Message extends StoredMessage>(channel: string, limit: number) =>
    guard(async () => {
      const query = db.selectFrom('transcript').select('json').where('channel', '=', channel)
      const rows = await query.orderBy('seq', 'desc').limit(limit).execute()
      return rows.reverse().map(({ json }): Message => JSON.parse(json))
    }),
})

const replaceCard = async (db: Kysely<JournalTables>, id: string, card: object): Promise<void> => {
  const row = await db.selectFrom('transcript').select('json').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new JournalError(`The transcript has no message ${id}.`)
  const json = JSON.stringify({ ...JSON.parse(row.json), card })
  await db.updateTable('transcript').set({ json }).where('id', '=', id).execute()
}
