import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/index.ts'
import { look, plainArm } from './terminal.ts'

let simulator: Simulator
let startedAt: number
beforeAll(async () => {
  startedAt = Date.now()
  const clock = { now: Date.now }
  const faults = { 'contoso-web': 'cpu-saturation', 'contoso-shop': 'bad-deployment' }
  simulator = await startSimulator({ seed: 4, clock, faults })
})
afterAll(() => simulator.stop())

test('in words: the verdict, its evidence, what would be safe, the figures, the cost; nothing is written', async () => {
  const { code, out, err } = await look(simulator.url, 'contoso-web')

  expect(code).toBe(0)
  expect(err).toBe('')
  expect(out).toMatch(/^🔴 contoso-web: Out of CPU · \d+% sure\n {2}Since .*, for .*\n/)
  expect(out).toMatch(/Next safe steps \(nothing is run by this look\)\n {2}1\. /)
  expect(out).toMatch(/CPU of the plan: \d+% → \d+%/)
  expect(out).toMatch(/Weighed and ruled out\n {2}[·−] /)
  expect(out).toMatch(/\d+ requests to Azure Resource Manager, \d to the app itself/)
  expect(out).toMatch(/\d+ × Microsoft\.Insights\/metrics/)
  expect(simulator.writes()).toEqual([])
})

test('as JSON: every field that scripts rely on, each of them described', async () => {
  const { code, out } = await look(simulator.url, 'contoso-shop', { json: true })
  const told = JSON.parse(out)

  expect(code).toBe(0)
  expect(told).toMatchObject({
    schemaVersion: 1,
    app: { name: 'contoso-shop', resourceGroup: 'contoso-rg', location: 'westeurope', os: 'windows' },
    past: false,
    simulated: true,
    verdict: { outcome: 'cause' },
    requests: { arm: expect.any(Number), armByType: { 'Microsoft.Insights/metrics': expect.any(Number) } },
  })
  expect(told.verdict.causes[0]).toMatchObject({ cause: 'bad-deployment', named: true, steps: expect.any(Array) })
  expect(Date.parse(told.window.to) - Date.parse(told.window.from)).toBe(3_600_000)
  expect(told.findings.changes).toContainEqual(
    expect.objectContaining({ change: 'deployment', at: expect.any(String) }),
  )
  expect(told.findings.figures).toContainEqual({
    metric: 'Http5xx',
    unit: 'count',
    before: expect.any(Number),
    now: expect.any(Number),
  })
  const described = readFileSync(new URL('../../../docs/look.md', import.meta.url), 'utf8')
  for (const field of fieldsOf(told)) expect(described).toContain(`\`${field}\``)
})

/** Names of fields; those below `armByType` and `args` are data. */
const fieldsOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(fieldsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    name,
    ...(['armByType', 'args'].includes(name) ? [] : fieldsOf(inner)),
  ])
}

test('as Markdown, in Dutch', async () => {
  const { code, out } = await look(simulator.url, 'contoso-shop', { markdown: true, lang: 'nl' })

  expect(code).toBe(0)
  expect(out).toMatch(/^# 🔴 contoso-shop\\: Een deployment maakte de app stuk · \d+% zeker\n\n- Sinds /)
  expect(out).toContain('\n## Wijzigingen voor het begon\n\n- ')
  expect(out).toMatch(/\n## Volgende veilige stappen \\\(deze blik voert niets uit\\\)\n/)
})

test('of a time that is past, what has no history is left out and named, and our own request is not made', async () => {
  const { code, out } = await look(simulator.url, 'contoso-web', { at: '40m' })
  const told = JSON.parse((await look(simulator.url, 'contoso-web', { at: '40m', json: true })).out)

  expect(code).toBe(0)
  expect(out).toMatch(/\n {2}Looked at .* UTC\. What Azure keeps no history of/)
  expect(out).toContain('Instances: Azure keeps no history of it')
  expect(out).toContain('Test request: Azure keeps no history of it')
  expect(out).toContain(' 0 to the app itself')
  expect(told.past).toBe(true)
  expect(Date.parse(told.window.to)).toBeLessThanOrEqual(startedAt - 39 * 60_000)
  expect(told.verdict.outcome).not.toBe('cause')
  expect(told.findings.requests).toEqual([])
})

test.each([['tomorrow'], ['2099-01-01T00:00Z'], ['25:00']])('--at %s is no time that is past', async (at) => {
  expect(await look(simulator.url, 'contoso-web', { at })).toMatchObject({ code: 2, out: '' })
})

test('an app by its slot, its host name and its id; one that is not there with those that are near', async () => {
  const told = JSON.parse((await look(simulator.url, 'contoso-shop.azurewebsites.net', { json: true })).out)
  const byId = JSON.parse((await look(simulator.url, told.app.id, { json: true })).out)
  const slot = await look(simulator.url, 'contoso-web/staging')
  const misspelt = await look(simulator.url, 'contoso-wbe', { lang: 'nl' })
  const unknown = await look(simulator.url, 'zzz-nothing-alike')

  expect(byId.app).toEqual(told.app)
  expect(slot.out).toMatch(/^\S+ contoso-web \/ staging: /)
  expect(misspelt).toMatchObject({ code: 3, out: '' })
  expect(misspelt.err).toContain('Lijkt erop:\n  contoso-web (contoso-rg)\n')
  expect(unknown.code).toBe(3)
  expect(unknown.err).toContain('There is no app “zzz-nothing-alike”')
  expect(unknown.err).toContain('\n  contoso-web (')
})

test('an Azure that refuses everything, or is not there, is said, and what to do', async () => {
  const refusing = await startSimulator({ seed: 4, clock: { now: Date.now }, faults: {} })
  refusing.configure({ failing: { '.*': 403 } })
  const everything = await look(refusing.url, 'contoso-web')
  refusing.configure({ failing: { '/(sites|serverfarms)/|insights|resourcehealth': 403 } })
  const allButTheList = await look(refusing.url, 'contoso-web')
  await refusing.stop()
  const gone = await look(refusing.url, 'contoso-web')

  expect(everything).toMatchObject({ code: 4, out: '' })
  expect(everything.err).toContain('az login')
  expect(allButTheList.out).toContain('contoso-web: The cause is not clear')
  expect(allButTheList.code).toBe(4)
  expect(allButTheList.out).toMatch(
    /Not seen, and why\n {2}App: Not allowed on \S+\/sites\/contoso-web\. Needed: Microsoft\.Web\/sites\/read/,
  )
  expect(gone).toMatchObject({ code: 4, out: '' })
})

test('any Resource Manager on loopback will do: one that has no clock of its own goes by the real one', async () => {
  const arm = await plainArm(simulator.url)
  const { code, out } = await look(arm.url, 'contoso-web')
  await arm.stop()

  expect(code).toBe(0)
  expect(out).toMatch(/^🔴 contoso-web: Out of CPU · \d+% sure\n/)
})
