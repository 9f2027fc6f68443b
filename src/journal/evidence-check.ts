import { join } from 'node:path'
import type { EvidenceItem } from '../incident/event.ts'
import { filesIn, sha256Of } from './files.ts'

/** What the chain says was collected, and where it says so. */
export type Expected = EvidenceItem & { readonly seq: number }

export interface EvidenceVerification {
  readonly files: number
  /** Their bytes are not those that were collected. */
  readonly changed: readonly Expected[]
  /** Gone from the disk: deleted, or not in the backup. */
  readonly missing: readonly Expected[]
}

/** The chain holds each file's hash, so the files are as safe from change as the chain. */
export const verifyEvidence = async (dataDir: string, expected: readonly Expected[]): Promise<EvidenceVerification> => {
  const files = filesIn(join(dataDir, 'evidence'))
  const changed: Expected[] = []
  const missing: Expected[] = []
  for (const item of expected) {
    const body = await files.get(item.sha256)
    if (body === undefined) missing.push(item)
    else if (sha256Of(body) !== item.sha256) changed.push(item)
  }
  return { files: expected.length, changed, missing }
}
