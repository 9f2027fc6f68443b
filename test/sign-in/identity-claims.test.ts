import { expect, it } from 'vitest'
import { readIdentity } from '../../src/sign-in/identity-claims.ts'

const tenantId = '11111111-1111-1111-1111-111111111111'
const oid = 'aaaaaaaa-0000-0000-0000-00000000000b'
const now = Date.UTC(2026, 0, 15, 3, 0)
const second = 1000
const wanted = { maxAgeInMs: 60 * second, authenticationContext: 'c1' }
const claims = { tid: tenantId, oid, auth_time: now / 1000 - 30, acrs: ['c1', 'c2'], name: 'Bram Jansen' }
const read = (changes: object, more: object = {}) =>
  readIdentity({ ...claims, ...changes }, { tenantId, wanted: { ...wanted, ...more }, now })

it('says who signed in, when, and what the sign-in met', () => {
  expect(read({ tid: tenantId.toUpperCase(), oid: oid.toUpperCase() })).toEqual({
    tenantId,
    objectId: oid,
    name: 'Bram Jansen',
    authenticatedAt: now - 30 * second,
    authenticationContexts: ['c1', 'c2'],
  })
})

it.each([
  ['without a tenant', { tid: undefined }, 'incomplete'],
  ['without an object id', { oid: undefined }, 'incomplete'],
  ['with a name in place of the object id', { oid: 'bram@contoso.com' }, 'incomplete'],
  ['without auth_time', { auth_time: undefined }, 'incomplete'],
  ['with auth_time as text', { auth_time: String(now / 1000) }, 'incomplete'],
  ['with auth_time as a date', { auth_time: new Date(now).toISOString() }, 'incomplete'],
  ['of another tenant', { tid: '33333333-1111-1111-1111-111111111111' }, 'other-tenant'],
  ['proved too long ago', { auth_time: now / 1000 - 60 - 31 }, 'too-old'],
  ['proved in the future', { auth_time: now / 1000 + 31 }, 'invalid'],
  ['without acrs', { acrs: undefined }, 'context-missing'],
  ['with another context', { acrs: ['c2', 'c11'] }, 'context-missing'],
  ['with a context that only begins alike', { acrs: 'c10' }, 'context-missing'],
])('is refused %s', (_, changes, failure) => {
  expect(read(changes)).toBe(failure)
})

it.each([
  ['a clock that is a little behind', { auth_time: now / 1000 - 60 - 30 }],
  ['a clock that is a little ahead', { auth_time: now / 1000 + 30 }],
  ['one context that is no list', { acrs: 'c1' }],
])('allows %s', (_, changes) => {
  expect(read(changes)).toMatchObject({ objectId: oid })
})

it('a time ahead of ours makes nobody younger than now', () => {
  expect(read({ auth_time: now / 1000 + 30 })).toMatchObject({ authenticatedAt: now })
})

it('asks for no context where the policy names none', () => {
  expect(read({ acrs: undefined }, { authenticationContext: undefined })).toMatchObject({ authenticationContexts: [] })
})
