import { expect, test } from 'vitest'
import { messageOf } from '../../../src/i18n/message.ts'
import { languages } from '../../../src/i18n/types.ts'
import type { Incident } from '../../../src/incident/incident.ts'
import { logSection } from '../../../src/views/parts/log-lines.ts'
import { evidence } from '../basics.ts'
import { sayIn } from '../card-translator.ts'
import { incidentOf } from '../fixtures.ts'

const linesOf = (incident: Incident, language: (typeof languages)[number] = 'en'): readonly string[] =>
  logSection(incident, sayIn(language)).flatMap(({ lines }) => lines.map(({ text }) => text))

const judging = (more: Partial<NonNullable<Incident['verdict']>>): Incident => {
  const incident = incidentOf('logs')
  if (incident.verdict === undefined) throw new Error('no verdict')
  return { ...incident, verdict: { ...incident.verdict, ...more } }
}

test.each(languages)('in %s three lines of logs and two of calls, the most telling first', (language) => {
  const lines = linesOf(incidentOf('logs'), language)

  expect(lines).toHaveLength(5)
  expect(lines[0]).toContain(sayIn(language)(messageOf('card.log.disk-full')))
  expect(lines[3]).toMatch(/^\/reports\/export: 412 .* 430 /)
  // It fails, where the database is only slow; what was over before the trouble, and 12 of 9,000, are none of it.
  expect(lines[4]).toMatch(/^fix checkout: 30 .* 60 /)
})

test('what stands as evidence above is not said again', () => {
  const incident = incidentOf('logs')
  const [cause] = incident.verdict?.causes ?? []
  if (cause === undefined) throw new Error('no cause')
  const told = evidence('Nearly all that fails is /reports/export: 412 of 430 got 500.', 1)
  const lines = linesOf(judging({ causes: [{ ...cause, evidence: [told] }] }))

  expect(lines.filter((line) => line.startsWith('/reports/export'))).toEqual([])
  expect(lines.at(-1)).toMatch(/^sql-contoso\.database\.windows\.net: 95% took up to 30 s /)
})

test('of what is over only what was said until then; where all is well nothing', () => {
  const { verdict } = incidentOf('logs')

  expect(linesOf(judging({ until: (verdict?.since ?? 0) - 9 * 60_000 }))).toEqual([])
  expect(linesOf(judging({ outcome: 'nothing-wrong' }))).toEqual([])
})
