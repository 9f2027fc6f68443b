import type { Kysely } from 'kysely'
import type { ChainFault } from './check-entry.ts'
import { guestSchema } from './journal-file.ts'
import type { JournalTables } from './journal-tables.ts'
import { triggerFault } from './start-checks.ts'
import { numberOf } from './stream-index.ts'
import { type CheckpointContext, findCheckpointFaults } from './verify-checkpoints.ts'

interface SurroundingsContext extends CheckpointContext {
  /** All that are in the chain; absent where that is broken, so that nobody can tell. */
  readonly streams: readonly string[] | undefined
  readonly sealed: boolean
}

/** What may be wrong around a chain, whole or not. */
export const findSurroundingFaults = async (
  db: Kysely<JournalTables>,
  { streams, sealed, ...noted }: SurroundingsContext,
): Promise<readonly ChainFault[]> => {
  const around =
    streams === undefined ? [] : [...missingIncidents(streams), ...(await unlistedStreams(db, new Set(streams)))]
  if (!sealed) return noted.witness === undefined ? around : [...around, oldFile]
  const triggers = await triggerFault({ db }, guestSchema)
  return [...around, ...(triggers === undefined ? [] : [triggers]), ...(await findCheckpointFaults(db, noted))]
}

const oldFile: ChainFault = {
  what: 'cut',
  seq: 0,
  detail: 'it is of a former version, but the key has sealed one already: somebody put an old file in its place',
}

/** Incidents are numbered without gaps: a chain written anew without one of them tells by its number. */
const missingIncidents = (streams: readonly string[]): readonly ChainFault[] => {
  const numbers = streams.flatMap((stream) => numberOf(stream) ?? [])
  const inOrder = [0, ...numbers.sort((a, b) => a - b)]
  return inOrder.flatMap((number, at) => {
    const next = inOrder[at + 1] ?? number + 1
    if (next === number + 1) return []
    const missing = next === number + 2 ? `INC-${number + 1} is` : `INC-${number + 1} to INC-${next - 1} are`
    return [{ what: 'missing', seq: 0, detail: `${missing} not in the chain, though INC-${next} is` } as const]
  })
}

/** What is not in the list is not picked up at a start. */
const unlistedStreams = async (
  db: Kysely<JournalTables>,
  streams: ReadonlySet<string>,
): Promise<readonly ChainFault[]> => {
  const listed = new Set((await db.selectFrom('streams').select('stream').execute()).map(({ stream }) => stream))
  const unlisted = [...streams].filter((stream) => !listed.has(stream))
  const added = [...listed].filter((stream) => !streams.has(stream))
  return [
    ...unlisted.map((stream) => listFault(stream, 'is not in the list of streams, and would not be picked up')),
    ...added.map((stream) => listFault(stream, 'is in the list of streams, and not in the chain')),
  ]
}

const listFault = (stream: string, detail: string): ChainFault => ({
  what: 'changed',
  seq: 0,
  detail: `${stream} ${detail}`,
})
