import { open, readFile, stat } from 'node:fs/promises'
import { createJournalKeyring, type JournalKeyring, seedSizeInBytes } from './journal-key.ts'
import { JournalError } from './types.ts'

/** `undefined` where there is no such file. Throws where others may read it, or where it holds something else. */
export const readKeyFile = async (path: string): Promise<JournalKeyring | undefined> => {
  const found = await stat(path).catch(undefinedIfAbsent)
  if (found === undefined) return undefined
  if (process.platform !== 'win32' && (found.mode & othersMayRead) !== 0)
    throw new JournalError(`Others on this machine can read the journal's key: type chmod 600 '${path}'.`)
  return parseKeyText(await readFile(path, 'utf8'), path)
}

const othersMayRead = 0o077

/** One seed a line, the current one first. `where` names the place in what is thrown; what stands there is never told. */
export const parseKeyText = (text: string, where: string): JournalKeyring => {
  const lines = text.split(/\s+/).filter((line) => line !== '')
  const [first, ...others] = lines.map((line) => Buffer.from(line, 'base64'))
  const fits = lines.every((line) => /^[A-Za-z0-9+/]{43}=$/.test(line))
  if (first === undefined || !fits)
    throw new JournalError(
      `${where} is no key of a journal: it holds a seed a line, each ${seedSizeInBytes} random bytes in base64, ` +
        'as `openssl rand -base64 32` writes them, the current one first.',
    )
  return createJournalKeyring([first, ...others])
}

/** Durable when it resolves. A file that is there already is left as it is, and an error. */
export const createKeyFile = async (path: string, seed: Uint8Array): Promise<JournalKeyring> => {
  const text = `${Buffer.from(seed).toString('base64')}\n`
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return parseKeyText(text, path)
}

export const undefinedIfAbsent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
