import type { Kysely } from 'kysely'
import type { FileDigest } from './content-store/hash-while-writing.ts'
import { type ContentAddressedStore, sha256Of } from './content-store.ts'
import { holding } from './erasure/find-entries.ts'
import type { EvidenceTable, JournalTables } from './journal-tables.ts'
import type { wrapStorageErrors } from './storage-errors.ts'
import {
  type EvidenceBody,
  type EvidenceStore,
  EvidenceTooLarge,
  JournalError,
  type NewEvidenceFile,
  type StoredEvidence,
} from './types.ts'

export interface EvidenceStoreDependencies {
  readonly db: Kysely<JournalTables>
  readonly files: ContentAddressedStore
  readonly guard: ReturnType<typeof wrapStorageErrors>
  now(): number
}

const defaultLimitInBytes = 268_435_456

/** The file comes first: a row never names bytes that are not there. */
export const createEvidenceStore = ({ db, files, guard, now }: EvidenceStoreDependencies): EvidenceStore => ({
  put: async (file) => {
    const source = evidenceSourceOf(file.body, file.limitInBytes ?? defaultLimitInBytes)
    const kept = await guard(() => files.keep(source.bytes)).catch((error: unknown) => {
      throw source.broken()?.error ?? error
    })
    return guard(async () => {
      const row = toRow(file, kept, now())
      const insert = db.insertInto('evidence').values(row)
      // What is collected once more is kept anew, for as long as what is new.
      await insert.onConflict((conflict) => conflict.column('id').doUpdateSet({ at: row.at })).execute()
      return toEvidence(row)
    })
  },
  findByName: (stream, fileName) =>
    guard(async () => {
      const named = db.selectFrom('evidence').selectAll().where('stream', '=', stream)
      const row = await named.where('file_name', '=', fileName).orderBy('at', 'desc').executeTakeFirst()
      return row === undefined ? undefined : toEvidence(row)
    }),
  get: (id) =>
    guard(async () => {
      const row = await db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      await checkHash(files, row)
      return { evidence: toEvidence(row), body: files.read(row.sha256) }
    }),
  streamOfErased: (id) =>
    guard(async () => {
      const erasures = db.selectFrom('events').select('stream').where('type', '=', 'EvidenceErased')
      return (await erasures.where(holding('data', id)).executeTakeFirst())?.stream
    }),
})

const checkHash = async (files: ContentAddressedStore, { file_name, sha256 }: EvidenceTable): Promise<void> => {
  const found = await files.hashOf(sha256)
  if (found === undefined) throw new JournalError(`Evidence ${file_name} (${sha256}) is gone: put a backup back.`)
  if (found !== sha256)
    throw new JournalError(`Evidence ${file_name} (${sha256}) was changed on disk: put a backup back.`)
}

/** Collecting the same file again, for instance after a crash, gives the same id. */
const idOf = (file: { stream: string; fileName: string }, sha256: string): string =>
  sha256Of(Buffer.from(JSON.stringify([file.stream, file.fileName, sha256]))).slice(0, 20)

const toRow = (file: NewEvidenceFile, kept: FileDigest, at: number): EvidenceTable => ({
  id: idOf(file, kept.sha256),
  stream: file.stream,
  file_name: file.fileName,
  content_type: file.contentType,
  size_in_bytes: kept.sizeInBytes,
  sha256: kept.sha256,
  at,
})

const toEvidence = (row: EvidenceTable): StoredEvidence => ({
  id: row.id,
  stream: row.stream,
  fileName: row.file_name,
  contentType: row.content_type,
  sizeInBytes: row.size_in_bytes,
  sha256: row.sha256,
})

/** Where bytes come from, apart from where they go: what goes wrong here is not the journal's trouble. */
interface EvidenceSource {
  readonly bytes: AsyncIterable<Uint8Array>
  /** What it threw, once it has. */
  broken(): { readonly error: unknown } | undefined
}

/** Throws `EvidenceTooLarge` once more has come than the limit. */
const evidenceSourceOf = (body: EvidenceBody, limitInBytes: number): EvidenceSource => {
  let broken: { readonly error: unknown } | undefined
  async function* bytes(): AsyncIterable<Uint8Array> {
    try {
      let sizeInBytes = 0
      for await (const chunk of body instanceof Uint8Array ? [body] : body) {
        sizeInBytes += chunk.byteLength
        if (sizeInBytes > limitInBytes) throw new EvidenceTooLarge(limitInBytes)
        yield chunk
      }
    } catch (error) {
      broken = { error }
      throw error
    }
  }
  return { bytes: bytes(), broken: () => broken }
}
