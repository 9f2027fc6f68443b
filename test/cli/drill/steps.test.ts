import { afterEach, describe, expect, test } from 'vitest'
import { faultById, faultyAppOf } from '../../../simulator/index.ts'
import { currentIncident, type DrillContext } from '../../../src/cli/drill/drill-context.ts'
import { createDrillEnvironment, type DrillEnvironment } from '../../../src/cli/drill/drill-environment.ts'
import { requestAndApprove, requestUndoAndApprove } from '../../../src/cli/drill/request-and-approve.ts'
import { firstReportText } from '../../../src/cli/drill/run-drill.ts'
import { loadTranslators } from '../../../src/i18n/load-translators.ts'
import type { Action } from '../../../src/incident/incident.ts'
import type { StepArgs } from '../../../src/incident/mitigation-plan.ts'
import { steps } from '../../../src/mitigate/index.ts'

/** Every step over the whole way, against a fault that it heals and one that it does not. Times are simulated. */
interface Row {
  readonly step: string
  readonly fault: string
  readonly args?: StepArgs
  readonly ends: Action['status']
  /** How its undo ends; the step has none where absent. */
  readonly back?: Action['status']
  /** One of those that are played always; the others under APPMEDIC_ALL_STEPS. */
  readonly always?: true
}

const slow = { trigger: 'slow-requests', seconds: 5, count: 5, minutes: 2 }

const heals: readonly Row[] = [
  { step: 'restart-instance', fault: 'bad-instance', ends: 'recovered' },
  { step: 'soft-restart', fault: 'memory-leak', ends: 'recovered' },
  { step: 'restart', fault: 'hung-process', ends: 'recovered', always: true },
  { step: 'reboot-worker', fault: 'bad-instance', ends: 'recovered' },
  { step: 'start', fault: 'app-stopped', ends: 'recovered', back: 'done', always: true },
  { step: 'stop', fault: 'healthy', ends: 'done', back: 'recovered' },
  { step: 'scale-out', fault: 'cpu-saturation', args: { workers: 5 }, ends: 'recovered', back: 'not-recovered' },
  // It pages since nine days: that is its usual, and going back to it is no worse than that.
  { step: 'scale-up', fault: 'memory-too-small', args: { sku: 'S3' }, ends: 'recovered', back: 'recovered' },
  {
    step: 'scale-up',
    fault: 'plan-quota',
    args: { sku: 'B1' },
    ends: 'recovered',
    back: 'not-recovered',
  },
  { step: 'autoscale-set', fault: 'cpu-saturation', args: { maximum: 6 }, ends: 'recovered', back: 'recovered' },
  {
    step: 'automatic-scaling',
    fault: 'cpu-saturation',
    args: { maximum: 6 },
    ends: 'recovered',
    back: 'not-recovered',
  },
  { step: 'auto-heal', fault: 'thread-exhaustion', args: slow, ends: 'recovered', back: 'recovered' },
  { step: 'health-check', fault: 'bad-instance', args: { path: '/ready' }, ends: 'recovered', back: 'recovered' },
  { step: 'swap-back', fault: 'bad-deployment', ends: 'recovered', back: 'not-recovered' },
]

const healsNot: readonly Row[] = [
  { step: 'restart-instance', fault: 'memory-leak', ends: 'not-recovered' },
  { step: 'soft-restart', fault: 'slow-dependency', ends: 'not-recovered' },
  { step: 'restart', fault: 'bad-deployment', ends: 'not-recovered' },
  // A leak gives way by itself for a while, each time that a process runs out of memory.
  { step: 'reboot-worker', fault: 'slow-dependency', ends: 'not-recovered' },
  { step: 'start', fault: 'plan-quota', ends: 'impossible', always: true },
  { step: 'stop', fault: 'app-stopped', ends: 'impossible' },
  { step: 'scale-out', fault: 'slow-dependency', args: { workers: 5 }, ends: 'not-recovered', back: 'not-recovered' },
  { step: 'scale-up', fault: 'slow-dependency', args: { sku: 'P2v3' }, ends: 'not-recovered', back: 'not-recovered' },
  { step: 'autoscale-set', fault: 'slow-dependency', ends: 'not-recovered', back: 'not-recovered' },
  { step: 'automatic-scaling', fault: 'bad-deployment', ends: 'not-recovered', back: 'not-recovered' },
  { step: 'auto-heal', fault: 'slow-dependency', args: slow, ends: 'not-recovered', back: 'not-recovered' },
  {
    step: 'health-check',
    fault: 'bad-deployment',
    args: { path: '/ready' },
    ends: 'not-recovered',
    back: 'not-recovered',
  },
  { step: 'swap-back', fault: 'cpu-saturation', ends: 'not-recovered', back: 'not-recovered' },
  { step: 'metric-alert', fault: 'bad-deployment', ends: 'done', back: 'done' },
]

const all = process.env.APPMEDIC_ALL_STEPS !== undefined
const played = (rows: readonly Row[]): readonly Row[] => rows.filter(({ always }) => all || always)

const troubles: object[] = []
let world: DrillEnvironment | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
  expect(troubles.splice(0)).toEqual([])
})

const reported = async (id: string): Promise<DrillContext> => {
  const fault = faultById(id)
  if (fault === undefined) throw new Error(`there is no fault ${id}`)
  const log = { info: () => undefined, error: (facts: object) => void troubles.push(facts) }
  world = await createDrillEnvironment({ faults: { [faultyAppOf(fault)]: id }, seed: 3, language: 'en', log })
  const scene = { ...world, report: firstReportText(fault, loadTranslators('UTC')('en')) }
  await scene.chat.says('ada', scene.report)
  await scene.appmedic.runbook.idle()
  return scene
}

const sent = ({ simulator }: DrillEnvironment) => simulator.writes().map(({ method, path }) => ({ method, path }))

const play = async ({ step, fault, args = {}, ends, back }: Row): Promise<void> => {
  const scene = await reported(fault)
  const action = await requestAndApprove(scene, { step, args })
  const undone = action?.plan?.undo === undefined ? undefined : await requestUndoAndApprove(scene, action)

  expect(action?.status, JSON.stringify(action?.why ?? action?.verification?.now)).toBe(ends)
  expect(undone?.status, JSON.stringify(undone?.why ?? undone?.verification?.now)).toBe(back)
  // Each was sent once, and nothing besides.
  expect(sent(world as DrillEnvironment)).toEqual([...(action?.plan?.writes ?? []), ...(undone?.plan?.writes ?? [])])
}

describe('a step over the whole way', () => {
  test.each(played(heals))('$step against $fault heals: $ends', play)
  test.each(played(healsNot))('$step against $fault does not: $ends', play)
})

const minute = 60_000

/** Wakes up whoever waits, one time after the other. */
const passing = async (scene: DrillContext, inMs: number): Promise<void> => {
  const end = scene.clock.now() + inMs
  for (let next = scene.clock.next(); next !== undefined && next <= end; next = scene.clock.next()) {
    scene.clock.advanceTo(next)
    await scene.appmedic.runbook.idle()
  }
  scene.clock.advanceTo(end)
}

const lookAgain = async (scene: DrillContext) => {
  await scene.chat.clicks('ada', 'observe-again', 'INC-1')
  await scene.appmedic.runbook.idle()
  return (await currentIncident(scene)).observation?.results.flatMap(({ findings }) => findings) ?? []
}

const site =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites'

/** Why the processes of an app began anew, by Azure's own detector. */
const reasons = async ({ simulator, clock }: DrillEnvironment, app: string): Promise<readonly string[]> => {
  const period = { startTime: new Date(clock.now() - 60 * minute), endTime: new Date(clock.now()) }
  const query = Object.entries(period).map(([name, at]) => `${name}=${at.toISOString()}`)
  const address = `${simulator.url}${site}/${app}/detectors/webapprestart?api-version=2024-04-01&${query.join('&')}`
  const answer = await fetch(address, { headers: { authorization: 'Bearer x' } })
  return [...(await answer.text()).matchAll(/auto-heal|setting/gi)].map(([reason]) => reason.toLowerCase())
}

describe.runIf(all)('what acts by itself later on', () => {
  test('auto-heal fires: threads that run out again are ended by Azure, and the app stays well', async () => {
    const scene = await reported('thread-exhaustion')
    await requestAndApprove(scene, { step: 'auto-heal', args: slow })
    await passing(scene, 70 * minute)

    const [found] = (await lookAgain(scene)).filter((finding) => finding.kind === 'request')

    expect(await reasons(world as DrillEnvironment, 'contoso-web')).toContain('auto-heal')
    expect(found).toMatchObject({ status: 200 })
  })

  test('an alert rule fires, and is seen firing', async () => {
    const scene = await reported('bad-deployment')
    await requestAndApprove(scene, { step: 'metric-alert', args: {} })
    await passing(scene, 20 * minute)

    const alerts = (await lookAgain(scene)).filter((finding) => finding.kind === 'state' && finding.of === 'alert')

    expect(JSON.stringify(alerts)).toContain('appmedic-contoso-web-Http5xx')
  })
})

test('every step has a fault that it heals and one that it does not, but those that only fetch or watch', () => {
  const ids = steps.filter(({ kind }) => kind === 'change').map(({ id }) => id)
  const undone = ['scale-in', 'scale-down']
  const healing = heals.map(({ step }) => step)
  const failing = healsNot.map(({ step }) => step)

  expect(ids.filter((id) => !healing.includes(id))).toEqual(['metric-alert', ...undone])
  expect(ids.filter((id) => !failing.includes(id))).toEqual(undone)
})
