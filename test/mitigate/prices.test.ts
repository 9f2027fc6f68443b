import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadingAzure } from '../../src/azure/types.ts'
import { noDeadline } from '../deadlines.ts'
import { createWorld, minute, stepOf, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

describe('what a scale costs', () => {
  test('is the price served, times the instances, with source, currency and day', async () => {
    const { cost } = await world.plan('scale-out', 'contoso-web', { workers: 5 })

    expect(cost).toEqual({
      known: true,
      // Two more of P1v3 on Windows, as the list that was served has it.
      perHour: 0.6,
      currency: 'EUR',
      source: 'example figures, not prices',
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
  })

  test('goes by the operating system, and is less where instances go', async () => {
    const linux = await world.plan('scale-out', 'contoso-api', { workers: 3 })
    const fewer = await world.plan('scale-in', 'contoso-web', { workers: 1 })

    expect(linux.cost).toMatchObject({ known: true, perHour: 0.16 })
    expect(fewer.cost).toMatchObject({ known: true, perHour: -0.6 })
  })
})

test('a size that the list does not have, or a region that it does not have, is unknown', async () => {
  const signal = noDeadline()
  const asked = { region: 'westeurope', os: 'windows' } as const

  expect(await world.azure.reading.price({ ...asked, sku: 'P9v9' }, signal)).toBeUndefined()
  expect(await world.azure.reading.price({ ...asked, region: 'mars', sku: 'P1v3' }, signal)).toBeUndefined()
  expect(await world.azure.reading.price({ ...asked, sku: 'P1v3' }, signal)).toMatchObject({ perHour: 0.3 })
})

test('a plan with five apps: each is named, and the price is that of its instances', async () => {
  const app = await world.app('contoso-web')
  const { reading } = world.azure
  const more = ['contoso-jobs', 'contoso-mail'].map((name) => ({
    id: app.id.replace('contoso-web', name),
    name,
    properties: { serverFarmId: app.planId },
  }))
  const isOfMore = (path: string) => more.some(({ id }) => path.startsWith(id))
  const crowded: ReadingAzure = {
    ...reading,
    get: async (path, query, signal) => {
      if (isOfMore(path)) return { value: [] }
      const answer = (await reading.get(path, query, signal)) as { value?: unknown[]; nextLink?: unknown }
      const isLastPage = /serverfarms\/contoso-plan\/sites/i.test(path) && !answer.nextLink
      return isLastPage ? { ...answer, value: [...(answer.value ?? []), ...more] } : answer
    },
  }

  const planned = await stepOf('scale-out').plan(crowded, app, { workers: 7 }, world.now())

  if ('impossible' in planned) throw new Error(planned.impossible.key)
  expect(planned.plan.touches.apps).toEqual([
    ...['contoso-admin', 'contoso-jobs', 'contoso-mail', 'contoso-web', 'contoso-web/staging'],
  ])
  expect(planned.plan.notice.find(({ key }) => key === 'step.notice.shared-plan')?.args).toMatchObject({ apps: 5 })
  // Four more of P1v3 on Windows, by the list that was served.
  expect(planned.plan.cost).toMatchObject({ known: true, perHour: 1.2, currency: 'EUR' })
})

/** A list that hangs is waited for until then, however long that is. */
const endsSoon = (): AbortSignal => {
  const controller = new AbortController()
  setImmediate(() => controller.abort())
  return controller.signal
}

describe('where the price list fails', () => {
  test.each([
    ['hangs', { hung: ['prices\\.azure\\.com'] }, endsSoon],
    ['breaks', { failing: { 'prices\\.azure\\.com': 500 } }, noDeadline],
    ['is rubbish', { malformed: ['prices\\.azure\\.com'] }, noDeadline],
  ])('because it %s, the cost is unknown, and nothing else waits or fails', async (_, conditions, deadline) => {
    const fresh = await createWorld({}, deadline)
    fresh.under(conditions)

    const plan = await fresh.plan('scale-out', 'contoso-shop', { workers: 4 })

    expect(plan.cost).toMatchObject({ known: false, why: { key: 'step.cost.unknown' } })
    expect(plan.touches.apps).toEqual(['contoso-blog', 'contoso-shop'])
    await fresh.stop()
  })
})

test('no token goes to the price list, and no other host is asked', async () => {
  const seen: { readonly host: string; readonly authorization: boolean }[] = []
  const { createPriceLookup } = await import('../../src/azure/requests/price-lookup.ts')
  const priceOf = createPriceLookup({
    wire: {
      sendRequest: async (request) => {
        seen.push({ host: new URL(request.url).host, authorization: request.headers.has('authorization') })
        const body = { Items: [], NextPageLink: 'https://prices.example.com/next' }
        return { request, status: 200, headers: request.headers, bodyAsText: JSON.stringify(body) }
      },
    },
    request: (url) => ({ url, headers: new Headers() }) as never,
    currency: 'EUR',
    simulated: false,
    now: () => world.now() + minute,
  })

  const price = await priceOf({ region: 'westeurope', sku: 'P1v3', os: 'linux' }, noDeadline())

  expect(price).toBeUndefined()
  expect(seen).toEqual([{ host: 'prices.azure.com', authorization: false }])
})
