import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAppId, resourceGroupOf, resourceLabelOf } from '../../src/azure/arm-id.ts'
import { site, subscription } from './lab.ts'

test('an id is cut after the app or slot, wherever it stands', () => {
  expect(parseAppId(`see ${site}/slots/staging/instances/1`)).toEqual({
    id: `${site}/slots/staging`,
    subscriptionId: subscription,
    resourceGroup: 'contoso-rg',
    name: 'contoso-web',
    slot: 'staging',
  })
  expect(parseAppId('contoso-web')).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => parseAppId(text) === undefined || text.includes('/sites/')))
})

test('an id tells its resource group and what people call the resource', () => {
  expect(resourceGroupOf(`${site}/slots/staging`)).toEqual({
    id: `/subscriptions/${subscription}/resourceGroups/contoso-rg`,
    subscriptionId: subscription,
    name: 'contoso-rg',
  })
  expect(() => resourceGroupOf('/subscriptions/s')).toThrow('Not in a resource group')
  expect([site, `${site}/slots/staging`].map(resourceLabelOf)).toEqual(['contoso-web', 'contoso-web/staging'])
})
