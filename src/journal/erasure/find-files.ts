import type { ContentAddressedStore } from '../content-store.ts'
import type { EvidenceTable, JournalDatabase } from '../journal-tables.ts'
import { holdsText } from './find-text-in-files.ts'
import { jsonFormOf } from './occurrences.ts'
import type { ErasureRequest } from './types.ts'

export interface FoundFiles {
  /** Every row that names the bytes of a file that holds the text: there is one file, however many name it. */
  readonly holding: readonly EvidenceTable[]
  /** No text, so nobody can tell. */
  readonly unread: readonly EvidenceTable[]
}

export const findFiles = async (
  db: JournalDatabase,
  { text, stream }: ErasureRequest,
  files: ContentAddressedStore,
): Promise<FoundFiles> => {
  const rows = await db.selectFrom('evidence').selectAll().orderBy('at').execute()
  const asked = stream === undefined ? rows : rows.filter((row) => row.stream === stream)
  const readable = asked.filter(isText)
  const found = new Set<string>()
  for (const sha256 of new Set(readable.map((row) => row.sha256))) {
    const isThere = (await files.hashOf(sha256)) !== undefined
    if (isThere && (await holdsText(files.read(sha256), [text, jsonFormOf(text)]))) found.add(sha256)
  }
  return {
    holding: rows.filter(({ sha256 }) => found.has(sha256)),
    unread: asked.filter((row) => !isText(row) && !found.has(row.sha256)),
  }
}

const isText = ({ content_type }: EvidenceTable): boolean =>
  content_type.startsWith('text/') || content_type.startsWith('application/json')
