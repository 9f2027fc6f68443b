import { afterEach, expect, test } from 'vitest'
import { createWatchedApps } from '../../../src/azure/app-search/watched-apps.ts'
import type { AppRef } from '../../../src/incident/app-ref.ts'
import { type Answers, graphPath, type Lab, openLab, siteId, target } from '../../observe/lab.ts'

let lab: Lab | undefined
afterEach(() => lab?.stop())

const group = siteId.split('/').slice(0, 5).join('/')
const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/contoso-logs`
const component = `${group}/providers/Microsoft.Insights/components/contoso-insights`
const appOf = (name: string, tags: AppRef['tags'] = {}, slot?: string): AppRef => ({
  ...target.app,
  id: `${group}/providers/Microsoft.Web/sites/${name}${slot === undefined ? '' : `/slots/${slot}`}`,
  name,
  tags,
  ...(slot === undefined ? {} : { slot }),
})

const open = async (apps: readonly AppRef[], rows: readonly object[], spoilt?: number) => {
  const answers: Answers = { [graphPath]: { data: rows } }
  const spoiled = spoilt === undefined ? [] : [{ pattern: /ResourceGraph/, with: spoilt }]
  lab = await openLab(answers, spoiled)
  let now = 0
  const watchedBy = createWatchedApps({ reading: lab.azure, apps: async () => apps, now: () => now })
  return {
    names: async (id: string) => (await watchedBy(id)).map(({ name, slot }) => [name, slot].filter(Boolean).join('/')),
    pass: (inMs: number) => {
      now += inMs
    },
    queries: () => lab?.asked.map(({ body }) => (body as { query: string }).query) ?? [],
  }
}

test("an app's own tag is enough, whoever set it; the app goes before its slots", async () => {
  const link = { 'hidden-link: /app-insights-resource-id': component.toUpperCase() }
  const apps = [appOf('one', link, 'staging'), appOf('one', link), appOf('two', { logs: workspace }), appOf('three')]
  const { names, queries } = await open(apps, [])

  expect([await names(component), await names(workspace), queries()]).toEqual([['one'], ['two'], []])
})

test('a workspace is known by the components that send there, those by their tags or by the tags of apps', async () => {
  const apps = [appOf('one', { 'hidden-link: /app-insights-resource-id': component }), appOf('two'), appOf('three')]
  const other = `${component}-2`
  const { names, queries } = await open(apps, [
    { id: component.toLowerCase(), tags: null },
    { id: other, tags: { [`hidden-link:${appOf('two').id.toUpperCase()}`]: 'Resource', owner: 'shop' } },
  ])

  expect(await names(workspace)).toEqual(['one', 'two'])
  expect(queries()).toEqual([expect.stringContaining(`WorkspaceResourceId) =~ '${workspace}'`)])
})

test('asked once in five minutes, however many alerts come; what may not be read says nothing', async () => {
  const { names, pass, queries } = await open([appOf('one')], [], 403)

  for (let count = 0; count < 10; count += 1) expect(await names(`${workspace}-x`)).toEqual([])
  expect(queries()).toHaveLength(1)
  pass(300_000)
  await names(`${workspace}-x`)
  expect(queries()).toHaveLength(2)
})

test('an id out of an alert is not believed: it stays inside its quotes', async () => {
  const { names, queries } = await open([appOf('one')], [])
  await names("/x/workspaces/a' or 1 == 1 //")

  expect(queries()[0]).toContain(String.raw`'/x/workspaces/a\u0027 or 1 == 1 //'`)
})
