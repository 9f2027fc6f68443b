import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow } from './flow.ts'

let flow: Flow | undefined
let dataDir = ''
afterEach(async () => {
  await flow?.stop().catch(() => undefined)
  await rm(dataDir, { recursive: true, force: true })
})

const started = async (): Promise<Flow> => {
  dataDir = await mkdtemp(join(tmpdir(), 'appmedic-disk-'))
  flow = await createFlow({ dataDir, faults: { 'contoso-web': 'hung-process' } })
  return flow
}

it('evidence that the disk does not take is said to be missing, and holds no approved step up', async () => {
  const { chat, settle, incident, action, pass, simulator } = await started()
  await rename(join(dataDir, 'evidence'), join(dataDir, 'evidence-away')).catch(() => undefined)
  await writeFile(join(dataDir, 'evidence'), 'no directory')

  await chat.says('ada', 'contoso-web is down, restart contoso-web')
  await settle()

  const { collecting, collectionFailures } = await incident()
  expect(collecting).toEqual([])
  expect(collectionFailures.length).toBeGreaterThan(0)
  expect(collectionFailures.map(({ why }) => why.key)).toContain('collect.not-kept')

  await chat.clicks('bram', 'approve', (await action()).id)
  await pass(60_000)

  expect(simulator.writes().map(({ path }) => path.split('/').at(-1))).toEqual(['restart'])
  await rm(join(dataDir, 'evidence'))
})

it('a directory that is deleted under the bot: whoever speaks is told, nothing runs, and it goes on once it is back', async () => {
  const { chat, settle, action, simulator } = await started()
  await chat.says('ada', 'contoso-web is down, restart contoso-web')
  await settle()
  const { id } = await action()
  await rename(dataDir, `${dataDir}-away`)

  await chat.clicks('bram', 'approve', id).catch(() => undefined)
  await settle()

  expect(chat.whispers.at(-1)).toContain(messageText('en', 'refusal.journal'))
  expect(simulator.writes()).toEqual([])
  await rename(`${dataDir}-away`, dataDir)
  await chat.clicks('bram', 'approve', id)
  await settle()
  expect(simulator.writes()).toHaveLength(1)
})
