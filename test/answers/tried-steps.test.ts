import { describe, expect, test } from 'vitest'
import type { Incident } from '../../src/incident/incident.ts'
import { at, person } from '../views/basics.ts'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

describe('tried-steps', () => {
  test('tells when it ran, who asked and approved, and whether it helped', async () => {
    const lines = await answerTo('tried-steps', { incident: incidentOf('recovered') })

    expect(lines.slice(0, 2)).toEqual([
      'One step was started, and it helped.',
      '▸ 03:15 UTC: Scale out to 4 instances (Anna asked, Ben, Anna approved). It helped. CPU: 97% → 58% (at most 75%)',
    ])
  })

  test('is as plain in Dutch', async () => {
    const lines = await answerTo('tried-steps', { incident: incidentOf('not-recovered'), language: 'nl' })

    expect(lines[0]).toBe('Eén stap is gestart, en voor zover bekend hielp die niet.')
    expect(lines[1]).toContain('Het hielp niet. CPU: 97% → 93%')
  })

  test('does not call what is being checked a failure', async () => {
    const lines = await answerTo('tried-steps', { incident: incidentOf('verifying') })

    expect(lines.join(' ')).toContain('whether it helped is not known yet')
    expect(lines[1]).toContain('I check until 03:26 UTC')
  })

  test('tells what was asked for and not run, and why', async () => {
    const lines = await answerTo('tried-steps', { incident: incidentOf('rejected') })

    expect(lines.slice(0, 2)).toEqual([
      'I have run nothing yet; one step was asked for.',
      '– Not run: Scale out to 4 instances, asked by Anna at 03:13 UTC. Rejected (Anna).',
    ])
  })

  test('says no to a step that nobody asked for', async () => {
    const lines = await answerTo('tried-steps', { incident: incidentOf('recovered'), text: 'did anybody restart it' })

    expect(lines[0]).toBe('No: nobody asked me for that step here.')
    expect(lines[1]).toBe('One step was started, and it helped.')
  })

  test('says what Azure’s record and the processes show beside the bot’s own steps', async () => {
    const incident = withoutHands(incidentOf('judged'))

    expect(await answerTo('tried-steps', { incident, text: 'has anybody tried a restart yet' })).toEqual([
      'No: nobody asked me for that step here.',
      'I have run nothing yet, and nobody has asked for a step.',
      'Nor did anybody else: Azure shows no restart, scaling or swap by others since 21 Nov 2026 03:12 UTC.',
      'The youngest process runs since 22 Nov 2026 00:12 UTC.',
    ])
  })

  test('tells what others did in Azure since it began', async () => {
    const incident = withRestartByHand(incidentOf('judged'))

    const lines = await answerTo('tried-steps', { incident })

    expect(lines.at(-1)).toBe('▸ In Azure, not by me: 03:05 UTC Restart by Eva')
  })
})

/** With a record in which nobody did anything, and the age of an instance. */
const withoutHands = (incident: Incident): Incident => {
  const { observation } = incident
  if (observation === undefined) return incident
  const startedAt = at(-27 * 60, { type: 'IncidentJoined', by: person('Eva'), place: incident.reportedIn, text: '' }).at
  const instance = { kind: 'state', of: 'instance', name: 'RD1', properties: { startedAt } } as const
  const results = observation.results.map((result) =>
    result.probe === 'activity-log' ? { ...result, findings: [instance] } : result,
  )
  return { ...incident, observation: { ...observation, results } }
}

const withRestartByHand = (incident: Incident): Incident => {
  const { observation } = incident
  if (observation === undefined) return incident
  const restart = {
    kind: 'change',
    change: 'restart',
    at: at(-7, { type: 'IncidentJoined', by: person('Eva'), place: incident.reportedIn, text: '' }).at,
    of: 'app',
    by: 'Eva',
    operation: 'Microsoft.Web/sites/restart/action',
    status: 'succeeded',
  } as const
  const results = observation.results.map((result) =>
    result.probe === 'activity-log' ? { ...result, findings: [...result.findings, restart] } : result,
  )
  return { ...incident, observation: { ...observation, results } }
}
