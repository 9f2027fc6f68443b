import { join } from 'node:path'
import type { EvidenceItem } from '../incident/event.ts'
import { filesIn } from './files.ts'

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
    const found = await files.hashOf(item.sha256)
    if (found === undefined) missing.push(item)
    else if (found !== item.sha256) changed.push(item)
  }
  return { files: expected.length, changed, missing }
}
