import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, type Estate, group, startEstate, web } from '../../client.ts'
import { minute } from '../../figures.ts'
import { kudu, open, read } from './kudu-client.ts'

const megabyte = 1024 * 1024

let estate: Estate
beforeEach(async () => {
  estate = await startEstate('memory-leak')
})
afterEach(() => estate.simulator.stop())

const full = '/api/processes/0/dump?dumpType=2&format=raw'

describe('a memory dump', () => {
  it('has the size of the process, the same bytes each time, and may be taken up again where it broke', async () => {
    estate.simulator.configure({ dumpSizeInBytes: 5 * megabyte + 123 })
    const first = await open(estate, full)
    const whole = await read(first)
    estate.simulator.configure({
      dumpSizeInBytes: 5 * megabyte + 123,
      cutAfter: { '/dump': { bytes: 2 * megabyte + 7, times: 1 } },
    })
    const broken = await read(await open(estate, full))
    const range = { range: `bytes=${broken.bytes.length}-`, 'if-range': String(first.headers.etag) }
    const answer = await open(estate, full, { headers: range })
    const rest = await read(answer)

    expect(whole.isWhole).toBe(true)
    expect(whole.bytes.length).toBe(5 * megabyte + 123)
    expect(whole.bytes.subarray(0, 4).toString()).toBe('MDMP')
    expect(broken.isWhole).toBe(false)
    expect(broken.bytes.length).toBe(2 * megabyte + 7)
    expect([answer.statusCode, answer.headers['content-range']]).toEqual([
      206,
      `bytes ${2 * megabyte + 7}-${5 * megabyte + 122}/${5 * megabyte + 123}`,
    ])
    expect(Buffer.concat([broken.bytes, rest.bytes]).equals(whole.bytes)).toBe(true)
  })

  it('takes no notice of ranges where told so, nor of one for another dump', async () => {
    const size = { dumpSizeInBytes: megabyte }
    estate.simulator.configure({ ...size, ranges: false })
    const ignored = await open(estate, full, { headers: { range: 'bytes=1000-' } })
    estate.simulator.configure(size)
    const other = await open(estate, full, { headers: { range: 'bytes=1000-', 'if-range': '"other"' } })
    const beyond = await kudu(estate, full, { headers: { range: `bytes=${megabyte}-` } })

    expect([ignored.statusCode, (await read(ignored)).bytes.length]).toEqual([200, megabyte])
    expect([other.statusCode, (await read(other)).bytes.length]).toEqual([200, megabyte])
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${megabyte}`])
  })

  it('holds none of 256 MB in memory, reads no faster than it is read, and stops when nobody does', async () => {
    estate.simulator.configure({ dumpSizeInBytes: 256 * megabyte })
    // Of this thread alone: what the process as a whole takes is other tests' as well.
    const bytesInBuffers = () => process.memoryUsage().arrayBuffers
    const before = bytesInBuffers()
    const hash = createHash('sha256')
    let [size, most] = [0, 0]
    for await (const chunk of await open(estate, full)) {
      size += chunk.length
      hash.update(chunk.subarray(0, 64))
      if (size % (16 * megabyte) < chunk.length) most = Math.max(most, bytesInBuffers())
    }
    const left = await open(estate, full)
    left.destroy()

    expect(size).toBe(256 * megabyte)
    expect(most - before).toBeLessThan(96 * megabyte)
    expect((await kudu(estate, '/api/environment')).status).toBe(200)
  })

  it('stops the process on its instance while it is written, and on no other; the rest of a broken one does not', async () => {
    const queues = async () => {
      const at = estate.now()
      estate.advance(4 * minute)
      const { body } = await estate.get(`${web}/sites/contoso-web/providers/Microsoft.Insights/metrics`, {
        metricnames: 'RequestsInApplicationQueue',
        timespan: `${new Date(at).toISOString()}/${new Date(at + minute).toISOString()}`,
        aggregation: 'Maximum',
        $filter: "Instance eq '*'",
      })
      const longest: number[] = body.value[0].timeseries.map(({ data }: { data: { maximum: number }[] }) =>
        Math.max(...data.map(({ maximum }) => maximum)),
      )
      return longest.filter((queue) => queue > 20).length
    }
    await estate.simulator.stop()
    estate = await startEstate('healthy')
    const whole = await open(estate, full)
    whole.destroy()
    const during = await queues()
    const rest = await open(estate, full, { headers: { range: 'bytes=1000-' } })
    rest.destroy()

    expect(during).toBe(1)
    expect(await queues()).toBe(0)
  })

  it('is as large as the private bytes by default, comes through ARM and zipped too', async () => {
    const listed = await kudu(estate, '/api/processes')
    const [own] = listed.json
    const response = await open(estate, `/api/processes/${own.id}/dump?dumpType=2`)
    response.destroy()
    const zipped = await read(await open(estate, '/api/processes/0/dump?dumpType=0&format=zip'))
    const [instance] = await all(estate.sdk.webApps.listInstanceIdentifiers(group, 'contoso-web'))
    const path = `${web}/sites/contoso-web/instances/${instance?.name}/processes/${own.id}/dump?api-version=2023-12-01`
    estate.simulator.configure({ dumpSizeInBytes: 1000 })
    const arm = await estate.send('GET', path)

    const files = unzipSync(zipped.bytes)
    expect(Number(response.headers['content-length'])).toBeGreaterThan(1000 * megabyte)
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename=w3wp-RD[0-9A-F]+-\d+-\d{14}\.dmp$/)
    expect(Object.keys(files)).toEqual([expect.stringMatching(/\.dmp$/)])
    expect(Object.values(files)[0]?.length).toBe(6 * megabyte)
    expect([arm.status, (await arm.arrayBuffer()).byteLength]).toEqual([200, 1000])
  })
})
