import { afterEach, expect, test } from 'vitest'
import { parseAlert } from '../../src/alerts/parse-alert.ts'
import { alertOf, idOf, openAlerts } from '../alerts/world.ts'
import { isWirePresent, listWire, readWire } from './wire.ts'

const names = listWire('alerts')

let stop: () => Promise<void> = async () => undefined
afterEach(() => stop())
const open = async () => {
  const opened = await openAlerts()
  stop = opened.stop
  return opened
}

const component = idOf('x').replace('microsoft.web/sites/x', 'microsoft.insights/components/contoso-insights')
/** The same alert about something of ours; its id is the name, for the samples share theirs. */
const about = (name: string, target: string) => {
  const body = readWire(`alerts/${name}`)
  Object.assign(body.data.essentials, { alertId: name, alertTargetIDs: [target] })
  return body
}

test.skipIf(!isWirePresent)("every body of the action group's own test is read", () => {
  for (const name of names) {
    const body = new TextEncoder().encode(JSON.stringify(readWire(`alerts/${name}`)))
    expect(parseAlert(body), name).toMatchObject({ id: expect.any(String), targets: expect.any(Array) })
  }
})

test.skipIf(!isWirePresent)('as they were recorded they are taken at the door, and open nothing', async () => {
  const { post, flow } = await open()
  for (const name of names) {
    const { status, told } = await post(readWire(`alerts/${name}`))

    const isOfNoResource = /budget|service-health/.test(name)
    expect([status, told.is], name).toEqual([200, isOfNoResource ? 'not-about-an-app' : 'unknown-resource'])
    const isOfWatcher = /availability|smart|log-v/.test(name)
    const advice = isOfWatcher ? 'split the rule by _ResourceId' : 'AZURE_SUBSCRIPTION_IDS'
    expect(isOfNoResource ? told.why : told.map, name).toContain(isOfNoResource ? 'nothing to do' : advice)
  }

  // Once an hour: of a machine that is no app, or of what watches, and then with what is missing.
  expect([...flow.chat.shown.values()]).toEqual([expect.stringContaining('An alert came')])
  expect(await flow.appmedic.journal.openStreams()).toEqual([])
  expect(flow.troubles).toEqual([])
})

test.skipIf(!isWirePresent)('about an app of ours, or a component that watches one, each opens or joins', async () => {
  const { post, flow } = await open()
  const web = idOf('contoso-web')
  const outcomes = [
    await post(about('test-availability.json', component)),
    await post(about('test-metric-static.json', web)),
    await post(about('test-activity-log.json', web)),
    await post(about('test-resource-health.json', `${web}/slots/staging`)),
    await post(about('test-smart.json', component)),
  ]

  const told = outcomes.map(({ told: { is, incident } }) => `${is} ${incident}`)
  // A slot is an app of its own.
  expect(told).toEqual(['opened INC-1', 'joined INC-1', 'joined INC-1', 'opened INC-2', 'joined INC-1'])
  expect((await flow.incident()).app?.name).toBe('contoso-web')
})

test.skipIf(!isWirePresent)('a log alert of a workspace is about the app that the rule is split by', async () => {
  const { post } = await open()
  const splitBy = async (name: string, value: string, alertId: string) => {
    const body = readWire('alerts/test-log-v2.json')
    body.data.essentials.alertId = alertId
    body.data.alertContext.condition.allOf[0].dimensions.push({ name, value })
    return (await post(body)).told.is
  }

  expect([
    await splitBy('_ResourceId', idOf('contoso-api'), 'a'),
    await splitBy('AppRoleName', 'contoso-api', 'b'),
    await splitBy('CsHost', 'contoso-api.azurewebsites.net', 'c'),
    await splitBy('Computer', 'contoso-api', 'd'),
  ]).toEqual(['opened', 'joined', 'joined', 'unknown-resource'])
})

test.skipIf(!isWirePresent)('the channel is told what is missing, and what for', async () => {
  const { post, flow } = await open()
  await post(readWire('alerts/test-log-v2.json'))

  expect([...flow.chat.shown.values()]).toEqual([expect.stringContaining('nothing says which app that watches')])
})

test('an alert of Application Insights is about the app that Azure has tagged with it', async () => {
  const { post, flow } = await open()

  const known = await post(alertOf({ alertTargetIDs: [component.toUpperCase()] }))
  const other = await post(alertOf({ alertId: 'a-2', alertTargetIDs: [`${component}-2`] }))
  expect([known.told.is, other.told.is]).toEqual(['opened', 'unknown-resource'])
  await flow.settle()
  expect((await flow.incident()).app?.name).toBe('contoso-web')
})
