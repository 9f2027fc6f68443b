import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { renderReport } from '../../src/composition/render-report.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { createFlow } from '../flows/flow.ts'
import { directory, event, journalIn } from '../journal/temporary-journals.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = ['--import', 'tsx', 'src/main.ts', 'report']

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command as people run it; settings come from its arguments alone. */
const run = (...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const { DATA_DIR: _, TIME_ZONE: __, ...env } = process.env
    execFile(process.execPath, [...program, ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })

let reported: readonly IncidentEvent[] = []

/** Reported, looked at and closed. */
beforeAll(async () => {
  const flow = await createFlow()
  try {
    await flow.chat.says('ada', 'contoso-web is 503ing')
    await flow.settle()
    await flow.chat.clicks('ada', 'close-anyway', 'INC-1')
    await flow.settle()
    reported = await flow.events()
  } finally {
    await flow.stop()
  }
})

/** A journal in which other things stand beside it, and what of it is in there: its close knows its place in the chain. */
const written = async () => {
  const dataDir = await directory()
  const { journal, close } = await journalIn(dataDir)
  await journal.append({ stream: 'INC-2', expectedVersion: 0, events: [event(1)] })
  await journal.append({ stream: 'INC-1', expectedVersion: 0, events: reported })
  const events = (await journal.read('INC-1')).map((entry) => entry.event)
  await close()
  return { dataDir, events }
}

test('prints Markdown, or writes one HTML file, in the language and the time zone that are asked for', async () => {
  const { dataDir, events } = await written()
  const html = join(dataDir, 'report.html')
  const before = await readFile(join(dataDir, 'journal.db'))

  const [plain, page] = await Promise.all([
    run('INC-1', '--data', dataDir),
    run('inc-1', '--data', dataDir, '--html', html, '--language', 'nl', '--time-zone', 'Europe/Amsterdam'),
  ])

  const incident = foldEvents(events)
  if (incident === undefined) throw new Error('there is no INC-1')
  const own = loadTranslators('UTC')('en')
  expect(plain).toEqual({ code: 0, out: reportMarkdown(incident, events, own), err: '' })
  expect(page).toEqual({ code: 0, out: `${html}\n`, err: '' })
  const dutch = loadTranslators('Europe/Amsterdam')('nl')
  expect(await readFile(html, 'utf8')).toBe(renderReport(incident, events, dutch))
  expect(before.equals(await readFile(join(dataDir, 'journal.db')))).toBe(true)
})

test('says in one line what is wrong, and writes nothing', async () => {
  const { dataDir } = await written()
  const html = join(dataDir, 'report.html')
  const nowhere = join(dataDir, 'nowhere')

  const [unknown, noJournal, language] = await Promise.all([
    run('INC-9', '--data', dataDir, '--html', html),
    run('INC-1', '--data', nowhere),
    run('INC-1', '--data', dataDir, '--language', 'tlh'),
  ])

  expect(unknown).toEqual({ code: 1, out: '', err: `There is no INC-9 in ${dataDir}.\n` })
  await expect(access(html)).rejects.toThrow('ENOENT')
  expect([noJournal.code, noJournal.err.trim().split('\n')]).toEqual([1, [expect.stringContaining(nowhere)]])
  await expect(access(nowhere)).rejects.toThrow('ENOENT')
  expect([language.code, language.err]).toEqual([1, expect.stringContaining('tlh')])
})
