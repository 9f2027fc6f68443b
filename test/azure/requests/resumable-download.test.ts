import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type ResumableRequest, startResumableDownload } from '../../../src/azure/requests/resumable-download.ts'
import type { AzureClients } from '../../../src/azure/types.ts'
import { type BytesLab, openBytesLab, wholeOf } from '../bytes-lab.ts'
import { site } from '../lab.ts'

const open: BytesLab[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.stop()))
})

const bytes = randomBytes(300_000)
const path = `${site}/instances/i1/processes/42/dump`
const query = { 'api-version': '2025-05-01' }
const signal = new AbortController().signal

interface Server {
  /** After how many bytes each answer breaks off; whole where there are no more numbers. */
  readonly cuts?: readonly number[]
  readonly etags?: readonly (string | undefined)[]
  readonly ranges?: 'given' | 'ignored' | 'refused' | 'wrong'
  /** Told with the first answer. */
  readonly promises?: boolean
}

const serving = ({ cuts = [], etags = ['"a"'], ranges = 'given', promises = true }: Server) => {
  let nth = -1
  return (request: IncomingMessage, response: ServerResponse): void => {
    nth += 1
    const etag = etags[Math.min(nth, etags.length - 1)]
    const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (ranges === 'refused' && asked > 0) return void response.writeHead(412).end()
    const isPart = asked > 0 && ranges !== 'ignored' && request.headers['if-range'] === etag
    const start = isPart ? (ranges === 'wrong' ? asked - 7 : asked) : 0
    response.writeHead(isPart ? 206 : 200, {
      'content-type': 'application/octet-stream',
      'content-length': bytes.length - start,
      ...(etag === undefined ? {} : { etag }),
      ...(promises ? { 'accept-ranges': 'bytes' } : {}),
      ...(isPart ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
    })
    const cut = cuts[nth]
    if (cut === undefined) response.end(bytes.subarray(start))
    else response.write(bytes.subarray(start, start + cut), () => response.destroy())
  }
}

const dumped = async (
  server: Server,
  how: Partial<ResumableRequest> = {},
): Promise<{ lab: BytesLab; body: Promise<Buffer> }> => {
  const lab = await openBytesLab(serving(server))
  open.push(lab)
  const writing = permitted(lab.azure)
  const whole = await startResumableDownload({
    begin: (from) => writing.download({ path }, query, { signal, ...(from === undefined ? {} : { from }) }),
    mostTries: 3,
    mayBeginAgain: false,
    ...how,
  })
  return { lab, body: wholeOf(whole.body) }
}

const permitted = (azure: AzureClients) =>
  azure.writing({ writes: [{ method: 'GET', path }], correlationId: '99999999-9999-4999-8999-999999999999' })

test('a download comes as it is, uncompressed, with what was told of it', async () => {
  const lab = await openBytesLab(serving({}))
  open.push(lab)

  const found = await lab.azure.reading.download(`${site}/containerlogs`, query, { signal, method: 'POST' })

  expect(found).toMatchObject({ sizeInBytes: bytes.length, etag: '"a"', ranges: true, firstByte: 0 })
  expect((await wholeOf(found.body)).equals(bytes)).toBe(true)
  expect(lab.asked.at(-1)?.name).toBe(`POST management.azure.com${site}/containerlogs?api-version=2025-05-01`)
  expect(lab.asked.at(-1)?.request.headers['accept-encoding']).toBe('identity')
})

test('what broke off goes on where it was, on the same bytes only', async () => {
  const { lab, body } = await dumped({ cuts: [100_000, 70_000, 0] })

  expect((await body).equals(bytes)).toBe(true)
  const ranges = lab.asked.map(({ request }) => [request.headers.range, request.headers['if-match']])
  expect(ranges).toEqual([
    [undefined, undefined],
    ['bytes=100000-', '"a"'],
    ['bytes=170000-', '"a"'],
    ['bytes=170000-', '"a"'],
  ])
})

test.each<[string, Server, string, number]>([
  ['too often', { cuts: [9, 9, 9, 9, 9] }, 'azure.download-broken', 4],
  ['without an ETag', { cuts: [9], etags: [undefined] }, 'azure.download-not-resumable', 1],
  ['with a weak ETag', { cuts: [9], etags: ['W/"a"'] }, 'azure.download-not-resumable', 1],
  ['where no part was promised', { cuts: [9], promises: false }, 'azure.download-not-resumable', 1],
  ['and by then is another file', { cuts: [9], etags: ['"a"', '"b"'] }, 'azure.download-changed', 2],
  ['and by then is refused as another', { cuts: [9], ranges: 'refused' }, 'azure.download-changed', 2],
  ['and begins anew though it may not', { cuts: [9], ranges: 'ignored' }, 'azure.download-not-resumable', 2],
  ['and goes on elsewhere', { cuts: [90], ranges: 'wrong' }, 'azure.download-part', 2],
])('a dump that breaks off %s fails, and says so', async (_, server, key, requests) => {
  const { lab, body } = await dumped(server)

  await expect(body).rejects.toMatchObject({ name: 'AzureError', phrase: { key } })
  expect(lab.asked).toHaveLength(requests)
})

test('where beginning again weighs on nobody, what is there already is passed over', async () => {
  const { body } = await dumped(
    { cuts: [100_000, 40_000], ranges: 'ignored', promises: false },
    { mayBeginAgain: true, begin: beginReading },
  )
  expect((await body).equals(bytes)).toBe(true)
})
const beginReading: ResumableRequest['begin'] = async (from) => {
  const lab = open.at(-1)
  if (lab === undefined) throw new Error('no lab')
  return lab.azure.reading.download(`${site}/x`, query, { signal, ...(from === undefined ? {} : { from }) })
}

test('a dump is begun once and never by the reading client, and a permit for one is no permit for another', async () => {
  const lab = await openBytesLab(serving({}))
  open.push(lab)
  const refused = { name: 'AzureError', kind: 'refused-here' }
  const writing = permitted(lab.azure)
  const { reading } = lab.azure

  await expect(reading.download(path, query, { signal })).rejects.toMatchObject(refused)
  await expect(reading.get(path.replace('dump', '%64ump'), query)).rejects.toMatchObject(refused)
  await expect(writing.download({ path: path.replace('42', '43') }, query, { signal })).rejects.toMatchObject(refused)
  expect(lab.asked).toEqual([])

  await wholeOf((await writing.download({ path }, query, { signal })).body)
  await expect(writing.download({ path }, query, { signal })).rejects.toMatchObject(refused)
  await expect(writing.download({ path }, query, { signal, from: { byte: 0, etag: '"a"' } })).rejects.toMatchObject(
    refused,
  )
  expect(lab.asked).toHaveLength(1)
})

test('a download that is called off ends at once and says that it took too long', async () => {
  const stop = new AbortController()
  const lab = await openBytesLab((_, response) => void response.writeHead(200).write('x'))
  open.push(lab)
  const { body } = await lab.azure.reading.download(`${site}/x`, query, { signal: stop.signal })
  const whole = wholeOf(body)

  stop.abort()

  await expect(whole).rejects.toMatchObject({ phrase: { key: 'azure.timed-out' } })
})
