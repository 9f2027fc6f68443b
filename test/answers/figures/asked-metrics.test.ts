import { expect, test } from 'vitest'
import { askedFigures } from '../../../src/answers/figures/asked-metrics.ts'
import { knownMetrics } from '../../../src/answers/figures/metric-table.ts'

const namesOf = (text: string) => askedFigures(text, ['contoso-web']).metrics.map(({ name }) => name)

test.each([
  ['cpu time', ['CpuTime']],
  ['cpu en geheugen', ['CpuPercentage', 'MemoryPercentage']],
  ['memory working set', ['MemoryWorkingSet']],
  ['gemiddelde working set gisteren', ['AverageMemoryWorkingSet']],
  ['average response time', ['HttpResponseTime']],
  ['responstijden', ['HttpResponseTime']],
  ['how much data did contoso-web send', ['BytesSent']],
  ['bytes received this week', ['BytesReceived']],
  ['hoeveel threds heeft hij', ['Threads']],
  ['hoeveel verbindingen', ['AppConnections']],
  ['http queue length', ['HttpQueueLength']],
  ['disk queue', ['DiskQueueLength']],
  ['gc collections', ['Gen0Collections', 'Gen1Collections', 'Gen2Collections']],
  ['file system usage', ['FileSystemUsage']],
  ["how many 404's", ['Http404']],
  ['4xx and 5xx', ['Http4xx', 'Http5xx']],
  ['health check status', ['HealthCheckStatus']],
  ['aantal instanties', ['InstanceCount']],
  ['max cpu per instance', ['CpuPercentage']],
])('%s', (text, names) => {
  expect(namesOf(text)).toEqual(names)
})

test('every metric is known by its own name', () => {
  const ofApps = [...new Set(knownMetrics.map(({ name }) => name))]

  expect(ofApps.filter((name) => namesOf(`${name} of contoso-web`)[0] !== name)).toEqual([])
})

test('what both the app and its plan have is of the plan where that is said', () => {
  const [app, plan] = ['data out', 'data out of the plan'].map((text) => askedFigures(text, []).metrics[0]?.of)

  expect([app, plan]).toEqual(['app', 'plan'])
})

test('words for figures and rates are heard', () => {
  const asked = askedFigures('piek in requests per seconde', [])

  expect([asked.figures, asked.rateInMs, asked.isRate]).toEqual([['peak'], 1000, true])
})
