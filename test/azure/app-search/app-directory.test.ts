import { afterEach, expect, test } from 'vitest'
import { type AppSearchResult, createAppDirectory } from '../../../src/azure/app-search/app-directory.ts'
import { type Asked, type Lab, openLab, type Reply, subscription } from '../lab.ts'

let lab: Lab
afterEach(() => lab?.stop())

const minute = 60_000

const row = (name: string, more: Record<string, unknown> = {}) => {
  const [app, slot] = name.split('/')
  const host = `${name.replace('/', '-')}.azurewebsites.net`
  const id = `/subscriptions/${subscription}/resourceGroups/Contoso-RG/providers/Microsoft.Web/sites/${app}`
  return {
    id: slot === undefined ? id : `${id}/slots/${slot}`,
    name,
    type: 'microsoft.web/sites',
    kind: 'app',
    location: 'West Europe',
    tags: { team: 'web' },
    properties: {
      serverFarmId: `/subscriptions/${subscription}/resourceGroups/contoso-rg/providers/Microsoft.Web/serverfarms/p`,
      defaultHostName: host,
      hostNames: [host],
      enabledHostNames: [host, host.replace('.azure', '.scm.azure')],
      reserved: false,
    },
    ...more,
  }
}

const estate = [
  row('contoso-web', {
    properties: { ...row('contoso-web').properties, hostNames: ['shop.contoso.com', 'contoso-web.azurewebsites.net'] },
  }),
  row('contoso-web/staging'),
  row('contoso-admin'),
  row('contoso-api', { kind: 'app,linux', properties: { ...row('contoso-api').properties, reserved: true } }),
  row('contoso-jobs', { kind: 'functionapp,linux' }),
  row('contoso-flow', { kind: 'functionapp,workflowapp' }),
  row('twin'),
  { ...row('twin'), id: `/subscriptions/other/resourceGroups/rg/providers/Microsoft.Web/sites/twin` },
  { id: 42 },
  null,
]

/** Answers Resource Graph's query in pages of so many rows. */
const graph =
  (rows: readonly unknown[], pageSize = 1000) =>
  ({ body }: Asked): Reply => {
    const { options } = JSON.parse(body) as { options: { $skipToken?: string } }
    const from = Number(options.$skipToken ?? 0)
    const to = from + pageSize
    const data = rows.slice(from, to)
    return { status: 200, body: { data, ...(to < rows.length ? { $skipToken: String(to) } : {}) } }
  }

const open = async (answer: (asked: Asked) => Reply | undefined) => {
  let now = 1_000_000
  lab = await openLab(answer)
  const directory = createAppDirectory({ reading: lab.azure.reading, now: () => now })
  return { directory, pass: (inMs: number) => (now += inMs) }
}

const names = (found: AppSearchResult): unknown =>
  found.is === 'one'
    ? [found.app.name, found.app.slot].filter(Boolean).join('/')
    : found.is === 'none'
      ? 'none'
      : { [found.is]: found.apps.map(({ name, slot }) => [name, slot].filter(Boolean).join('/')) }

test('one query over all subscriptions, page by page, web apps and their slots only', async () => {
  const { directory } = await open(graph(estate, 3))

  const apps = await directory.apps()

  expect(lab.asked).toHaveLength(4)
  expect(lab.asked[0]).toMatchObject({ method: 'POST', path: '/providers/Microsoft.ResourceGraph/resources' })
  expect(JSON.parse(lab.asked[0]?.body ?? '')).toMatchObject({
    query:
      "resources | where type in~ ('microsoft.web/sites','microsoft.web/sites/slots') | project id, name, type, kind, location, resourceGroup, subscriptionId, tags, properties",
  })
  expect(apps.map(({ name, slot }) => [name, slot])).toEqual([
    ['contoso-admin', undefined],
    ['contoso-api', undefined],
    ['contoso-web', undefined],
    ['contoso-web', 'staging'],
    ['twin', undefined],
    ['twin', undefined],
  ])
  expect(apps[2]).toMatchObject({
    resourceGroup: 'Contoso-RG',
    subscriptionId: subscription,
    location: 'westeurope',
    os: 'windows',
    hostNames: ['shop.contoso.com', 'contoso-web.azurewebsites.net'],
    tags: { team: 'web' },
  })
  expect(apps[1]?.os).toBe('linux')
})

const web = `/subscriptions/${subscription}/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web`

test.each([
  ['contoso-web', 'contoso-web'],
  ['  Contoso-Web. ', 'contoso-web'],
  ['shop.contoso.com', 'contoso-web'],
  ['https://shop.contoso.com/basket?x=1', 'contoso-web'],
  ['contoso-web.azurewebsites.net/health', 'contoso-web'],
  ['contoso-web.scm.azurewebsites.net', 'contoso-web'],
  [web.toLowerCase(), 'contoso-web'],
  [`${web}/config/web`, 'contoso-web'],
  [`https://portal.azure.com/#@contoso.com/resource${web}/appServices`, 'contoso-web'],
  [`${web}/slots/staging`, 'contoso-web/staging'],
  ['contoso-web-staging', 'contoso-web/staging'],
  ['contoso-web/staging', 'contoso-web/staging'],
  ['contoso-web (staging)', 'contoso-web/staging'],
  ['https://contoso-web-staging.azurewebsites.net', 'contoso-web/staging'],
  ['twin', { several: ['twin', 'twin'] }],
  ['contoso-wbe', { similar: ['contoso-web'] }],
  ['contosoweb', { similar: ['contoso-web'] }],
  ['contso-amin', { similar: ['contoso-admin'] }],
  ['web staging', { similar: ['contoso-web/staging'] }],
  ['contoso', { similar: ['contoso-api', 'contoso-web', 'contoso-admin', 'contoso-web/staging'] }],
  ['contoso-wbe.azurewebsites.net', { similar: ['contoso-web'] }],
  ['contoso-jobs', 'none'],
  ['zebra', 'none'],
  ['', 'none'],
])('%s', async (query, expected) => {
  const { directory } = await open(graph(estate))

  expect(names(await directory.find(query))).toEqual(expected)
})

test('only hosts of apps may be visited, Kudu is none; after a restart the list is loaded for it', async () => {
  const { directory } = await open(graph(estate))
  expect(directory.knowsHost('shop.contoso.com')).toBe(false)

  expect(await directory.mayVisit('SHOP.contoso.com')).toBe(true)
  expect(await directory.mayVisit('contoso-web.scm.azurewebsites.net')).toBe(false)
  expect(await directory.mayVisit('evil.example')).toBe(false)
  expect(directory.knowsHost('shop.contoso.com')).toBe(true)
})

test('a word is known as the whole name of an app, and not as a part of one; nothing is loaded for that', async () => {
  const { directory } = await open(graph(estate))
  expect(directory.isCalled('twin')).toBe(false)
  await directory.refresh()

  expect(['Twin', 'contoso-web', 'contoso', 'web'].map((word) => directory.isCalled(word))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('many who ask at once share one query, and later ones are answered from what is there', async () => {
  const { directory } = await open(graph(estate))

  await Promise.all(Array.from({ length: 20 }, () => directory.find('contoso-web')))
  await directory.find('contoso-api')

  expect(lab.asked).toHaveLength(1)
})

test('past its age it answers from what it has; a name it does not know is worth waiting for', async () => {
  let rows: unknown[] = estate
  const { directory, pass } = await open((asked) => graph(rows)(asked))
  await directory.find('contoso-web')
  rows = [...estate, row('brand-new')]

  expect(names(await directory.find('brand-new'))).toBe('none')
  pass(6 * minute)
  expect(names(await directory.find('brand-new'))).toBe('brand-new')
})

test('while Azure fails it goes on with what it has, and leaves Azure alone for a moment', async () => {
  let down = false
  const failing: Reply = { status: 403, body: { error: { code: 'Denied', message: 'no' } } }
  const { directory, pass } = await open((asked) => (down ? failing : graph(estate)(asked)))
  await directory.find('contoso-web')
  down = true
  pass(6 * minute)

  expect(names(await directory.find('contoso-wbe'))).toEqual({ similar: ['contoso-web'] })
  expect(names(await directory.find('contoso-wbe'))).toEqual({ similar: ['contoso-web'] })
  expect(lab.asked).toHaveLength(2)
  await expect(directory.refresh()).rejects.toMatchObject({ kind: 'forbidden' })
  down = false
  pass(minute)
  await directory.find('contoso-web')
  await directory.refresh()
  expect(names(await directory.find('contoso-web'))).toBe('contoso-web')
})

test('with nothing loaded a failure is told, and the next one who asks tries again', async () => {
  let down = true
  const { directory } = await open((asked) => (down ? { status: 400 } : graph(estate)(asked)))

  await expect(directory.find('contoso-web')).rejects.toMatchObject({ name: 'AzureError', kind: 'rejected' })
  down = false

  expect(names(await directory.find('contoso-web'))).toBe('contoso-web')
})
