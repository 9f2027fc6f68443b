import { KeyVaultError } from '../azure/requests/key-vault-secret.ts'
import { PlatformStartError } from '../chat/shared/platform-start-error.ts'
import { ConfigError } from '../config/index.ts'
import { JournalError } from '../journal/types.ts'
import { PolicyError } from '../policy-file/index.ts'

/** Something at start that people can mend; the message says how. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Ends with the words of an error that is meant for people; anything else is a bug and shows its stack. */
export const withReadableErrors = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    const words = readableMessageOf(error)
    if (words === undefined) throw error
    process.stderr.write(`${words}\n`)
    // What had started already would keep the process alive.
    process.exit(1)
  }
}

const readableMessageOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set PORT to another one, or to 0 for a free one.`
  const readable = [ConfigError, JournalError, KeyVaultError, PlatformStartError, PolicyError, StartError]
  return readable.some((kind) => error instanceof kind) ? error.message : undefined
}
