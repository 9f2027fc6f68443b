import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { localPlatform } from '../../src/chat/index.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../src/compose.ts'
import { type FileSettings, usualFileSettings } from '../../src/composition/file-keeping.ts'
import type { ComposedDependencies } from '../../src/composition/platform-dependencies.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { dayInMs } from '../../src/incident/retention.ts'
import { openJournal } from '../../src/journal/index.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { cardsOf } from '../../src/views/index.ts'
import { reported } from '../incident/story.ts'
import { messageText } from '../message-text.ts'

import { surroundings } from '../views/fixtures.ts'
import { createFlow, type Flow } from './flow.ts'

let flow: Flow
let stop: () => Promise<void>
afterEach(() => stop())

const started = async (settings: Partial<FileSettings> = {}): Promise<Flow> => {
  const files = { ...usualFileSettings, ...settings }
  const begun = await createFlow({ faults: { 'contoso-web': 'slow-dependency' }, files })
  stop = begun.stop
  begun.simulator.configure({ dumpSizeInBytes: 3_000_000 })
  await begun.chat.says('ada', 'contoso-web is slow')
  await begun.settle()
  return begun
}

const asksForDump = async (): Promise<void> => {
  await flow.chat.clicks('ada', 'collect', 'INC-1/1/memory-dump')
  await flow.settle()
}

const linkToDump = async (): Promise<string> => {
  const dump = (await flow.incident()).evidence.find(({ collector }) => collector === 'memory-dump')
  return localPlatform.links.evidence(dump?.id ?? 'none')
}

const shown = async (): Promise<string> =>
  JSON.stringify(
    cardsOf(await flow.incident(), loadTranslators('UTC')('en'), { ...surroundings, links: localPlatform.links }),
  )

it('a dump is told of before, kept, and gone by itself after its days, on the card of a closed incident too', async () => {
  flow = await started()
  await asksForDump()
  const { id, status, plan } = await flow.action()

  expect(status).toBe('proposed')
  const said = plan?.fileNotice?.map(({ key }) => key)
  expect(said).toEqual(expect.arrayContaining(['step.notice.file-size', 'step.notice.file-kept']))
  expect(await shown()).toContain(messageText('en', 'step.notice.file-kept', { days: 7 }))
  await flow.chat.clicks('bram', 'approve', id)
  await flow.settle()
  expect((await flow.action()).status).toBe('collected')
  const link = await linkToDump()
  expect(await shown()).toContain(link)
  await flow.chat.says('ada', 'close INC-1')
  await flow.chat.says('ada', 'close INC-1')
  await flow.settle()

  await flow.pass(8 * dayInMs)

  const dump = (await flow.incident()).evidence.find(({ collector }) => collector === 'memory-dump')
  expect(dump?.erased).toMatchObject({ keptForDays: 7 })
  expect((await flow.events()).filter(({ type }) => type === 'EvidenceErased')).toHaveLength(1)
  expect(await shown()).toContain(messageText('en', 'card.file.expired', { days: 7 }))
  expect(await shown()).not.toContain(link)
  expect(flow.troubles).toEqual([])
})

it('one that would be larger than it may be is impossible before anybody approves, and it says why', async () => {
  flow = await started({ limitInBytes: 50_000_000 })
  await asksForDump()

  const { status, why } = await flow.action()

  expect(status).toBe('impossible')
  expect(why).toMatchObject({ key: 'step.impossible.file-too-large', args: { most: 50 } })
  expect(flow.simulator.writes()).toEqual([])
})

it('one that turns out larger than it may be is cut off while it comes, and nothing of it is kept', async () => {
  flow = await started({ limitInBytes: 2_000_000, largestInPracticeInBytes: 1_000_000 })
  await asksForDump()
  const { id, status } = await flow.action()
  expect(status).toBe('proposed')

  await flow.chat.clicks('bram', 'approve', id)
  await flow.settle()

  const { status: ended, why } = await flow.action()
  expect([ended, why?.key]).toEqual(['failed', 'collect.too-large'])
  expect((await flow.incident()).evidence.filter(({ collector }) => collector === 'memory-dump')).toEqual([])
})

it('what became too old while the bot was stopped is gone once it has started', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-kept-'))
  const before = await openJournal({ dataDir, now: () => 0 })
  await before.journal.append({ stream: 'INC-1', expectedVersion: 0, events: reported().events })
  const put = (fileName: string, contentType: string) =>
    before.evidence.put({ stream: 'INC-1', fileName, contentType, body: Buffer.from(fileName) })
  const dump = await put('a.dmp', 'application/octet-stream')
  const log = await put('a.txt', 'text/plain')
  await before.close()
  let documents: ComposedDependencies | undefined
  const appmedic = await composeAppmedic({
    dataDir,
    clock: steppedClock(7 * dayInMs),
    azure: { credential: practiceCredential, simulatorUrl: 'http://127.0.0.1:9' },
    policy: () => readPolicyFile(examplePolicyPath, { practice: true }),
    language: 'en',
    timeZone: 'UTC',
    platforms: (given) => {
      documents = given
      return []
    },
    ids: { action: () => 'a', correlation: () => 'c' },
    log: { info: () => undefined, error: () => undefined },
  })
  stop = async () => {
    await appmedic.stop()
    await rm(dataDir, { recursive: true })
  }
  await appmedic.start()

  const chloe = { platform: 'web', tenant: 'local', id: 'chloe', name: 'Chloé' }
  expect(await documents?.evidence(dump.id, chloe)).toMatchObject({ erased: { keptForDays: 7 } })
  expect(await documents?.evidence(log.id, chloe)).toMatchObject({ fileName: 'a.txt' })
})
