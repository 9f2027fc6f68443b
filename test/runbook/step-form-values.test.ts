import { expect, test } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import { steps } from '../../src/mitigate/index.ts'
import { enteredArgsOf } from '../../src/runbook/step-form-values.ts'

const instances = ['RD0003FF12AB34', 'RD0003FF12AB35']
const app: AppRef = {
  ...{ id: '/sites/web', name: 'web', subscriptionId: 's', resourceGroup: 'g', planId: 'p', location: 'westeurope' },
  ...{ os: 'windows' as const, hostNames: [], tags: {} },
}

const entered = (id: string, values: Readonly<Record<string, string>>) => {
  const step = steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(id)
  return enteredArgsOf(values, step, step.asks?.({ app, findings: [], instances }) ?? [])
}

test.each([
  ['restart-instance', { instance: 'RD0003FF12AB34' }, { instance: 'RD0003FF12AB34' }],
  ['scale-out', { workers: '5', more: '90', leaseHours: '2' }, { workers: 5 }],
  ['scale-up', { sku: '-' }, {}],
  ['scale-up', { sku: 'P2v3' }, { sku: 'P2v3' }],
  ['health-check', { path: ' /healthz ' }, { path: '/healthz' }],
  ['metric-alert', { metric: 'Http5xx', threshold: '1,5', restore: '{}' }, { metric: 'Http5xx', threshold: 1.5 }],
  ['restart', { instance: 'RD0003FF12AB34' }, {}],
])('%s with %o asks for %o', (step, values, args) => {
  expect(entered(step, values)).toEqual({ args })
})

test.each([
  ['restart-instance', {}, { is: 'missing', input: 'instance' }],
  ['restart-instance', { instance: '-' }, { is: 'missing', input: 'instance' }],
  ['reboot-worker', { instance: 'all' }, { is: 'no-choice', input: 'instance', value: 'all' }],
  ['scale-out', { workers: 'many' }, { is: 'no-number', input: 'workers', value: 'many' }],
  ['scale-out', { workers: '1e9999' }, { is: 'no-number', input: 'workers', value: '1e9999' }],
  ['health-check', { path: '' }, { is: 'missing', input: 'path' }],
  ['metric-alert', { metric: 'restore' }, { is: 'no-choice', input: 'metric', value: 'restore' }],
])('%s with %o is asked again: %o', (step, values, problem) => {
  expect(entered(step, values)).toEqual({ problems: [problem] })
})

test('every wrong value is named, with what is allowed', () => {
  const values = { trigger: 'requests', count: '0', minutes: 'five', seconds: '90000' }

  expect(entered('auto-heal', values)).toEqual({
    problems: [
      { is: 'no-number', input: 'minutes', value: 'five' },
      {
        ...{ is: 'not-taken', input: 'count' },
        why: messageOf('step.impossible.trigger-limits', { what: 'count', value: '0', least: 1, most: 1_000_000 }),
      },
      {
        ...{ is: 'not-taken', input: 'seconds' },
        why: messageOf('step.impossible.trigger-limits', { what: 'seconds', value: '90000', least: 1, most: 86_399 }),
      },
    ],
  })
})

test('a path that Azure would not take is said to be none before anything is proposed', () => {
  expect(entered('health-check', { path: 'healthz' })).toEqual({
    problems: [{ is: 'not-taken', input: 'path', why: messageOf('step.impossible.not-a-path') }],
  })
})
