import { open, readFile, rename } from 'node:fs/promises'
import type { Checkpoint } from './checkpoint.ts'
import { undefinedIfAbsent } from './key-file.ts'
import { JournalError } from './types.ts'

/** The last checkpoint, noted outside the database: an older copy of that, or a shorter one, does not get past it. */
export const readWitness = async (path: string): Promise<Checkpoint | undefined> => {
  const text = await readFile(path, 'utf8').catch(undefinedIfAbsent)
  if (text === undefined) return undefined
  const witness = parsed(text)
  if (isCheckpoint(witness)) return witness
  throw new JournalError(
    `${path} does not hold what Appmedic noted of its journal. If you know why, remove the file: then nothing tells ` +
      'any more whether the journal was cut short before today.',
  )
}

/** Whole or not at all. */
export const writeWitness = async (path: string, checkpoint: Checkpoint): Promise<void> => {
  const unfinished = `${path}.part`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(checkpoint)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isCheckpoint = (value: unknown): value is Checkpoint => {
  const { seq, hash, at, key_id, signature } = (value ?? {}) as Partial<Record<keyof Checkpoint, unknown>>
  return (
    Number.isSafeInteger(seq) &&
    Number.isFinite(at) &&
    [hash, key_id, signature].every((one) => typeof one === 'string')
  )
}
