import { expect, test } from 'vitest'
import { isChange } from '../../src/azure/change-operations.ts'
import { isWirePresent, listWire, readWire } from './wire.ts'

interface Entry {
  readonly RequestUri?: string
  readonly ResponseBody?: string
}

/** Every operation that a recorded activity log names. */
const recordedOperations = (): readonly string[] =>
  listWire('recordings')
    .flatMap((name) => (readWire(`recordings/${name}`).Entries ?? []) as readonly Entry[])
    .filter(({ RequestUri = '' }) => RequestUri.includes('eventtypes/management'))
    .flatMap(({ ResponseBody = '' }) => (ResponseBody.startsWith('{') ? (JSON.parse(ResponseBody).value ?? []) : []))
    .map((event: { operationName: { value: string } }) => event.operationName.value)

test.skipIf(!isWirePresent)('of the recorded activity logs only what was written counts as a change', () => {
  const operations = recordedOperations()
  const changes = new Set(operations.filter(isChange))

  expect(operations).toContain('Microsoft.Authorization/policies/audit/action')
  expect([...changes].filter((operation) => !/\/(write|delete)$/i.test(operation))).toEqual([])
  expect(changes).toContain('Microsoft.Storage/storageAccounts/write')
})

test.each([
  ['Microsoft.Authorization/policies/audit/action', false],
  ['Microsoft.Authorization/policies/auditIfNotExists/action', false],
  ['Microsoft.Storage/storageAccounts/listKeys/action', false],
  ['Microsoft.Web/sites/config/list/action', false],
  ['Microsoft.Web/sites/publishxml/action', false],
  ['', false],
  ['Microsoft.Web/sites/restart/action', true],
  ['Microsoft.Web/sites/config/write', true],
  ['microsoft.web/sites/instances/processes/delete', true],
])('%s: a change is %s', (operation, expected) => {
  expect(isChange(operation)).toBe(expected)
})
