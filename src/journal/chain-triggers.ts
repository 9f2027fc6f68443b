import type { EventsTable } from './journal-tables.ts'

/** All but the payload: the seal and what it covers. */
const keptColumns = [
  'seq',
  'stream',
  'version',
  'type',
  'at',
  'prev_hash',
  'hash',
  'format',
  'commitment',
  'lasting',
  'key_id',
  'mac',
] as const satisfies readonly (keyof EventsTable)[]

const unchanged = keptColumns.map((column) => `new.${column} is old.${column}`).join(' and ')

const refuse = `begin select raise(abort, 'the journal is append-only'); end`

/** By name, each exactly as SQLite keeps it: a start looks whether they are there. */
export const chainTriggers: Readonly<Record<string, string>> = {
  events_no_update:
    `CREATE TRIGGER events_no_update before update on events ` +
    `when not (new.data = '' and new.salt is null and ${unchanged}) ${refuse}`,
  events_no_delete: `CREATE TRIGGER events_no_delete before delete on events ${refuse}`,
  checkpoints_no_update: `CREATE TRIGGER checkpoints_no_update before update on checkpoints ${refuse}`,
  checkpoints_no_delete: `CREATE TRIGGER checkpoints_no_delete before delete on checkpoints ${refuse}`,
}
