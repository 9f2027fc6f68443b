import { afterAll, beforeAll, expect, test } from 'vitest'
import { AzureError } from '../../../src/azure/types.ts'
import { type Lab, openLab, site, subscription } from '../lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab(() => ({ status: 200, body: { value: [], data: [] } }))
})
afterAll(() => lab.stop())

type Call = (...args: unknown[]) => unknown

/** Every operation that the SDK has, by group: several hundred. */
const operations = (): [string, Call][] => {
  const client = lab.azure.reading.appService(subscription)
  return Object.entries(client).flatMap(([group, members]): [string, Call][] =>
    typeof members !== 'object' || group.startsWith('_') || group === 'pipeline'
      ? []
      : Object.entries(members as Record<string, Call>).map(([name, call]): [string, Call] => [
          `${group}.${name}`,
          call,
        ]),
  )
}

/** Calls it as far as its first request: pages and pollers are lazy. */
const begin = async (call: Call, args: unknown[]): Promise<unknown> => {
  const result = call(...args) as { next?: () => Promise<unknown>; submitted?: () => Promise<void> }
  if (typeof result?.next === 'function') return result.next()
  if (typeof result?.submitted === 'function') return result.submitted()
  return result
}

const attempt = async (call: Call): Promise<unknown> => {
  const names = Array.from({ length: Math.max(call.length, 1) }, () => 'x')
  const failures = [names, [...names.slice(0, -1), {}], [...names.slice(0, -2), {}, {}], [...names.slice(0, -1), []]]
  const before = lab.asked.length
  let last: unknown
  for (const args of failures) {
    last = await begin(call, args).then(
      () => 'sent',
      (error: unknown) => error,
    )
    if (lab.asked.length > before || last instanceof AzureError) return last
  }
  return last
}

test('of everything the SDK can do, the reading client lets only reads out', async () => {
  const all = operations()
  const outcomes = new Map<string, unknown>()

  for (const [name, call] of all) outcomes.set(name, await attempt(call))

  const refused = [...outcomes].filter(
    ([, outcome]) => outcome instanceof AzureError && outcome.kind === 'refused-here',
  )
  const writes = lab.asked.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
  expect(all.length).toBeGreaterThan(600)
  expect(refused.length).toBeGreaterThan(300)
  expect(refused.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'webApps.restart',
      'webApps.stop',
      'webApps.delete',
      'webApps.updateConfiguration',
      'webApps.deleteInstanceProcess',
      'webApps.swapSlotWithProduction',
      'webApps.listApplicationSettings',
      'webApps.listPublishingCredentials',
      'appServicePlans.createOrUpdate',
      'appServicePlans.rebootWorker',
    ]),
  )
  const kinds = new Set(writes.map(({ path }) => path.replace(/^.*\/(?=[^/]+$)/, '')))
  expect([...kinds].sort()).toEqual(['containerlogs', 'download', 'execute', 'listinstances', 'slotsdiffs'])
})

test('the generic client refuses every writing verb, and a write in disguise', async () => {
  const { arm } = lab.azure.reading
  const before = lab.asked.length
  const tries = [
    () => arm.pathUnchecked(site).put({ body: {} }),
    () => arm.pathUnchecked(site).patch({ body: {} }),
    () => arm.pathUnchecked(site).delete(),
    () => arm.pathUnchecked(`${site}/restart`).post(),
    () => arm.pathUnchecked(`${site}/restart/../stop`).post(),
    () => arm.pathUnchecked(`${site}/start?x=/providers/Microsoft.ResourceGraph/resources`).post(),
    () => arm.pathUnchecked('/providers/Microsoft.ResourceGraph/resources/../x').post(),
    () => arm.pathUnchecked(site).get({ headers: { 'X-HTTP-Method-Override': 'DELETE' } }),
  ]
  for (const send of tries) {
    await expect(Promise.resolve(send())).rejects.toMatchObject({ name: 'AzureError', kind: 'refused-here' })
  }

  expect(lab.asked.length).toBe(before)
})

test('Resource Graph is asked by POST', async () => {
  await lab.azure.reading.arm.pathUnchecked('/providers/Microsoft.ResourceGraph/resources').post({ body: {} })

  expect(lab.asked.at(-1)).toMatchObject({ method: 'POST', path: '/providers/Microsoft.ResourceGraph/resources' })
})
