import { afterEach, expect, test } from 'vitest'
import type { WritePermit } from '../../../src/azure/types.ts'
import { type Lab, openLab, type Reply, site, subscription } from '../lab.ts'

let lab: Lab
afterEach(() => lab.stop())

const correlationId = '99999999-9999-4999-8999-999999999999'
const restartOnce: WritePermit = { correlationId, writes: [{ method: 'POST', path: `${site.toUpperCase()}/restart` }] }
const group = 'contoso-rg'
const app = 'contoso-web'

const open = async (reply: () => Reply | undefined) => {
  lab = await openLab(reply)
  return lab.azure.writing(restartOnce).appService(subscription).webApps
}

test('the write of the permit goes out with our correlation id, whatever the case of its path', async () => {
  const webApps = await open(() => ({ status: 200 }))

  await webApps.restart(group, app, { softRestart: true })

  expect(lab.asked).toHaveLength(1)
  expect(lab.asked[0]).toMatchObject({ method: 'POST', path: `${site}/restart`, host: 'management.azure.com' })
  expect(lab.asked[0]?.url).toContain('softRestart=true')
  expect(lab.asked[0]?.headers).toMatchObject({
    'x-ms-client-request-id': correlationId,
    'x-ms-correlation-request-id': correlationId,
    authorization: 'Bearer secret-token',
  })
})

test('another app, another operation, another verb and a read are refused before a byte leaves', async () => {
  const webApps = await open(() => ({ status: 200 }))
  const tries = [
    () => webApps.restart(group, 'contoso-api'),
    () => webApps.restart('other-rg', app),
    () => webApps.restartSlot(group, app, 'staging'),
    () => webApps.stop(group, app),
    () => webApps.delete(group, app),
    () => webApps.get(group, app),
    () => webApps.restart(group, `x/../${app}`),
  ]
  for (const send of tries) await expect(send()).rejects.toMatchObject({ kind: 'refused-here' })
  const other = lab.azure.writing(restartOnce).appService('22222222-2222-4222-8222-222222222222').webApps
  await expect(other.restart(group, app)).rejects.toMatchObject({ kind: 'refused-here' })

  expect(lab.asked).toEqual([])
})

test.each([
  ['it went well', () => ({ status: 200 }), undefined],
  ['Azure answered 500', () => ({ status: 500 }), { kind: 'unavailable', status: 500 }],
  ['Azure asked to try again', () => ({ status: 429, headers: { 'retry-after': '0' } }), { kind: 'throttled' }],
  ['the answer got lost', () => undefined, { kind: 'no-answer' }],
  ['it was redirected', () => ({ status: 307, headers: { location: `${site}/stop` } }), { kind: 'rejected' }],
] as [string, () => Reply | undefined, object | undefined][])(
  'a write is sent once and never again after %s',
  async (_, reply, failure) => {
    const webApps = await open(reply)

    const first = webApps.restart(group, app)
    if (failure === undefined) await first
    else await expect(first).rejects.toMatchObject(failure)
    const second = webApps.restart(group, app)

    await expect(second).rejects.toMatchObject({ kind: 'refused-here', phrase: { key: 'azure.refused-second-send' } })
    expect(lab.asked.map(({ path }) => path)).toEqual([`${site}/restart`])
  },
)

test('two at the same moment are still one', async () => {
  const webApps = await open(() => ({ status: 200 }))

  const both = await Promise.allSettled([webApps.restart(group, app), webApps.restart(group, app)])

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(lab.asked).toHaveLength(1)
})
