import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { journalCommand } from '../../src/cli/journal-command.ts'
import { directory, event, journalIn } from '../journal/temporary-journals.ts'

const said: string[] = []

beforeEach(() => {
  for (const method of ['log', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((line) => said.push(line))
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  said.splice(0)
  process.exitCode = undefined
})

const run = async (...argv: readonly string[]) => {
  said.splice(0)
  process.exitCode = undefined
  await journalCommand.parseAsync(argv, { from: 'user' })
  return { said: [...said], code: process.exitCode ?? 0 }
}

const written = async (): Promise<string> => {
  const dataDir = await directory()
  const { journal, close } = await journalIn(dataDir)
  const by = { platform: 'web', tenant: 'local', id: 'anna', name: 'Anna\u001b[31m' }
  const place = { platform: 'web', tenant: 'local', channel: 'incidents' }
  const joined = { type: 'IncidentJoined', at: 0, by, place, text: 'contoso-web\ngeeft 503' } as const
  await journal.append({ stream: 'INC-1', expectedVersion: 0, events: [event(1), joined] })
  await journal.append({ stream: 'INC-2', expectedVersion: 0, events: [event(2)] })
  await close()
  return dataDir
}

test('verify says how much there is and that the chain holds, and gives its end to be noted', async () => {
  const dataDir = await written()

  const { said, code } = await run('verify', '--data', dataDir)

  expect(said[0]).toBe('The chain holds: 3 events in 2 streams, 0 evidence files.')
  const [, noted = ''] = /: (3:[0-9a-f]{64})$/.exec(said[1] ?? '') ?? []
  expect(code).toBe(0)
  expect(await run('verify', '--data', dataDir, '--noted', noted)).toMatchObject({ code: 0 })
  expect(await run('verify', '--data', dataDir, '--noted', noted.replace('3:', '4:'))).toMatchObject({ code: 1 })
})

test('verify fails after one byte of one event is changed, and names the event', async () => {
  const dataDir = await written()
  const bytes = await readFile(join(dataDir, 'journal.db'))
  bytes.write('A', bytes.indexOf('action-2'))
  await writeFile(join(dataDir, 'journal.db'), bytes)

  const { said, code } = await run('verify', '--data', dataDir)

  expect(said[0]).toBe('The chain is broken at entry 3: INC-2 #1 StepImpossible.')
  expect(code).toBe(1)
})

test('show prints a line an event, safe for a terminal, of everything or of one incident', async () => {
  const dataDir = await written()

  expect((await run('show', '--data', dataDir, 'inc-1')).said).toEqual([
    '2023-11-14 22:13:20  INC-1     #1  StepImpossible       action=action-1  why=why.not',
    '1970-01-01 00:00:00  INC-1     #2  IncidentJoined       by="Anna [31m"  place=incidents  text="contoso-web geeft 503"',
  ])
  const json = await run('show', '--data', dataDir, '--json')
  expect(json.said.map((line) => JSON.parse(line).stream)).toEqual(['INC-1', 'INC-1', 'INC-2'])
  expect(await run('show', '--data', dataDir, 'INC-9')).toEqual({ said: ['There is no INC-9.'], code: 1 })
})

test('a directory without a journal is told, not called whole', async () => {
  const { said, code } = await run('verify', '--data', await directory())

  expect(said[0]).toContain('There is no journal')
  expect(code).toBe(1)
})

test('finds the journal and its key where the settings of the bot say, in .env too', async () => {
  const cwd = await directory()
  const dataDir = await written()
  await rename(join(dataDir, 'journal.key'), join(cwd, 'elsewhere.key'))
  await writeFile(
    join(cwd, '.env'),
    `DATA_DIR=${dataDir}\nJOURNAL_KEY_FILE=${cwd}/elsewhere.key\nJOURNAL_WITNESS_FILE=\n`,
  )
  vi.spyOn(process, 'cwd').mockReturnValue(cwd)
  for (const name of ['DATA_DIR', 'JOURNAL_KEY_FILE', 'JOURNAL_WITNESS_FILE']) vi.stubEnv(name, undefined)

  const { said, code } = await run('verify')

  expect(said.join()).toContain('Public key')
  expect(said.join()).not.toContain('Not proven without the key')
  expect(code).toBe(0)
})

test('without the key nothing is called right, since anybody may have written it', async () => {
  const dataDir = await written()
  await rename(join(dataDir, 'journal.key'), join(await directory(), 'elsewhere.key'))

  const { said, code } = await run('verify', '--data', dataDir)

  expect(said.join()).toContain('Not proven without the key')
  expect(code).toBe(1)
})
