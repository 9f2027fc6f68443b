import { afterEach, expect, test } from 'vitest'
import { readActivityLog } from '../../src/azure/activity-log-reader.ts'
import { type Lab, openLab, type Reply, site, subscription } from './lab.ts'

let lab: Lab
afterEach(() => lab.stop())

const open = async (answer: () => Reply) => {
  lab = await openLab(answer)
  return lab.azure.reading
}

test('the activity log is asked for a time and one narrowing, and read as it is written', async () => {
  const azure = await open(() => ({
    status: 200,
    body: { value: [{ eventTimestamp: '2026-03-04T12:00:00', operationName: { value: 'x/write' }, status: null }] },
  }))
  const from = Date.UTC(2026, 2, 4, 11)

  const { items } = await readActivityLog(azure, {
    subscriptionId: subscription,
    from,
    to: from + 1,
    resource: site,
    select: ['eventTimestamp', 'status'],
  })
  await readActivityLog(azure, { subscriptionId: subscription, from, resourceGroup: 'contoso-rg' })

  const asked = lab.asked.map(({ url }) => new URL(url, 'https://management.azure.com').searchParams)
  expect(asked.map((query) => [query.get('$filter'), query.get('$select')])).toEqual([
    [
      `eventTimestamp ge '2026-03-04T11:00:00.000Z' and eventTimestamp le '2026-03-04T11:00:00.001Z' and resourceUri eq '${site}'`,
      'eventTimestamp,status',
    ],
    ["eventTimestamp ge '2026-03-04T11:00:00.000Z' and resourceGroupName eq 'contoso-rg'", null],
  ])
  expect(items).toMatchObject([{ eventTimestamp: Date.UTC(2026, 2, 4, 12), operationName: 'x/write', status: '' }])
})
