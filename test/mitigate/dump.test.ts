import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPlan } from '../../src/incident/approval/plan-hash.ts'
import { buildDumpPlan } from '../../src/mitigate/kinds/dump-plan.ts'
import type { DumpTarget } from '../../src/mitigate/kinds/dump-process.ts'
import type { ApplyResult } from '../../src/mitigate/types.ts'
import { createWorld, minute, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ 'contoso-web': 'memory-leak' })
})
afterAll(() => world.stop())

const sizeInBytes = 3_000_000
const hashOf = async ({ taken }: ApplyResult): Promise<{ size: number; sha256: string }> => {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of taken?.body ?? []) {
    hash.update(chunk)
    size += chunk.byteLength
  }
  return { size, sha256: hash.digest('hex') }
}

test.each([
  ['memory-dump', 'contoso-web', undefined],
  ['memory-dump', 'contoso-web/staging', undefined],
  ['mini-dump', 'contoso-web', 'contoso-web.scm.azurewebsites.net'],
  ['mini-dump', 'contoso-api', 'contoso-api.scm.azurewebsites.net'],
])('%s of %s: one GET on the process that was shown, and the file is what came', async (step, query, host) => {
  world.under({ dumpSizeInBytes: sizeInBytes })

  const plan = await world.plan(step, query)
  const applied = await world.apply(plan)

  expect(plan.writes).toMatchObject([{ method: 'GET', path: expect.stringMatching(/processes\/\d+\/dump$/) }])
  expect(plan.writes[0]?.host).toBe(host)
  expect(applied.taken?.fileName).toMatch(/^contoso-(web|web-staging|api)-[\w-]+-\d+-(mini|memory)-dump\.dmp$/)
  const { size } = await hashOf(applied)
  expect(step === 'memory-dump' ? size === sizeInBytes : size > 1_000_000).toBe(true)
  expect(await world.look(plan, { at: world.now() })).toBe('failed')
})

test('of all processes the one with the most memory is meant, and the card says what it costs the app', async () => {
  const plan = await world.plan('memory-dump', 'contoso-web')
  const said = plan.notice.map(({ key }) => key)

  expect(said).toEqual(['step.notice.dump-pauses', 'step.notice.dump-others'])
  expect(plan.fileNotice?.map(({ key }) => key)).toContain('step.notice.dump-secrets')
  expect(Number(plan.notice[0]?.args?.seconds)).toBe(Math.ceil(Number(plan.notice[0]?.args?.megabytes) / 100))
  expect(plan).toMatchObject({
    destroysEvidence: false,
    file: { is: 'known', inBytes: expect.any(Number) },
    success: { limits: [] },
    state: { instance: expect.anything() },
  })
  expect(plan.undo).toBeUndefined()
  expect(plan.commands.az).toMatch(
    /^az rest --method get --url "https:.*\/dump\?api-version=.*--output-file ".*\.dmp"$/,
  )
  expect(await world.impossible('memory-dump', 'contoso-web', { instance: 'nowhere' })).toBe(
    'step.impossible.unknown-instance',
  )
})

test('where Azure does not tell how much memory it has, the plan says so, and not that it is a moment', async () => {
  const app = await world.app('contoso-web')
  const instance = { id: 'i', name: 'RD1' }
  const plan = buildDumpPlan({
    step: 'memory-dump',
    app,
    chosen: { pid: '7', instance, others: 1 } as DumpTarget,
    from: { path: '/dump', query: {} },
    size: { is: 'unknown' },
  })

  expect(plan.file).toEqual({ is: 'unknown' })
  expect(plan.notice[0]).toMatchObject({ key: 'step.notice.dump-pauses-unknown', args: { pid: '7' } })
})

test('the approval is of this process: once it has been replaced, it is of none', async () => {
  const plan = await world.plan('memory-dump', 'contoso-shop')
  const { instance = '' } = plan.args

  await world.apply(await world.plan('restart-instance', 'contoso-shop', { instance }))
  world.pass(minute)

  expect(hashPlan(await world.plan('memory-dump', 'contoso-shop', { instance }))).not.toBe(hashPlan(plan))
  await expect(world.apply(plan)).rejects.toMatchObject({ kind: 'not-found' })
})

test('what breaks off is taken up where it was, without a second pause; where that can’t be, it fails', async () => {
  const plan = await world.plan('memory-dump', 'contoso-admin')
  world.under({ dumpSizeInBytes: sizeInBytes })
  const whole = await hashOf(await world.apply(plan))

  world.under({ dumpSizeInBytes: sizeInBytes, cutAfter: { '/dump': { bytes: 1_000_001, times: 2 } } })
  expect(await hashOf(await world.apply(plan))).toEqual(whole)
  world.under({ dumpSizeInBytes: sizeInBytes, ranges: false, cutAfter: { '/dump': { bytes: 1_000_001 } } })
  await expect(hashOf(await world.apply(plan))).rejects.toMatchObject({
    phrase: { key: expect.stringMatching(/azure\.download-(not-resumable|changed)/) },
  })
  world.under({})
})
