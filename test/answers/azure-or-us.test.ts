import { expect, test } from 'vitest'
import type { Finding } from '../../src/incident/finding.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { evidence } from '../views/basics.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (incident: Incident, language: 'en' | 'nl' = 'en') =>
  (await ask('azure-or-us', 'is it us or Azure?', incident, { language })).slice(1)

/** The same look, with what these probes saw, and another cause. */
const seenBy = (found: Readonly<Record<string, readonly Finding[]>>, cause?: string): Incident => {
  const incident = incidentOf('judged')
  const { observation, verdict } = incident
  if (observation === undefined || verdict === undefined) throw new Error('no look')
  const others = observation.results.filter(({ probe }) => !(probe in found))
  const results = Object.entries(found).map(([probe, findings]) => ({ probe, status: 'ok' as const, findings }))
  return {
    ...incident,
    observation: { ...observation, results: [...others, ...results] },
    verdict:
      cause === undefined
        ? { ...verdict, outcome: 'not-enough-evidence', causes: [] }
        : { ...verdict, causes: [{ cause, confidence: 0.7, evidence: [evidence('x', 0.7)], against: [], steps: [] }] },
  }
}

const impaired: Finding = {
  kind: 'health',
  source: 'resource',
  state: 'unavailable',
  platformInitiated: true,
  summary: '',
}

test('a cause of our own is ours, and what Azure could not be asked names the permission', async () => {
  expect(await lines(incidentOf('judged'))).toEqual([
    'Us, almost certainly: Out of CPU.',
    expect.stringMatching(
      /^Resource health: not seen\. Needed: Microsoft\.ResourceHealth.*Azure service health: not known yet\.$/,
    ),
    'Our last change before it began, at 02:53 UTC: Deployment by Anna “fix checkout”',
  ])
})

test('Azure’s own word counts first', async () => {
  expect((await lines(seenBy({ 'resource-health': [impaired], 'service-health': [] }))).slice(0, 2)).toEqual([
    'Azure: it reports trouble on its own side.',
    'Resource Health: unavailable, caused by Azure. Service Health: no event for this region; it may come late.',
  ])
})

test.each([
  ['azure-outage', 'Azure, waarschijnlijk: Azure zelf heeft een storing.'],
  ['noisy-neighbour', 'Wij zelf, maar niet deze app: Een andere app verbruikt CPU of geheugen van het plan.'],
  ['slow-dependency', 'Niet de app en niet App Service, maar wat eromheen staat: Een afhankelijkheid is traag.'],
  [
    'bad-instance',
    'Dat is nog niet te zeggen: Eén slechte instantie. Het kan de machine van Azure zijn of ons proces erop.',
  ],
])('%s is whose it is', async (cause, said) => {
  expect((await lines(seenBy({}, cause), 'nl'))[0]).toBe(said)
})

test('both, where Azure reports trouble beside a cause of our own', async () => {
  expect((await lines(seenBy({ 'resource-health': [impaired] }, 'memory-leak')))[0]).toMatch(/^Both, it seems/)
})

test('Microsoft’s detectors have a line', async () => {
  const detector: Finding = { kind: 'state', of: 'detector', name: 'Web App Down', properties: { status: 'critical' } }
  expect((await lines(seenBy({ detectors: [detector] }, 'crashing')))[2]).toBe(
    'Microsoft’s detectors: 1 is critical, “Web App Down”.',
  )
})

test('without any cause it cannot be told', async () => {
  expect((await lines(incidentOf('unclear')))[0]).toBe('I can’t tell: no cause is clear yet.')
})
