import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { EvidenceItem, KeptFile } from '../../incident/events/evidence-event.ts'
import { EvidenceTooLarge, JournalBroken, JournalError, type NewEvidenceFile } from '../../journal/types.ts'
import type { EffectContext } from './types.ts'

/** Into the store first: the journal never names what is not there. */
export const storeFile = async (context: EffectContext, file: NewEvidenceFile): Promise<KeptFile> => {
  const { stream: _, ...stored } = await context.evidence.put(file)
  return stored
}

export const storeEvidence = async (
  context: EffectContext,
  collector: string,
  file: NewEvidenceFile,
): Promise<EvidenceItem> => ({ ...(await storeFile(context, file)), collector })

/**
 * Not our mistake: the file is what it is, or the disk does not take it. Where the journal takes no more either, that shows
 * when the failure is journaled.
 */
export const notKeptMessageOf = (error: unknown): TranslatableMessage | undefined => {
  if (error instanceof EvidenceTooLarge)
    return messageOf('collect.too-large', { megabytes: Math.round(error.limitInBytes / 1_000_000) })
  if (error instanceof JournalError && !(error instanceof JournalBroken)) return messageOf('collect.not-kept')
  return undefined
}
