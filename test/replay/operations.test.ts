import { afterAll, beforeAll, expect, test } from 'vitest'
import { requireAppId, requirePlanId } from '../../src/azure/arm-id.ts'
import type { AzureError } from '../../src/azure/types.ts'
import type { MitigationPlan, PlannedWrite, StepArgs } from '../../src/incident/mitigation-plan.ts'
import { readOperationProgress } from '../../src/mitigate/follow-up/operation-progress.ts'
import { toPlanState } from '../../src/mitigate/live-state/plan-request-body.ts'
import { readAppServicePlan } from '../../src/mitigate/live-state/scalable-plan.ts'
import { noDeadline } from '../deadlines.ts'
import { stepOf } from '../mitigate/world.ts'
import { openReplay, type RecordedCall, type Replay, recordedCalls } from './recorded-calls.ts'
import { isWirePresent } from './wire.ts'

let replay: Replay
beforeAll(async () => {
  replay = await openReplay()
})
afterAll(() => replay.stop())

const calls = recordedCalls()
const of = (method: string, path: RegExp) => calls.filter((call) => call.method === method && path.test(call.path))
const pathIn = (url = ''): string => decodeURIComponent(new URL(url).pathname)

/** How the operation went that this answer began, poll by poll. */
const pollsAfter = (begun: RecordedCall): readonly RecordedCall[] => {
  const path = pathIn(begun.headers.location)
  return calls.filter((call) => call.file === begun.file && call.method === 'GET' && call.path === path)
}

interface Sent {
  readonly step: string
  readonly resource: string
  readonly write: PlannedWrite
  readonly args?: StepArgs
  readonly state?: MitigationPlan['state']
}

/** Runs the step as after its approval, and asks how far it is until it is over. */
const run = async (
  { step, resource, write, args = {}, state = {} }: Sent,
  polls: number,
): Promise<readonly string[]> => {
  const correlationId = '99999999-9999-4999-8999-999999999999'
  const plan = { step, resource, writes: [write], args, state } as unknown as MitigationPlan
  const writing = replay.azure.writing({ writes: [write], correlationId })
  const applied = await stepOf(step).apply(writing, plan, noDeadline())
  const started = { at: 0, correlationId, accepted: true, ...applied }
  const progress: string[] = []
  for (let poll = 0; poll < polls; poll += 1)
    progress.push((await stepOf(step).readProgress(replay.azure.reading, plan, started)).is)
  return progress
}

const asRunning = (polls: readonly RecordedCall[]) => polls.map(({ status }) => (status === 202 ? 'running' : 'done'))

test.skipIf(!isWirePresent)('every recorded swap is followed from its 202 to its end', async () => {
  const swaps = of('POST', /\/slotsswap$/)
  expect(swaps).toHaveLength(4)
  for (const swap of swaps) {
    const [, app = '', slot = ''] = /^(.*)\/slots\/([^/]+)\/slotsswap$/.exec(swap.path) ?? []
    const polls = pollsAfter(swap)
    replay.answer('POST', `${app}/slotsswap`, swap)
    replay.answer('GET', pathIn(swap.headers.location), ...polls)
    const write = { method: 'POST', path: `${app}/slotsswap` } as const

    const progress = await run({ step: 'swap-back', resource: app, write, args: { slot } }, polls.length)

    expect(polls.length).toBeGreaterThan(1)
    expect(progress).toEqual(asRunning(polls))
    expect(progress.at(-1)).toBe('done')
  }
})

test.skipIf(!isWirePresent)('the recorded change of a plan is followed from its 202 to its end', async () => {
  const [put] = of('PUT', /\/serverfarms\/[^/]+$/).filter(({ status }) => status === 202)
  const polls = put === undefined ? [] : pollsAfter(put)
  const last = polls.at(-1)
  if (put === undefined || last === undefined) throw new Error('no such recording')
  replay.answer('GET', put.path, last)
  const state = toPlanState(await readAppServicePlan(replay.azure.reading, requirePlanId(put.path)))
  replay.answer('PUT', put.path, put)
  replay.answer('GET', pathIn(put.headers.location), ...polls)
  const write = { method: 'PUT', path: put.path } as const

  const progress = await run(
    { step: 'scale-out', resource: put.path, write, args: { workers: 2 }, state },
    polls.length,
  )

  expect(progress).toEqual(asRunning(polls))
  expect(progress).toEqual(['running', 'done'])
})

test.skipIf(!isWirePresent)('every other operation says running while it is 202, and done when it is not', async () => {
  const all = of('GET', /\/operationresults\//i)
  const firsts = all.filter(
    ({ file, path }, index) => all.findIndex((one) => one.file === file && one.path === path) === index,
  )
  expect(firsts.length).toBeGreaterThan(10)
  for (const first of firsts) {
    const polls = all.filter(({ file, path }) => file === first.file && path === first.path)
    replay.answer('GET', first.path, ...polls)
    const progress: (string | undefined)[] = []
    for (const _ of polls) {
      const url = `https://management.azure.com${first.path}?api-version=2019-08-01`
      progress.push((await readOperationProgress(replay.azure.reading, url))?.is)
    }
    expect(progress).toEqual(asRunning(polls))
  }
})

test.skipIf(!isWirePresent)(
  'a restart, a start and a stop are done with the empty answer that was recorded',
  async () => {
    for (const step of ['restart', 'start', 'stop']) {
      const [call] = of('POST', new RegExp(`/sites/[^/]+/${step}$`))
      if (call === undefined) throw new Error(`no recorded ${step}`)
      replay.answer('POST', call.path, call)
      const resource = call.path.replace(/\/[^/]+$/, '')

      expect(await run({ step, resource, write: { method: 'POST', path: call.path } }, 0)).toEqual([])
    }
  },
)

test.skipIf(!isWirePresent)('what was answered to a change of the configuration is understood', async () => {
  const answers = of('PUT', /\/sites\/[^/]+\/config\/web$/)
  expect(answers.length).toBeGreaterThan(10)
  for (const answer of answers) {
    const { subscriptionId, resourceGroup, name } = requireAppId(answer.path)
    const write = { method: 'PATCH', path: answer.path } as const
    replay.answer('PATCH', answer.path, answer)
    const writing = replay.azure.writing({ writes: [write], correlationId: '99999999-9999-4999-8999-999999999999' })
    const { webApps } = writing.appService(subscriptionId)

    const config = await webApps.updateConfiguration(resourceGroup, name, { healthCheckPath: '/health' })
    expect(config.alwaysOn).toBe(JSON.parse(answer.body).properties.alwaysOn ?? undefined)
  }
})

test.skipIf(!isWirePresent).each([
  [429, 'conflict', 'azure.locked'],
  [504, 'unavailable', 'azure.unavailable'],
])('a write that is answered %s as recorded is sent once, and fails as %s', async (status, kind, key) => {
  const refusal = calls.find((call) => call.status === status)
  const resource = '/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/sites/locked'
  const write = { method: 'POST', path: `${resource}/restart` } as const
  if (refusal === undefined) throw new Error('no such recording')
  replay.answer('POST', write.path, refusal)
  replay.asked.length = 0

  const error = await run({ step: 'restart', resource, write }, 0).catch((thrown: AzureError) => thrown)
  expect(error).toMatchObject({ kind, phrase: { key } })
  expect(replay.asked).toHaveLength(1)
})
