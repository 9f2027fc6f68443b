import { afterEach, expect, test } from 'vitest'
import { createAzure } from '../../../src/azure/create-azure.ts'
import { type Lab, openLab, site, subscription } from '../lab.ts'

let lab: Lab
afterEach(() => lab?.stop())
const forever = new AbortController().signal

test('a nextLink to a foreign host is not followed: it never sees the token', async () => {
  lab = await openLab(() => ({ status: 200, body: { value: [], nextLink: 'https://evil.example/steal?page=2' } }))
  const sites = lab.azure.reading.appService(subscription).webApps.list()

  const readAll = async () => {
    for await (const _ of sites);
  }
  await expect(readAll()).rejects.toMatchObject({
    kind: 'refused-here',
    phrase: { key: 'azure.refused-host', args: { host: 'evil.example' } },
  })

  expect(lab.asked.map(({ host }) => host)).toEqual(['management.azure.com'])
})

test.each([
  'https://evil.example/operations/1',
  'http://management.azure.com/operations/1',
  'https://management.azure.com:8443/operations/1',
  'https://management.azure.com@evil.example/operations/1',
  'https://management.azure.com.evil.example/operations/1',
  'http://127.0.0.1/operations/1',
])('the token goes nowhere but to ARM over TLS: %s', async (url) => {
  lab = await openLab(() => ({ status: 200, body: {} }))

  const tries = [lab.azure.reading.get(url, {}), Promise.resolve(lab.azure.reading.arm.pathUnchecked(url).get())]

  for (const one of tries) await expect(one).rejects.toMatchObject({ kind: 'refused-here' })
  expect(lab.asked).toEqual([])
})

test('a simulator elsewhere than on loopback is refused', async () => {
  const credential = { getToken: async () => null }
  const simulatorUrl = 'http://10.0.0.1:8080'

  await expect(createAzure({ credential, mayVisit: () => true, simulatorUrl })).rejects.toThrow('loopback')
})

test('a visit is anonymous, follows redirects among the apps and tells the simulated duration', async () => {
  lab = await openLab(
    ({ path }) => {
      if (path === '/') return { status: 302, headers: { location: '/home', 'x-simulated-duration-ms': '20' } }
      if (path === '/home') return { status: 307, headers: { location: 'https://shop.contoso.com/x' } }
      return { status: 503, headers: { 'x-simulated-duration-ms': '4200' } }
    },
    (host) => host.endsWith('.contoso.com'),
  )

  const visit = await lab.azure.reading.visit('https://www.contoso.com/', forever)

  expect(visit.status).toBe(503)
  expect(visit.durationInMs).toBeGreaterThanOrEqual(4220)
  expect(lab.asked.map(({ host, path }) => host + path)).toEqual([
    'www.contoso.com/',
    'www.contoso.com/home',
    'shop.contoso.com/x',
  ])
  expect(lab.asked.every(({ headers, method }) => headers.authorization === undefined && method === 'GET')).toBe(true)
})

test('a redirect away from the apps is an answer, an endless one ends, a foreign address is refused', async () => {
  lab = await openLab(
    ({ path }) => ({ status: 302, headers: { location: path === '/login' ? 'https://login.example/' : path } }),
    (host) => host === 'www.contoso.com',
  )
  const { visit } = lab.azure.reading

  const login = await visit('https://www.contoso.com/login', forever)
  const loop = await visit('https://www.contoso.com/loop', forever)

  expect(login.status).toBe(302)
  expect(loop.status).toBe(302)
  expect(lab.asked).toHaveLength(1 + 6)
  for (const foreign of ['https://evil.example/', 'https://www.contoso.com:8443/', 'ftp://www.contoso.com/']) {
    await expect(visit(foreign, forever)).rejects.toMatchObject({ kind: 'refused-here' })
  }
})

test('a visit tells how it failed', async () => {
  const hurry = new AbortController()
  lab = await openLab(
    ({ path }) => {
      if (path === '/cut') return undefined
      hurry.abort()
      return 'hang'
    },
    () => true,
  )
  const { visit } = lab.azure.reading

  expect(await visit('https://www.contoso.com/cut', forever)).toMatchObject({ failure: 'reset' })
  expect(await visit('https://www.contoso.com/hang', hurry.signal)).toMatchObject({ failure: 'timeout' })
  await lab.stop()
  expect(await visit('https://www.contoso.com/gone', forever)).toMatchObject({ failure: 'refused' })
})

test('get keeps what the address asks already and escapes a filter as ARM wants it', async () => {
  lab = await openLab(() => ({ status: 200, body: { name: 'contoso-web' } }))

  const body = await lab.azure.reading.get(`${site}?api-version=1`, { 'api-version': '2', $filter: "a eq 'b+c'" })

  expect(body).toEqual({ name: 'contoso-web' })
  expect(lab.asked[0]?.url).toBe(`${site}?api-version=1&$filter=a%20eq%20%27b%2Bc%27`)
})
