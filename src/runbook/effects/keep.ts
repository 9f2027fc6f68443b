import type { EvidenceItem } from '../../incident/event.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import { type EvidenceFile, EvidenceTooLarge } from '../../journal/types.ts'
import type { Tools } from './types.ts'

/** Into the store first: the journal never names what is not there. */
export const keep = async (tools: Tools, collector: string, file: EvidenceFile): Promise<EvidenceItem> => {
  const { id, fileName, contentType, sizeInBytes, sha256 } = await tools.evidence.put(file)
  return { id, collector, fileName, contentType, sizeInBytes, sha256 }
}

/** Not our mistake and not the journal's: the file is what it is. */
export const whyTooLarge = (error: unknown): Phrase | undefined =>
  error instanceof EvidenceTooLarge
    ? phrase('collect.too-large', { megabytes: Math.round(error.limitInBytes / 1_000_000) })
    : undefined
