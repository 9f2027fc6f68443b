import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, minute, type World } from './world.ts'

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

describe('where the price list fails', () => {
  test.each([
    ['hangs', { hung: ['prices\\.azure\\.com'] }],
    ['breaks', { failing: { 'prices\\.azure\\.com': 500 } }],
    ['is rubbish', { malformed: ['prices\\.azure\\.com'] }],
  ])('because it %s, the cost is unknown, and nothing else waits or fails', async (_, conditions) => {
    const fresh = await createWorld()
    fresh.under(conditions)

    const plan = await fresh.plan('scale-out', 'contoso-shop', { workers: 4 })

    expect(plan.cost).toMatchObject({ known: false, why: { key: 'step.cost.unknown' } })
    expect(plan.touches.apps).toEqual(['contoso-blog', 'contoso-shop'])
    await fresh.stop()
  })
})

test('no token goes to the price list, and no other host is asked', async () => {
  const seen: { readonly host: string; readonly authorization: boolean }[] = []
  const { createPrices } = await import('../../src/azure/prices.ts')
  const priceOf = createPrices({
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

  const price = await priceOf({ region: 'westeurope', sku: 'P1v3', os: 'linux' }, AbortSignal.timeout(1_000))

  expect(price).toBeUndefined()
  expect(seen).toEqual([{ host: 'prices.azure.com', authorization: false }])
})
