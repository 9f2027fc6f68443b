import type { TokenCredential } from '@azure/identity'
import { readKeyVaultSecret } from '../../azure/requests/key-vault-secret.ts'
import type { JournalKeyConfig } from '../../config/index.ts'
import { type JournalOptions, parseKeyText } from '../../journal/index.ts'

/** Reads the key where it is in a vault; a key file is the journal's own to read or to make. */
export const journalKeyOf = async (
  { keyFile, vaultSecret, witnessFile }: JournalKeyConfig,
  credential: TokenCredential,
): Promise<Pick<JournalOptions, 'keys' | 'keyFile' | 'witnessFile'>> => {
  if (vaultSecret === undefined) return { keyFile, witnessFile }
  const text = await readKeyVaultSecret({ url: vaultSecret, credential })
  return { keys: parseKeyText(text, vaultSecret), witnessFile }
}
