import { afterEach, expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import type { StateFinding } from '../../src/incident/finding.ts'
import { detectorsProbe } from '../../src/observe/detectors.ts'
import { moreDetectorsProbe } from '../../src/observe/more-detectors.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { chooseDetectors } from '../../src/observe/sources/choose-detectors.ts'
import type { Reported } from '../../src/observe/types.ts'
import { noDeadline } from '../deadlines.ts'
import { type Answers, type Lab, openLab, siteId, target, to } from '../observe/lab.ts'
import { isWirePresent, readWire } from './wire.ts'

let lab: Lab | undefined
afterEach(() => lab?.stop())

const path = `${siteId}/detectors`
const recordedList = () => readWire('azure-sdk-assets/detectors-list.json')
const namesFor = (reported?: Reported) => chooseDetectors(recordedList().value, reported).map(({ name }) => name)

const insight = (status: string, message: string) => ({
  properties: {
    status: { statusId: 4, message: null },
    dataset: [
      {
        table: { columns: [{ columnName: 'Status' }, { columnName: 'Message' }], rows: [[status, message]] },
        renderingProperties: { type: 7 },
      },
    ],
  },
})

const observe = async (answers: Answers, reported: Reported = {}) => {
  lab = await openLab(answers)
  const asked = { ...target, reported }
  const results = await runProbes([detectorsProbe, moreDetectorsProbe], lab.azure, asked, { deadline: noDeadline })
  const urls = lab.asked.map(({ url }) => url)
  return { results, asked: urls.filter(({ pathname }) => pathname.startsWith(`${path}/`)) }
}

test.skipIf(!isWirePresent)('of the recorded list those meant for the app being down or slow, category or none', () => {
  const names = namesFor()

  const withoutCategory = ['httpservererrors', 'webappslow', 'coldstarts', 'netcorestartupfailures', 'stacktracer']
  expect(names).toEqual(expect.arrayContaining([...withoutCategory, 'TempFileUsageOnWorkers', 'appDownAnalysis']))
  for (const other of ['EasyAuth', 'certificatedeleteoperations', 'FTPEvents', 'navigator', 'BestPractices']) {
    expect(names).not.toContain(other)
  }
})

test.skipIf(!isWirePresent).each([
  [{ symptom: 'outage', codes: [503] }, ['httpservererrors', 'appDownAnalysis', 'appcrashes', 'webapprestart']],
  [{ symptom: 'outage', codes: [404] }, ['http4xx', 'appDownAnalysis', 'httpservererrors']],
  [{ symptom: 'slow' }, ['perfAnalysis', 'webappslow', 'webappcpu', 'Memoryusage']],
  [{ symptom: 'crash' }, ['appcrashes', 'webapprestart', 'Memoryusage']],
] satisfies readonly [Reported, string[]][])('reported %o: %j come first', (reported, first) => {
  expect(namesFor(reported).slice(0, first.length)).toEqual(first)
})

test.skipIf(!isWirePresent)('asked as recorded clients ask: no grain, and an end that the host has', async () => {
  const { asked } = await observe({ [path]: recordedList() }, { codes: [500] })

  expect(asked.length).toBeGreaterThan(5)
  for (const { searchParams } of asked) {
    expect(searchParams.has('timeGrain')).toBe(false)
    expect(Date.parse(searchParams.get('endTime') ?? '')).toBe(to - 15 * 60_000)
    expect(Date.parse(searchParams.get('startTime') ?? '')).toBeLessThan(to - 15 * 60_000)
  }
})

test.skipIf(!isWirePresent)('an analysis that concludes nothing says what its detectors concluded', async () => {
  const { value } = recordedList()
  const memory = readWire('azure-sdk-assets/detector-Memoryusage.json')
  const { results, asked } = await observe({
    [path]: { value: value.filter(({ name }: { name: string }) => name === 'Memoryusage') },
    [`${path}/Memoryusage`]: memory,
    [`${path}/ActiveSitesOnASP`]: insight('Info', 'Three apps share the plan'),
    [`${path}/MemoryDrillDown`]: insight('Critical', 'w3wp uses <b>93 %</b>'),
  })

  const [found] = results.flatMap(({ findings }) => findings) as StateFinding[]
  expect(found?.properties).toMatchObject({ id: 'Memoryusage', status: 'critical', message: 'w3wp uses 93 %' })
  // memorykernel is not there, and takes nothing away from the others.
  expect(asked.map(({ pathname }) => pathname.split('/').at(-1))).toContain('memorykernel')
})

test.skipIf(!isWirePresent)('what is kept as evidence follows the same analysis', async () => {
  const { value } = recordedList()
  lab = await openLab({
    [path]: { value: value.filter(({ name }: { name: string }) => name === 'Memoryusage') },
    [`${path}/Memoryusage`]: readWire('azure-sdk-assets/detector-Memoryusage.json'),
    [`${path}/MemoryDrillDown`]: insight('Warning', 'dotnet uses 85 %'),
  })
  const collector = collectors.find(({ id }) => id === 'detectors')
  const file = await collector?.collect(lab.azure, target, noDeadline())
  const kept = JSON.parse(new TextDecoder().decode(file?.body as Uint8Array))

  expect(kept.detectors[0]).toMatchObject({ status: 'warning', message: 'dotnet uses 85 %' })
  expect(kept.findings).toEqual([expect.stringContaining('WARNING')])
})
