import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { EvidenceItem, KeptFile } from '../../incident/events/evidence-event.ts'
import { EvidenceTooLarge, type NewEvidenceFile } from '../../journal/types.ts'
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

/** Not our mistake and not the journal's: the file is what it is. */
export const tooLargeMessageOf = (error: unknown): TranslatableMessage | undefined =>
  error instanceof EvidenceTooLarge
    ? messageOf('collect.too-large', { megabytes: Math.round(error.limitInBytes / 1_000_000) })
    : undefined
