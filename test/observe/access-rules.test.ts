import { expect, it } from 'vitest'
import { type AccessSettings, accessFindingOf } from '../../src/observe/sources/access-rules.ts'

const rule = (ipAddress: string | null, action: string, priority = 100) => ({ ipAddress, action, priority })
const last = 2_147_483_647
const of = (settings: Partial<AccessSettings>, ofSite: string | null = null) =>
  accessFindingOf('shop', { ipSecurityRestrictionsDefaultAction: null, publicNetworkAccess: null, ...settings }, ofSite)
    .properties

it.each([
  ['nothing set', {}, { restrictions: 0, others: 'allowed' }],
  [
    'Azure’s own rule',
    { ipSecurityRestrictions: [rule('Any', 'Allow', last)] },
    { restrictions: 0, others: 'allowed' },
  ],
  [
    'a rule, and no word on the rest',
    { ipSecurityRestrictions: [rule('198.51.100.0/24', 'Allow')] },
    { others: 'refused' },
  ],
  [
    'one address kept out',
    { ipSecurityRestrictions: [rule('198.51.100.7/32', 'Deny'), rule('Any', 'Allow', last)] },
    { restrictions: 1, others: 'allowed' },
  ],
  ['a subnet let in', { ipSecurityRestrictions: [rule(null, 'Allow')] }, { restrictions: 1, others: 'refused' }],
  ['all kept out', { ipSecurityRestrictions: [rule('Any', 'Deny', last)] }, { restrictions: 0, others: 'refused' }],
  ['the default', { ipSecurityRestrictionsDefaultAction: 'Deny' }, { others: 'refused' }],
  ['no public access', { publicNetworkAccess: 'Disabled' }, { publicAccess: 'Disabled' }],
] as const)('%s: who is let in', (_, settings, properties) => {
  expect(of(settings)).toMatchObject(properties)
})

it('what the site itself says of public access counts first', () => {
  expect(of({ publicNetworkAccess: null }, 'Disabled').publicAccess).toBe('Disabled')
  expect(of({ publicNetworkAccess: 'Disabled' }, '').publicAccess).toBe('Disabled')
})
