import { expect, test } from 'vitest'
import type { Finding, StateFinding } from '../../src/incident/finding.ts'
import { steps } from '../../src/mitigate/index.ts'
import type { SeenApp } from '../../src/mitigate/seen/seen-app.ts'

const state = (of: StateFinding['of'], name: string, properties: StateFinding['properties']): Finding => ({
  ...{ kind: 'state', of, name, properties },
})
const plan = (properties: StateFinding['properties']): Finding =>
  state('plan', 'plan', { sku: 'P1v3', tier: 'PremiumV3', workers: 3, maximumWorkers: 10, ...properties })

const seen = (findings: readonly Finding[], os: 'windows' | 'linux' = 'windows', slot?: string): SeenApp => ({
  app: {
    ...{ id: '/sites/web', name: 'web', subscriptionId: 's', resourceGroup: 'g', planId: 'p', location: 'westeurope' },
    ...{ os, hostNames: [], tags: {}, ...(slot === undefined ? {} : { slot }) },
  },
  findings,
  instances: ['RD1', 'RD2'],
})

const impossible = (app: SeenApp): readonly string[] =>
  steps.filter(({ whyNot }) => whyNot?.(app) !== undefined).map(({ id }) => id)

/** What was seen, and the steps that are impossible for it. */
test.each<[string, SeenApp, readonly string[]]>([
  ['a running app of a usual plan', seen([state('app', 'web', { state: 'Running' }), plan({})]), ['start']],
  [
    'a stopped one',
    seen([state('app', 'web', { state: 'Stopped' }), plan({})]),
    [
      ...['mini-dump', 'memory-dump', 'restart-instance', 'scale-out', 'soft-restart', 'restart', 'reboot-worker'],
      'stop',
    ],
  ],
  ['a plan of one instance', seen([plan({ workers: 1 })]), ['scale-in']],
  ['a full plan', seen([plan({ workers: 10 })]), ['scale-out']],
  ['an autoscaled plan', seen([plan({ autoscale: true })]), ['scale-out', 'automatic-scaling', 'scale-in']],
  ['automatic scaling', seen([plan({ automaticScaling: true })]), ['scale-out', 'autoscale-set', 'scale-in']],
  ['a Basic plan', seen([plan({ sku: 'B2', tier: 'Basic' })]), ['autoscale-set', 'automatic-scaling']],
  [
    'the smallest plan',
    seen([plan({ sku: 'B1', tier: 'Basic' })]),
    ['autoscale-set', 'automatic-scaling', 'scale-down'],
  ],
  [
    'a Free plan',
    seen([plan({ sku: 'F1', tier: 'Free', workers: 1 })]),
    ['scale-out', 'autoscale-set', 'automatic-scaling', 'scale-in', 'scale-down'],
  ],
  ['a slot', seen([], 'windows', 'staging'), ['swap-back']],
  ['an app without slots', seen([state('slot', 'production', {})]), ['swap-back']],
])('%s', (_, app, expected) => {
  expect(impossible(app)).toEqual(steps.map(({ id }) => id).filter((id) => expected.includes(id)))
})

const choicesOf = (step: string, app: SeenApp): Readonly<Record<string, readonly string[] | undefined>> =>
  Object.fromEntries(
    (steps.find(({ id }) => id === step)?.asks?.(app) ?? []).map(({ input, choices }) => [
      input,
      choices?.map(({ value }) => value),
    ]),
  )

test('what is chosen from is what was seen', () => {
  const usual = seen([
    plan({ maximumWorkers: 5 }),
    state('slot', 'production', {}),
    state('slot', 'a', {}),
    state('slot', 'b', {}),
  ])

  expect(choicesOf('restart-instance', usual)).toEqual({ instance: ['RD1', 'RD2'] })
  expect(choicesOf('scale-out', usual)).toEqual({ workers: ['4', '5'] })
  expect(choicesOf('scale-in', usual)).toEqual({ workers: ['2', '1'] })
  expect(choicesOf('scale-up', usual).sku?.[0]).toBe('P2v3')
  expect(choicesOf('scale-down', usual).sku?.[0]).toBe('P0v3')
  expect(choicesOf('swap-back', usual)).toEqual({ slot: ['a', 'b'] })
  expect(choicesOf('auto-heal', seen([], 'linux')).trigger).not.toContain('private-bytes')
  expect(choicesOf('scale-out', seen([]))).toEqual({ workers: undefined })
})
