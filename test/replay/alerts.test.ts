import { afterEach, expect, test } from 'vitest'
import { parseAlert } from '../../src/alerts/parse-alert.ts'
import { alertOf, idOf, openAlerts } from '../alerts/world.ts'
import { isWirePresent, listWire, readWire } from './wire.ts'

let stop: () => Promise<void> = async () => undefined
afterEach(() => stop())

const component = idOf('x').replace('microsoft.web/sites/x', 'microsoft.insights/components/contoso-insights')

test.skipIf(!isWirePresent)("every body of the action group's own test is read", () => {
  const names = listWire('alerts')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    const body = new TextEncoder().encode(JSON.stringify(readWire(`alerts/${name}`)))
    expect(parseAlert(body), name).toMatchObject({ id: expect.any(String), targets: expect.any(Array) })
  }
})

test.skipIf(!isWirePresent)('a budget alert is taken, and has nothing to do with an app', async () => {
  const opened = await openAlerts()
  stop = opened.stop

  const { status, told } = await opened.post(readWire('alerts/test-budget.json'))
  expect([status, told.is, told.why]).toEqual([200, 'not-about-an-app', expect.stringContaining('nothing to do')])
})

test('an alert of Application Insights is about the app that Azure has tagged with it', async () => {
  const opened = await openAlerts()
  stop = opened.stop

  const known = await opened.post(alertOf({ alertTargetIDs: [component.toUpperCase()] }))
  const other = await opened.post(alertOf({ alertId: 'a-2', alertTargetIDs: [`${component}-2`] }))
  expect([known.told.is, other.told.is]).toEqual(['opened', 'unknown-resource'])
  await opened.flow.settle()
  expect((await opened.flow.incident()).app?.name).toBe('contoso-web')
})
