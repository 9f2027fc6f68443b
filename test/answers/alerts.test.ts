import { describe, expect, test } from 'vitest'
import { alertsAnswer } from '../../src/answers/alerts.ts'
import type { Language } from '../../src/i18n/types.ts'
import type { Finding } from '../../src/incident/finding.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { minute, person, plainApp, reportedAt, since } from '../views/basics.ts'
import { sayIn } from '../views/card-translator.ts'
import { incidentOf } from '../views/fixtures.ts'
import { noSources } from './no-sources.ts'

const alert = {
  kind: 'state',
  of: 'alert',
  name: 'shop errors',
  properties: {
    severity: 1,
    firedAt: since + 4 * minute,
    condition: 'Http5xx GreaterThan 10 (Total: 42)',
    windowInMs: 15 * minute,
    resource: 'shop',
  },
} satisfies Finding

const withAlerts = (findings: readonly Finding[]): Incident => {
  const incident = incidentOf('judged')
  const { observation } = incident
  if (observation === undefined) throw new Error('it has a look')
  const results = [...observation.results, { probe: 'alerts', status: 'ok' as const, findings }]
  return { ...incident, observation: { ...observation, results } }
}

const answerTo = async (text: string, incident: Incident, language: Language = 'en', look?: Incident) => {
  if (alertsAnswer.about !== 'app') throw new Error('it is about an app')
  const looks: (readonly string[] | undefined)[] = []
  const sources = {
    ...noSources,
    look: async (_: unknown, also?: readonly string[]) => {
      looks.push(also)
      return look ?? incident
    },
  }
  const question = { app: plainApp('contoso-web'), incident, parsed: {} as never, text, asker: person('Ada') }
  const draft = await alertsAnswer.answer({ ...question, now: reportedAt + minute }, sources)
  return { lines: draft(sayIn(language)).lines, looks }
}

describe('alerts', () => {
  test('which fired, when, how severe, and over which limit and window', async () => {
    const { lines, looks } = await answerTo('which alert fired?', withAlerts([alert]))

    expect(lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d UTC: “shop errors” fired, severity 1 \(error\)\.$/),
      '▸ Limit: Http5xx > 10 (Total: 42), over 15 min. In brackets is the figure when it fired.',
    ])
    expect(looks).toEqual([])
  })

  test('why it was late begins with how late', async () => {
    const { lines } = await answerTo('waarom pas zo laat?', withAlerts([alert]), 'nl')

    expect(lines[0]).toMatch(/^4 min na het begin: /)
    expect(lines[1]).toMatch(/de laatste 15 min/)
  })

  test('whom it paged is not known, and it is said where that stands', async () => {
    const { lines } = await answerTo('who was paged?', withAlerts([alert]))

    expect(lines.at(-1)).toMatch(/^Whom it reached I do not know: .*action group/)
  })

  test('where the look has not seen alerts, they are looked at', async () => {
    const { lines, looks } = await answerTo('any alert firing?', incidentOf('judged'), 'en', withAlerts([]))

    expect(looks).toEqual([['alerts']])
    expect(lines).toEqual(['No alert of the last 24 hours is firing on the app or its plan.'])
  })
})
