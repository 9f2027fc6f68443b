import { describe, expect, it, test } from 'vitest'
import { spokenTriggerIn } from '../../src/mitigate/auto-heal/spoken-trigger.ts'
import { autoHealStep } from '../../src/mitigate/auto-heal.ts'

describe('auto-heal’s numbers are read as they are said', () => {
  it.each([
    ['turn on auto-heal for 500 requests in 5 minutes', { trigger: 'requests', count: 500, minutes: 5 }],
    ['zet auto-heal aan bij 500 verzoeken in 5 minuten', { trigger: 'requests', count: 500, minutes: 5 }],
    ['auto-heal at 1,000 requests per minute', { trigger: 'requests', count: 1000, minutes: 1 }],
    ['auto-heal bij 1.000 requests per uur', { trigger: 'requests', count: 1000, minutes: 60 }],
    ['auto-heal when memory is above 1.5 GB', { trigger: 'private-bytes', megabytes: 1536 }],
    ['auto-heal bij geheugen boven 1,5 GB', { trigger: 'private-bytes', megabytes: 1536 }],
    ['auto-heal at 1500 MB', { trigger: 'private-bytes', megabytes: 1500 }],
    ['auto-heal for memory over 1.500 MB', { trigger: 'private-bytes', megabytes: 1500 }],
    ['auto-heal for requests slower than 20 s', { trigger: 'slow-requests', seconds: 20 }],
    ['auto-heal voor verzoeken trager dan 2 minuten', { trigger: 'slow-requests', seconds: 120 }],
    ['auto-heal for requests slower than 1.5 seconds', { trigger: 'slow-requests', seconds: 1.5 }],
    [
      'auto-heal for 20 requests slower than 30 s within 10 minutes',
      { trigger: 'slow-requests', seconds: 30, count: 20, minutes: 10 },
    ],
    ['auto-heal bij 20 trage verzoeken in 10 minuten', { trigger: 'slow-requests', count: 20, minutes: 10 }],
    ['auto-heal for 50 errors in 10 minutes', { trigger: 'status-codes', count: 50, minutes: 10 }],
    ['auto-heal bij 50 fouten binnen 10 min', { trigger: 'status-codes', count: 50, minutes: 10 }],
    ['auto-heal for 30 failed requests in 90 seconds', { trigger: 'status-codes', count: 30, minutes: 1.5 }],
    ['turn on auto-heal', {}],
    ['turn on auto-heal for 2 hours of contoso-web2', {}],
  ])('“%s” is %o', (text, expected) => {
    expect(spokenTriggerIn(text)).toEqual(expected)
  })
})

test.each([
  ['auto-heal for requests slower than 1.5 seconds', 'seconds', '1.5'],
  ['auto-heal for 30 failed requests in 90 seconds', 'minutes', '1.5'],
  ['auto-heal for 30 failed requests in 48 hours', 'minutes', '2880'],
  ['auto-heal at 1.3 GB', 'megabytes', '1331.2'],
  ['auto-heal at 50 MB', 'megabytes', '50'],
  ['auto-heal at 64 GB', 'megabytes', '65536'],
  ['auto-heal for 0 requests in 5 minutes', 'count', '0'],
])('“%s” is never rounded: it is asked back what was meant', (text, what, value) => {
  const { argsOf, whyNotSaid } = autoHealStep.askedBy

  expect(argsOf({ text })).toBeUndefined()
  expect(whyNotSaid?.({ text })).toMatchObject({ key: 'step.impossible.trigger-limits', args: { what, value } })
})
