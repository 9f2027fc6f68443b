import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type OpenedJournal, openJournal } from '../../src/journal/index.ts'

const directories: string[] = []
const open: OpenedJournal[] = []

/** Removed after each test, journals closed first. */
export const directory = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'appmedic-journal-'))
  directories.push(path)
  return path
}

export const journalIn = async (dataDir: string): Promise<OpenedJournal> => {
  const opened = await openJournal({ dataDir, now: () => 1_000 })
  open.push(opened)
  return opened
}

afterEach(async () => {
  for (const journal of open.splice(0)) await journal.close().catch(() => undefined)
  for (const path of directories.splice(0)) await rm(path, { recursive: true, force: true })
})

export { event, events } from './numbered-events.ts'
