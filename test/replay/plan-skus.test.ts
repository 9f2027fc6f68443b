import { afterEach, expect, test } from 'vitest'
import type { StepArgs } from '../../src/incident/mitigation-plan.ts'
import { readPlanSkus } from '../../src/mitigate/live-state/plan-skus.ts'
import { stepOf } from '../mitigate/world.ts'
import { wire as answers } from '../observe/arm-answers.ts'
import { type Answers, type Lab, openLab, planId, siteId, target, to } from '../observe/lab.ts'
import { isWirePresent, readWire } from './wire.ts'

const skusPath = `${planId}/skus`
const recorded = () => readWire('azure-sdk-assets/serverfarm-skus.json')
const id = { id: planId, name: 'contoso-plan', subscriptionId: '', resourceGroup: 'contoso-rg' }

let lab: Lab | undefined
afterEach(() => lab?.stop())
const open = async (more: Answers): Promise<Lab> => {
  lab = await openLab({ ...answers, ...more })
  return lab
}

/** The app on a plan of this size, of which Azure says that it can become these. */
const planWith = (sku: object, skus: unknown): Answers => ({
  [siteId]: { ...(answers[siteId] as object), properties: { state: 'Running', serverFarmId: planId } },
  [planId]: { ...(answers[planId] as object), sku },
  [`${planId.split('/').slice(0, 3).join('/')}/providers/Microsoft.Insights/autoscalesettings`]: { value: [] },
  [`${planId}/sites`]: { value: [] },
  [skusPath]: skus,
})

const planned = async (step: string, sku: object, args: StepArgs = {}) => {
  const { azure } = await open(planWith(sku, recorded()))
  const result = await stepOf(step).plan(azure, target.app, args, to)
  return 'impossible' in result ? result.impossible.key : result.plan.args.sku
}

test.skipIf(!isWirePresent)(
  'the recorded list gives every size, its tier and how many workers it can have',
  async () => {
    const { azure } = await open({ [skusPath]: recorded() })
    const skus = await readPlanSkus(azure, id)

    expect(skus).toHaveLength(recorded().value.length)
    expect(skus).toContainEqual({ name: 'P1v2', tier: 'PremiumV2', mostWorkers: 30 })
    expect(skus).toContainEqual({ name: 'F1', tier: 'Free', mostWorkers: 1 })
  },
)

test.skipIf(!isWirePresent).each([
  ['scale-up', { name: 'S1', tier: 'Standard', capacity: 3 }, 'S2'],
  ['scale-up', { name: 'F1', tier: 'Free', capacity: 0 }, 'D1'],
  ['scale-up', { name: 'P3v2', tier: 'PremiumV2', capacity: 3 }, 'step.impossible.unreachable-sku'],
  ['scale-down', { name: 'S2', tier: 'Standard', capacity: 3 }, 'S1'],
  ['scale-down', { name: 'S1', tier: 'Standard', capacity: 3 }, 'B3'],
  // Basic has three workers at most, and Azure's refusal would come after the approval.
  ['scale-down', { name: 'S1', tier: 'Standard', capacity: 4 }, 'step.impossible.unreachable-sku'],
])('%s from %o against the recorded list: %s', async (step, sku, expected) => {
  expect(await planned(step, sku)).toBe(expected)
})

test.skipIf(!isWirePresent)(
  'a size that can not have the workers there are is named with how many it can',
  async () => {
    const s1 = { name: 'S1', tier: 'Standard', capacity: 4 }
    expect(await planned('scale-down', s1, { sku: 'B2' })).toBe('step.impossible.too-many-workers')
  },
)

test('the shape that Microsoft describes is read as well, pages are followed, and neither is malformed', async () => {
  const sku = { sku: { name: 'S2', tier: 'Standard' } }
  const described = await open({ [skusPath]: { resourceType: 'Microsoft.Web/serverfarms', skus: [sku] } })
  expect(await readPlanSkus(described.azure, id)).toEqual([{ name: 'S2', tier: 'Standard' }])
  await described.stop()

  const nextLink = `https://management.azure.com${skusPath}?api-version=2025-05-01&$skiptoken=1`
  const paged = await open({
    [skusPath]: (_: unknown, url: URL) =>
      url.searchParams.has('$skiptoken')
        ? { value: [{ sku: { name: 'P1v3', tier: 'PremiumV3' } }], nextLink: null }
        : { value: [sku], nextLink },
  })
  expect((await readPlanSkus(paged.azure, id)).map(({ name }) => name)).toEqual(['S2', 'P1v3'])
  await paged.stop()

  for (const answer of [{}, { value: null }, { skus: 'soup' }]) {
    const { azure, stop } = await open({ [skusPath]: answer })
    await expect(readPlanSkus(azure, id)).rejects.toMatchObject({ phrase: { key: 'probe.malformed' } })
    await stop()
  }
  const { azure } = await open({ [skusPath]: { value: [] } })
  await expect(readPlanSkus(azure, id)).rejects.toMatchObject({ phrase: { key: 'probe.empty' } })
})

test('a tier on no common scale is neither larger nor smaller than another', async () => {
  const skus = [
    { sku: { name: 'Y1', tier: 'Dynamic' } },
    { sku: { name: 'FREE', tier: 'LinuxFree' } },
    { sku: { name: 'C1', tier: 'Compute' } },
    { sku: { name: 'S1', tier: 'Standard' } },
  ]
  const { azure } = await open(planWith({ name: 'S1', tier: 'Standard', capacity: 1 }, { value: skus }))
  const down = await stepOf('scale-down').plan(azure, target.app, {}, to)
  const up = await stepOf('scale-up').plan(azure, target.app, { sku: 'C1' }, to)

  expect(down).toMatchObject({ plan: { args: { sku: 'FREE' } } })
  expect(up).toMatchObject({ impossible: { key: 'step.impossible.not-scale-up' } })
})
