import { join } from 'node:path'
import type { KeptFile } from '../incident/events/evidence-event.ts'
import { createDiskContentStore } from './content-store.ts'

/** A file that the chain names, and where it says so. */
export type ExpectedEvidence = KeptFile & { readonly seq: number }

export interface EvidenceVerification {
  readonly files: number
  /** Their bytes are not those that were collected. */
  readonly changed: readonly ExpectedEvidence[]
  /** Gone from the disk: deleted, or not in the backup. */
  readonly missing: readonly ExpectedEvidence[]
}

/** The chain holds each file's hash, so the files are as safe from change as the chain. */
export const verifyEvidence = async (
  dataDir: string,
  expected: readonly ExpectedEvidence[],
): Promise<EvidenceVerification> => {
  const files = createDiskContentStore(join(dataDir, 'evidence'))
  const changed: ExpectedEvidence[] = []
  const missing: ExpectedEvidence[] = []
  for (const item of expected) {
    const found = await files.hashOf(item.sha256)
    if (found === undefined) missing.push(item)
    else if (found !== item.sha256) changed.push(item)
  }
  return { files: expected.length, changed, missing }
}
