import { expect, it } from 'vitest'
import { findForeignLicences } from './find-foreign-licences.ts'

const component = (name: string, ...licenses: object[]) => ({ name, version: '1.0.0', licenses })
const id = (licence: string) => ({ license: { id: licence } })

it.each([
  ['one on the list', component('a', id('MIT'))],
  ['a choice with one on the list', component('a', { expression: '(GPL-3.0-only OR MIT)' })],
  ['two that are on the list', component('a', { expression: 'MIT AND ISC' })],
])('%s passes', (_, one) => {
  expect(findForeignLicences({ components: [one] })).toEqual([])
})

it.each([
  ['one that binds what it is linked with', component('a', id('GPL-3.0-only')), 'a@1.0.0: GPL-3.0-only'],
  ['one of two', component('a', { expression: 'MIT AND AGPL-3.0-only' }), 'a@1.0.0: MIT AND AGPL-3.0-only'],
  [
    'one in words',
    component('a', { license: { name: 'SEE LICENSE IN LICENSE.md' } }),
    'a@1.0.0: SEE LICENSE IN LICENSE.md',
  ],
  ['none', { name: 'a', version: '1.0.0' }, 'a@1.0.0: no licence named'],
])('%s is named', (_, one, line) => {
  expect(findForeignLicences({ components: [component('fine', id('MIT')), one] })).toEqual([line])
})

it('a bill with nothing in it is none', () => {
  expect(() => findForeignLicences({ components: [] })).toThrow()
  expect(() => findForeignLicences({})).toThrow()
})
