import { join } from 'node:path'
import type { IncidentEvent } from '../incident/event.ts'
import type { KeptFile } from '../incident/events/evidence-event.ts'
import { createDiskContentStore } from './content-store.ts'

/** A file that the chain names, and where it says so. */
type ExpectedEvidence = Pick<KeptFile, 'id' | 'fileName' | 'sha256'> & { readonly seq: number }

export interface EvidenceVerification {
  readonly files: number
  /** Their bytes are not those that were collected. */
  readonly changed: readonly ExpectedEvidence[]
  /** Gone from the disk: deleted, or not in the backup. */
  readonly missing: readonly ExpectedEvidence[]
  /** Gone because somebody had them erased. */
  readonly erased: readonly ExpectedEvidence[]
  /** Said to be erased, and still there. */
  readonly left: readonly ExpectedEvidence[]
}

/** What the chain says of files, an entry at a time. */
export interface EvidenceLedger {
  note(seq: number, event: IncidentEvent): void
  verify(dataDir: string): Promise<EvidenceVerification>
}

export const createEvidenceLedger = (): EvidenceLedger => {
  const expected = new Map<string, ExpectedEvidence>()
  const erased = new Map<string, ExpectedEvidence>()
  return {
    note: (seq, event) => {
      if (event.type === 'EvidenceErased') {
        const file = expected.get(event.evidence)
        if (file !== undefined) erased.set(event.evidence, file)
        expected.delete(event.evidence)
      }
      const kept = keptFileIn(event)
      if (kept !== undefined) expected.set(kept.id, { id: kept.id, fileName: kept.fileName, sha256: kept.sha256, seq })
    },
    verify: (dataDir) => compareEvidence(dataDir, [...expected.values()], [...erased.values()]),
  }
}

export const keptFileIn = (event: IncidentEvent): KeptFile | undefined => {
  if (event.type === 'EvidenceCollected') return event.evidence
  return event.type === 'SupportTextWritten' ? event.file : undefined
}

/** The chain holds each file's hash, so the files are as safe from change as the chain. */
export const compareEvidence = async (
  dataDir: string,
  expected: readonly ExpectedEvidence[],
  erased: readonly ExpectedEvidence[] = [],
): Promise<EvidenceVerification> => {
  const files = createDiskContentStore(join(dataDir, 'evidence'))
  const found = async (file: ExpectedEvidence) => ({ file, hash: await files.hashOf(file.sha256) })
  const looked = await inTurn(expected, found)
  const stillNamed = new Set(expected.map(({ sha256 }) => sha256))
  const gone = await inTurn(
    erased.filter(({ sha256 }) => !stillNamed.has(sha256)),
    found,
  )
  return {
    files: expected.length,
    changed: looked.filter(({ file, hash }) => hash !== undefined && hash !== file.sha256).map(({ file }) => file),
    missing: looked.filter(({ hash }) => hash === undefined).map(({ file }) => file),
    erased,
    left: gone.filter(({ hash }) => hash !== undefined).map(({ file }) => file),
  }
}

/** One file open at a time. */
const inTurn = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (const item of items) results.push(await work(item))
  return results
}
