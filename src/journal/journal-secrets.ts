import { join } from 'node:path'
import type { JournalAge } from './former-chain.ts'
import { inMemoryDataDir } from './journal-file.ts'
import { createJournalKeyring, type JournalKeyring, seedSizeInBytes } from './journal-key.ts'
import type { JournalLog } from './journal-log.ts'
import { createKeyFile, readKeyFile } from './key-file.ts'
import type { RandomBytes } from './prepared-statements.ts'
import { JournalError } from './types.ts'

/** Where the key of a journal is, and what was noted of it. */
export interface JournalSecretOptions {
  readonly dataDir: string
  /** From a vault, say; absent where the key file has it. */
  readonly keys?: JournalKeyring | undefined
  /** `journal.key` in the directory of the journal where absent. */
  readonly keyFile?: string | undefined
  /** Beside the key file where absent, or in the directory of the journal where the key is no file. */
  readonly witnessFile?: string | undefined
}

export const keyFileOf = ({ dataDir, keyFile }: JournalSecretOptions): string => keyFile ?? join(dataDir, 'journal.key')

/** `undefined` for a journal in memory. */
export const witnessFileOf = (options: JournalSecretOptions): string | undefined => {
  if (options.dataDir === inMemoryDataDir) return undefined
  if (options.witnessFile !== undefined) return options.witnessFile
  return options.keys === undefined ? `${keyFileOf(options)}.witness` : join(options.dataDir, 'journal.witness')
}

/** The key at hand, or a new one for a journal that has none yet. Throws what to do where a sealed one's is missing. */
export const openKeyring = async (
  options: JournalSecretOptions,
  age: JournalAge,
  { randomBytes, log }: { readonly randomBytes: RandomBytes; readonly log: JournalLog },
): Promise<JournalKeyring> => {
  if (options.keys !== undefined) return options.keys
  if (options.dataDir === inMemoryDataDir) return createJournalKeyring([randomBytes(seedSizeInBytes)])
  const path = keyFileOf(options)
  const found = await readKeyFile(path)
  if (found !== undefined) return found
  if (age === 'sealed') throw new JournalError(missingKey(options.dataDir, path))
  const created = await createKeyFile(path, randomBytes(seedSizeInBytes))
  log.info({ keyFile: path }, newKey)
  return created
}

const missingKey = (dataDir: string, path: string): string =>
  `The journal in ${dataDir} is sealed, and its key is not at ${path}. Put the file back, or say with ` +
  'JOURNAL_KEY_FILE or JOURNAL_KEY_VAULT_SECRET where the key is. Without it nobody can tell true entries from false ' +
  'ones: then move the journal away, and Appmedic begins a new one.'

const newKey =
  'the journal got a key, which tells true entries from false ones: copy the file to where your other secrets are, ' +
  'and keep it elsewhere than the data (JOURNAL_KEY_FILE or JOURNAL_KEY_VAULT_SECRET says where)'
