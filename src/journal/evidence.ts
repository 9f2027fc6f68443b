import type { Kysely } from 'kysely'
import { type FilesByHash, sha256Of } from './files.ts'
import type { EvidenceTable, Tables } from './tables.ts'
import type { guarding } from './trouble.ts'
import { type Evidence, type EvidenceStore, JournalError } from './types.ts'

export interface EvidenceStoreOf {
  readonly db: Kysely<Tables>
  readonly files: FilesByHash
  readonly guard: ReturnType<typeof guarding>
  now(): number
}

/** The file comes first: a row never names bytes that are not there. */
export const evidenceStoreOf = ({ db, files, guard, now }: EvidenceStoreOf): EvidenceStore => ({
  put: (file) =>
    guard(async () => {
      const sha256 = sha256Of(file.body)
      await files.put(sha256, file.body)
      const row = toRow(file, sha256, now())
      const insert = db.insertInto('evidence').values(row)
      await insert.onConflict((conflict) => conflict.column('id').doNothing()).execute()
      return toEvidence(row)
    }),
  get: (id) =>
    guard(async () => {
      const row = await db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      return { evidence: toEvidence(row), body: await bytesOf(files, row) }
    }),
})

const bytesOf = async (files: FilesByHash, { file_name, sha256 }: EvidenceTable): Promise<Uint8Array> => {
  const body = await files.get(sha256)
  if (body === undefined) throw new JournalError(`Evidence ${file_name} (${sha256}) is gone: put a backup back.`)
  if (sha256Of(body) !== sha256)
    throw new JournalError(`Evidence ${file_name} (${sha256}) was changed on disk: put a backup back.`)
  return body
}

/** Collecting the same file again, for instance after a crash, gives the same id. */
const idOf = (file: { stream: string; fileName: string }, sha256: string): string =>
  sha256Of(Buffer.from(JSON.stringify([file.stream, file.fileName, sha256]))).slice(0, 20)

const toRow = (file: Parameters<EvidenceStore['put']>[0], sha256: string, at: number): EvidenceTable => ({
  id: idOf(file, sha256),
  stream: file.stream,
  file_name: file.fileName,
  content_type: file.contentType,
  size_in_bytes: file.body.byteLength,
  sha256,
  at,
})

const toEvidence = (row: EvidenceTable): Evidence => ({
  id: row.id,
  stream: row.stream,
  fileName: row.file_name,
  contentType: row.content_type,
  sizeInBytes: row.size_in_bytes,
  sha256: row.sha256,
})
