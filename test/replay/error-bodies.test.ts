import { expect, test } from 'vitest'
import { azureErrorFromResponse } from '../../src/azure/errors.ts'
import { isWirePresent, listWire, readWire } from './wire.ts'

const url = 'https://management.azure.com/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/sites/a'
const refusal = (status: number, body: string) => azureErrorFromResponse({ status, body, method: 'PUT', url })

interface Call {
  readonly Response: { readonly StatusCode: string; readonly Body?: string }
}

const recordedBodies = (status: string): readonly string[] =>
  listWire('recordings')
    .flatMap((name) => (readWire(`recordings/${name}`).networkCallRecords ?? []) as readonly Call[])
    .filter(({ Response }) => Response.StatusCode === status)
    .map(({ Response }) => Response.Body ?? '')

test.skipIf(!isWirePresent)('the recorded 429 of a locked site is a conflict, and said as one', () => {
  const [locked = ''] = recordedBodies('429')

  expect(locked).toContain('59206')
  expect(refusal(429, locked)).toMatchObject({ kind: 'conflict', status: 429, phrase: { key: 'azure.locked' } })
})

test.skipIf(!isWirePresent)('the recorded 504 of a gateway is Azure failing', () => {
  const [late = ''] = recordedBodies('504')

  expect(refusal(504, late)).toMatchObject({ kind: 'unavailable', code: 'GatewayTimeout' })
})

test('a 429 without that number is throttling', () => {
  expect(refusal(429, '{"Code":"429","Message":"Too many"}')).toMatchObject({ phrase: { key: 'azure.throttled' } })
})

test.each([
  [400, 'Invalid time grain. Use another.\nat Host.Run()', 'azure.rejected', 'Invalid time grain. Use another.'],
  [400, '"Invalid end time."', 'azure.rejected', 'Invalid end time.'],
  [
    503,
    '<html><head><title>503</title></head><body><h1>Service Unavailable</h1></body>',
    'azure.unavailable-said',
    'Service Unavailable',
  ],
  [400, 'refused for password=hunter2secret', 'azure.rejected', 'refused for password=[redacted]'],
])('%s %j keeps its first line, without secrets', (status, body, key, message) => {
  expect(refusal(status, body)).toMatchObject({ phrase: { key, args: { message } } })
})
