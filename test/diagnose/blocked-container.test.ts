import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import type { ChangeFinding, StateFinding } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { estate } from './estate.ts'

type Properties = StateFinding['properties']
const blocked: Properties = { state: 'UNKNOWN', containers: 0, lastError: 'ContainerTimeout' }

/** A healthy Linux app, but for what its first instance says of itself. */
const verdictWith = (first: Properties, changes: readonly ChangeFinding[] = []) => {
  const round = estate('healthy', 3)
  const at = round.window.to
  const results = round.results.map((result) => {
    if (result.probe === 'activity-log') return { ...result, findings: changes }
    if (result.probe !== 'instances') return result
    const findings = result.findings.map((finding, index) =>
      finding.kind !== 'state'
        ? finding
        : { ...finding, properties: { ...finding.properties, containers: 1, ...(index === 0 ? first : {}) } },
    )
    return { ...result, findings }
  })
  return diagnose({ ...round, results, probes, at })
}

const { to } = estate('healthy', 3).window
const configured: ChangeFinding = {
  kind: 'change',
  change: 'configuration',
  at: to - 20 * 60_000,
  of: 'app',
  operation: 'Microsoft.Web/sites/config/write',
  status: 'succeeded',
}

test('a container that starts on one worker only is a bad instance, also while nobody feels it', () => {
  const verdict = verdictWith({ ...blocked, lastErrorAt: to - 10 * 60_000 })

  expect(verdict.causes[0]).toMatchObject({ cause: 'bad-instance', steps: [{ step: 'reboot-worker' }] })
})

test('right after a change the same image may start nowhere else, so that no reboot is offered', () => {
  const verdict = verdictWith({ ...blocked, lastErrorAt: to - 10 * 60_000 }, [configured])

  expect(verdict.causes[0]).toMatchObject({ cause: 'bad-instance', steps: [] })
})

test('an error of last week, of an instance of which nothing else is known, says nothing', () => {
  const old = { state: 'UNKNOWN', containers: null, lastError: 'ContainerTimeout', lastErrorAt: to - 7 * 86_400_000 }

  expect(verdictWith(old).outcome).toBe('nothing-wrong')
})

test('one that comes up has no container yet, and no error', () => {
  expect(verdictWith({ state: 'STARTING', containers: 0, lastError: null }).outcome).toBe('nothing-wrong')
})
