import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createTranslator } from '../../src/i18n/translator.ts'
import type { Language, Translate } from '../../src/i18n/types.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { lookReport } from '../../src/views/look/look-report.ts'
import { lookMarkdown, lookText } from '../../src/views/look/print-look.ts'
import type { Look, LookReport } from '../../src/views/look/types.ts'
import { incidentOf, reportedAt, surroundings } from './fixtures.ts'

/** The product's strings, and the one that stands for what others say in these stories. */
const say = (language: Language): Translate => {
  const folder = new URL(`../../cards/strings/${language}/`, import.meta.url)
  const areas = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  return createTranslator(language, Object.assign({ 'test.text': '{text}' }, ...areas), 'UTC')
}

const lookAt = (incident: Incident, more: Partial<Look> = {}): Look => ({
  incident,
  isPast: false,
  practice: false,
  requests: { arm: 3, armByType: { 'Microsoft.Insights/metrics': 2, 'Microsoft.Web/sites': 1 }, logs: 0, app: 1 },
  tookInMs: 1_250,
  ...more,
})

const verdict = incidentOf('cause')
const report = (look: Look, language: 'en' | 'nl' = 'en'): LookReport => lookReport(look, say(language), surroundings)
const section = ({ sections }: LookReport, title: string): readonly string[] | undefined =>
  sections.find((one) => one.title === title)?.lines

test('the card in words, with what the look cost', () => {
  const told = report(lookAt(verdict))

  expect(told.title).toMatch(/^🔴 contoso-web: .+ · \d+% sure$/)
  expect(told.lead[0]).toMatch(/^Since .+, for \d+ min/)
  expect(section(told, 'Next safe steps (nothing is run by this look)')?.[0]).toMatch(/^1\. /)
  expect(section(told, 'Requests')).toEqual([
    '3 requests to Azure Resource Manager, 1 to the app itself, 1.3 s',
    '2 × Microsoft.Insights/metrics, 1 × Microsoft.Web/sites',
  ])
})

test('queries of logs are no requests to the app', () => {
  const requests = { ...lookAt(verdict).requests, logs: 2 }

  expect(section(report(lookAt(verdict, { requests })), 'Requests')?.[0]).toBe(
    '3 requests to Azure Resource Manager, 1 to the app itself, 2 to Log Analytics, 1.3 s',
  )
})

test('no line is told twice, and nobody is promised that somebody looks again', () => {
  for (const scenario of ['cause', 'judged', 'old', 'over', 'wide'] as const) {
    const told = report(lookAt(incidentOf(scenario)))
    const plain = [
      told.lead,
      ...told.sections.filter(({ title }) => !title.startsWith('Weighed')).map(({ lines }) => lines),
    ]
      .flat()
      .map((line) => line.replace(/^[▸✓+−·] /, ''))

    expect(plain, scenario).toEqual([...new Set(plain)])
    expect(lookText(told)).not.toContain('by itself at')
  }
})

test('what logs and telemetry say stands between the steps and the figures', () => {
  const told = report(lookAt(incidentOf('logs')))
  const lines = section(told, 'What the logs say') ?? []

  expect(lines).toHaveLength(8)
  expect(lines.filter((line) => line.startsWith('The disk is full. '))).toHaveLength(1)
  expect(lines).toContain('/reports/export: 412 of 430 got 500 (sub-status 19, Windows 64), since 02:56 UTC.')
  expect(lines).toContain('sql-contoso.database.windows.net: 95% took up to 30 s (before: 40 ms).')
})

const evidence = (status: string) => [
  { text: { key: 'evidence.request-status', args: { status } }, weight: 1, probe: 'x' },
]

describe('what a verdict says of time and trouble', () => {
  const withVerdict = (more: object): Incident => ({
    ...verdict,
    verdict: { ...verdict.verdict, ...more } as Incident['verdict'] & object,
  })

  test('what is over is told as over, and gets no step', () => {
    const told = report(lookAt(withVerdict({ until: reportedAt })))

    expect(told.title).toContain(': Was: ')
    expect(told.lead.join(' ')).not.toContain('Since ')
    expect(section(told, 'Next safe steps (nothing is run by this look)')?.[0]).toMatch(/^Nothing now: it is over\./)
  })

  test('what is over and has no cause is told by what visitors felt', () => {
    const felt = { outcome: 'not-enough-evidence', causes: [], until: reportedAt, trouble: evidence('403') }
    const told = report(lookAt(withVerdict(felt)))

    expect(told.title).toMatch(/: It is over: .*403/)
    expect(section(told, 'What else visitors feel')).toBeUndefined()
    expect(section(told, 'Next safe steps (nothing is run by this look)')).toEqual([
      'Nothing now: it is over. Look again if it comes back.',
    ])
  })

  test('that nothing is wrong is said with how late figures come; of a past time they are there', () => {
    const calm = withVerdict({ outcome: 'nothing-wrong', causes: [], ruledOut: [] })

    expect(lookText(report(lookAt(calm)))).toMatch(/three minutes late\..* look again at \d\d:\d\d UTC\./)
    const past = report(lookAt(calm, { isPast: true }))
    expect(past.lead[0]).toMatch(/^Looked at .* UTC\. /)
    expect(lookText(past)).not.toContain('three minutes late')
  })

  test('trouble comes first where no cause is named; what else Microsoft calls critical stands by itself', () => {
    const more = [...evidence('503'), ...evidence('500'), ...evidence('501')]
    const unnamed = { outcome: 'not-enough-evidence', causes: [], trouble: evidence('403'), microsoft: more }
    const told = report(lookAt(withVerdict(unnamed)), 'nl')

    expect(told.title).toMatch(/403.*; de oorzaak is niet duidelijk$/)
    expect(told.lead.filter((line) => line.includes('50'))).toHaveLength(2)
    expect(section(told, 'Wat Microsofts detectors nog meer kritiek noemen')).toHaveLength(1)
  })
})

test('nothing that anybody wrote steers a terminal or becomes markup', () => {
  const hostile = '\u001b[31mred\u001b[0m\u202e **bold** [x](http://evil.example) <img src=x> {{DATE()}}'
  const told = report(
    lookAt(incidentOf('cause', { app: hostile, instance: hostile, commit: hostile, failure: hostile })),
  )

  expect(lookText(told)).not.toMatch(/[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u)
  const markdown = lookMarkdown(told)
  expect(markdown).not.toMatch(/(?<!\\)\*\*bold|(?<!\\)\[x\]|<img/)
})
