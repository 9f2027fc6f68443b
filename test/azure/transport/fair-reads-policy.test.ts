import { createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline'
import { beforeEach, expect, it } from 'vitest'
import { fairReadsPolicy, readAs } from '../../../src/azure/transport/fair-reads-policy.ts'
import { type SteppedClock, steppedClock } from '../../../src/clock/running-clock.ts'
import { openLab, site } from '../lab.ts'

const second = 1_000
const bucketSize = 250

let clock: SteppedClock
let policy: ReturnType<typeof fairReadsPolicy>
/** Who was let through, in order. */
let sent: string[]

beforeEach(() => {
  clock = steppedClock(0)
  policy = fairReadsPolicy(clock)
  sent = []
})

const read = (reader: string, { path = site, signal }: { path?: string; signal?: AbortSignal } = {}): void => {
  const url = `https://management.azure.com${path}`
  const request = createPipelineRequest(signal === undefined ? { url } : { url, abortSignal: signal })
  const next = async () => {
    sent.push(reader)
    return {} as PipelineResponse
  }
  void readAs({ name: reader, canWait: reader.startsWith('later') }, () => policy.sendRequest(request, next))
}
const readMany = (reader: string, count: number): void => {
  for (let index = 0; index < count; index += 1) read(reader)
}
/** What was let through is sent in the same turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve))
const pass = async (inMs: number): Promise<void> => {
  clock.advanceTo(clock.now() + inMs)
  await settled()
}
const sentBy = (reader: string): number => sent.filter((one) => one === reader).length

it('one who asks for a thousand reads holds up nobody who asks for ten', async () => {
  readMany('greedy', 1_000)
  readMany('modest', 10)
  await settled()
  expect(sent).toEqual(Array(bucketSize).fill('greedy'))

  await pass(second)

  expect(sentBy('modest')).toBe(10)
  expect(sent).toHaveLength(bucketSize + 25)
  await pass(40 * second)
  expect(sent).toHaveLength(1_010)
})

it('three who ask for much get a third each', async () => {
  readMany('first', bucketSize)
  for (const reader of ['a', 'b', 'c']) readMany(reader, 100)

  await pass(6 * second)

  expect(['a', 'b', 'c'].map(sentBy)).toEqual([50, 50, 50])
})

it('another subscription has a bucket of its own, and what belongs to none does not wait', async () => {
  readMany('greedy', 500)
  read('elsewhere', { path: '/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups' })
  read('everywhere', { path: '/providers/Microsoft.ResourceGraph/resources' })
  await settled()

  expect(sent.slice(bucketSize)).toEqual(['elsewhere', 'everywhere'])
})

it('who gives up leaves its place, and takes no token', async () => {
  const impatient = new AbortController()
  readMany('first', bucketSize)
  read('given-up', { signal: impatient.signal })
  read('waiting')

  impatient.abort()
  await pass(second / 25)

  // The HTTP client below refuses what was aborted.
  expect(sent.slice(bucketSize)).toEqual(['given-up', 'waiting'])
})

it('the bucket fills with time, a token every 40 ms, and never above its brim', async () => {
  readMany('waiting', bucketSize + 1)
  await pass(39)
  expect(sent).toHaveLength(bucketSize)
  await pass(1)
  expect(sent).toHaveLength(bucketSize + 1)

  await pass(3_600 * second)
  readMany('later', bucketSize + 1)
  await settled()
  expect(sent).toHaveLength(2 * bucketSize + 1)
})

it('the reading client waits for it, and a request that was given up is not sent', async () => {
  const lab = await openLab(() => ({ status: 200, body: {} }), undefined, clock)
  const get = (signal?: AbortSignal) => lab.azure.reading.get(site, {}, signal)
  await Promise.all(Array.from({ length: bucketSize }, () => get()))
  const impatient = new AbortController()

  const given = get(impatient.signal)
  impatient.abort()

  await expect(given).rejects.toMatchObject({ name: 'AzureError' })
  expect(lab.asked).toHaveLength(bucketSize)
  await lab.stop()
})

it('what follows a verdict is read when nobody waits for one', async () => {
  readMany('greedy', bucketSize)
  readMany('later', 10)
  readMany('first', 10)

  await pass(second / 2)
  expect(sentBy('first')).toBe(10)
  expect(sentBy('later')).toBe(2)
})

it('half of the bucket is for looks at full width', async () => {
  const admitted = () => Array.from({ length: 10 }, () => policy.admitWideLook('s')).filter(Boolean).length

  expect(admitted()).toBe(5)
  await pass(4 * second)
  expect(admitted()).toBe(2)
  await pass(60 * second)
  expect(admitted()).toBe(5)
})

it('goes by what ARM says is left, where that is less', async () => {
  const headers = { get: () => '3' }
  const request = createPipelineRequest({ url: `https://management.azure.com${site}` })
  await policy.sendRequest(request, async () => ({ headers }) as unknown as PipelineResponse)

  readMany('modest', 10)
  await settled()
  expect(sentBy('modest')).toBe(3)
  expect(policy.admitWideLook(site.split('/')[2] ?? '')).toBe(false)
})
