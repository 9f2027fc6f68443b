import type { Kysely } from 'kysely'
import type { Kept } from './files/hashed.ts'
import { sourceOf } from './files/source.ts'
import { type FilesByHash, sha256Of } from './files.ts'
import type { EvidenceTable, Tables } from './tables.ts'
import type { guarding } from './trouble.ts'
import { type Evidence, type EvidenceFile, type EvidenceStore, JournalError } from './types.ts'

export interface EvidenceStoreOf {
  readonly db: Kysely<Tables>
  readonly files: FilesByHash
  readonly guard: ReturnType<typeof guarding>
  now(): number
}

const usualLimitInBytes = 268_435_456

/** The file comes first: a row never names bytes that are not there. */
export const evidenceStoreOf = ({ db, files, guard, now }: EvidenceStoreOf): EvidenceStore => ({
  put: async (file) => {
    const source = sourceOf(file.body, file.limitInBytes ?? usualLimitInBytes)
    const kept = await guard(() => files.keep(source.bytes)).catch((error: unknown) => {
      throw source.broken()?.error ?? error
    })
    return guard(async () => {
      const row = toRow(file, kept, now())
      const insert = db.insertInto('evidence').values(row)
      await insert.onConflict((conflict) => conflict.column('id').doNothing()).execute()
      return toEvidence(row)
    })
  },
  named: (stream, fileName) =>
    guard(async () => {
      const named = db.selectFrom('evidence').selectAll().where('stream', '=', stream)
      const row = await named.where('file_name', '=', fileName).orderBy('at', 'desc').executeTakeFirst()
      return row === undefined ? undefined : toEvidence(row)
    }),
  get: (id) =>
    guard(async () => {
      const row = await db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      await check(files, row)
      return { evidence: toEvidence(row), body: files.read(row.sha256) }
    }),
})

const check = async (files: FilesByHash, { file_name, sha256 }: EvidenceTable): Promise<void> => {
  const found = await files.hashOf(sha256)
  if (found === undefined) throw new JournalError(`Evidence ${file_name} (${sha256}) is gone: put a backup back.`)
  if (found !== sha256)
    throw new JournalError(`Evidence ${file_name} (${sha256}) was changed on disk: put a backup back.`)
}

/** Collecting the same file again, for instance after a crash, gives the same id. */
const idOf = (file: { stream: string; fileName: string }, sha256: string): string =>
  sha256Of(Buffer.from(JSON.stringify([file.stream, file.fileName, sha256]))).slice(0, 20)

const toRow = (file: EvidenceFile, kept: Kept, at: number): EvidenceTable => ({
  id: idOf(file, kept.sha256),
  stream: file.stream,
  file_name: file.fileName,
  content_type: file.contentType,
  size_in_bytes: kept.sizeInBytes,
  sha256: kept.sha256,
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
