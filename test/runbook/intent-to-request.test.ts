import { expect, test } from 'vitest'
import { steps } from '../../src/mitigate/index.ts'
import { intentToRequest } from '../../src/runbook/intent-to-request.ts'
import type { Intent, ParsedMessage } from '../../src/understand/types.ts'

type RequestIntent = Extract<Intent, `request_${string}`>

/** What each intent asks for where nothing more was said; the types hold the list against the intents that there are. */
const plainWords = {
  request_restart: { step: 'restart', args: {} },
  request_scale_out: { step: 'scale-out', args: { more: 1 } },
  request_scale_up: { step: 'scale-up', args: {} },
  request_autoheal: { step: 'auto-heal', args: { trigger: 'slow-requests' } },
  request_rollback: { step: 'swap-back', args: {} },
} satisfies Record<RequestIntent, object>

const intents = Object.keys(plainWords) as RequestIntent[]
const heard = (said: Partial<ParsedMessage>): ParsedMessage => ({
  meaning: said.intent ?? 'none',
  certainty: 'sure',
  likely: [],
  isQuestion: false,
  intent: 'none',
  codes: [],
  apps: [],
  ...said,
})

test.each(intents)('%s means one step', (intent) => {
  expect(intentToRequest(heard({ intent }), steps)?.wanted).toEqual(plainWords[intent])
})

test('what was said beside it chooses the step and its arguments', () => {
  const wanted = (said: Partial<ParsedMessage>) => intentToRequest(heard(said), steps)?.wanted

  expect(wanted({ intent: 'request_restart', soft: true })).toEqual({ step: 'soft-restart', args: {} })
  expect(wanted({ intent: 'request_scale_out', instances: 4, durationInMs: 60_000 })).toEqual({
    step: 'scale-out',
    args: { workers: 4, leaseInMs: 60_000 },
  })
  expect(wanted({ intent: 'request_scale_up', sku: 'P2v3' })).toEqual({ step: 'scale-up', args: { sku: 'P2v3' } })
})

test('no step is asked for by an intent that nobody hears', () => {
  const declared = steps.map(({ askedBy }) => askedBy.intent)

  expect([...intents, 'request_step']).toEqual(expect.arrayContaining(declared))
})

test('a report and a decision ask for no step', () => {
  expect(intentToRequest(heard({ intent: 'report_slow' }), steps)).toEqual({ symptom: 'slow' })
  expect(intentToRequest(heard({ intent: 'approve' }), steps)).toBeUndefined()
})
