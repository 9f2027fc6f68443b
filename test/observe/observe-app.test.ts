import { expect, test } from 'vitest'
import type { ReadingAzure } from '../../src/azure/types.ts'
import { observeApp, windowBefore } from '../../src/observe/observe-app.ts'
import type { Probe } from '../../src/observe/types.ts'
import { noDeadline } from '../deadlines.ts'
import { target, to } from './lab.ts'

const asked: string[] = []
const probe = (id: string, traits: Partial<Probe> = {}): Probe => ({
  id,
  deadlineInMs: 1_000,
  needs: [],
  portal: () => 'https://portal.azure.com/',
  observe: async () => {
    asked.push(id)
    return []
  },
  ...traits,
})
const azure = { get: async () => ({}), visit: async () => ({ durationInMs: 0 }), arm: {} } as unknown as ReadingAzure

test('of a time that is past, what has no history is not asked, and says so in its place', async () => {
  const probes = [probe('settings'), probe('present', { noHistory: true }), probe('figures')]

  const now = await observeApp(probes, azure, target, { deadline: noDeadline })
  const then = await observeApp(probes, azure, { ...target, isPast: true }, { deadline: noDeadline })

  expect(now.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
  expect(then).toMatchObject([
    { probe: 'settings', status: 'ok' },
    { probe: 'present', status: 'not-offered', failure: { key: 'probe.no-history' }, findings: [] },
    { probe: 'figures', status: 'ok' },
  ])
  expect(asked).toEqual(['settings', 'present', 'figures', 'settings', 'figures'])
})

test('the window is an hour of whole minutes', () => {
  expect(windowBefore(to + 12_345)).toEqual({ from: to - 3_600_000, to })
})
