import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { apiVersionOf } from '../../src/azure/api-versions.ts'
import { listResources, readResource } from '../../src/azure/arm-reader.ts'
import { type Asked, type Lab, openLab, type Reply, site } from './lab.ts'

let lab: Lab
afterEach(() => lab.stop())

const open = async (answer: (asked: Asked) => Reply | 'hang') => {
  lab = await openLab(answer)
  return lab.azure.reading
}

const named = z.object({ name: z.string() })

/** A list of so many pages, one item each. */
const paged =
  (pages: number) =>
  ({ url }: Asked): Reply => {
    const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1)
    const nextLink = `https://management.azure.com${site}/slots?page=${page + 1}&api-version=of-the-link`
    return { status: 200, body: { value: [{ name: `${page}` }], ...(page < pages ? { nextLink } : {}) } }
  }

test.each([
  [1, 1, true],
  [3, 3, true],
  [25, 25, true],
  [26, 25, false],
])('of a list of %i pages %i are read, and whether that is all is said', async (pages, read, complete) => {
  const azure = await open(paged(pages))

  const found = await listResources(azure, { path: `${site}/slots` }, named)

  expect(found.items.map(({ name }) => Number(name))).toEqual(Array.from({ length: read }, (_, at) => at + 1))
  expect(found.complete).toBe(complete)
  expect(lab.asked).toHaveLength(read)
})

test('the path brings the version, and a next link its own', async () => {
  const azure = await open(paged(2))

  await listResources(azure, { path: `${site}/slots`, query: { top: '1' } }, named)

  expect(lab.asked.map(({ url }) => url)).toEqual([
    `${site}/slots?api-version=${apiVersionOf(site)}&top=1`,
    `${site}/slots?page=2&api-version=of-the-link`,
  ])
})

test.each([
  ['a field is missing', { properties: { hidden: 'secret' } }, 'name'],
  ['it is something else altogether', ['secret'], 'answer'],
])('an answer in which %s is malformed: its source and field are told, its values are not', async (_, body, field) => {
  const azure = await open(() => ({ status: 200, body }))

  const failed = await readResource(azure, { path: `${site}/config/web` }, named).catch((error: unknown) => error)

  expect(failed).toMatchObject({
    name: 'AzureError',
    kind: 'unavailable',
    phrase: { key: 'probe.malformed', args: { source: 'config/web', field } },
  })
  expect(String(failed)).not.toContain('secret')
})

test('a read ends with its signal, on a later page too', async () => {
  const stop = new AbortController()
  const azure = await open((asked) => {
    if (!asked.url.includes('page=2')) return paged(2)(asked)
    stop.abort()
    return 'hang'
  })

  const reading = listResources(azure, { path: `${site}/slots`, signal: stop.signal }, named)

  await expect(reading).rejects.toMatchObject({ kind: 'no-answer' })
  expect(lab.asked).toHaveLength(2)
})
