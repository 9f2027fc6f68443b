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
  requests: { arm: 3, armByType: { 'Microsoft.Insights/metrics': 2, 'Microsoft.Web/sites': 1 }, app: 1 },
  tookInMs: 1_250,
  ...more,
})

const verdict = incidentOf('cause')
const report = (look: Look, language: 'en' | 'nl' = 'en'): LookReport => lookReport(look, say(language), surroundings)
const section = ({ sections }: LookReport, title: string): readonly string[] | undefined =>
  sections.find((one) => one.title === title)?.lines

test('the card in words, with what the look cost', () => {
  const told = report(lookAt(verdict))

  expect(told.title).toBe('🔴 contoso-web: Cause found')
  expect(section(told, 'Next safe steps (nothing is run by this look)')?.[0]).toMatch(/^1\. /)
  expect(section(told, 'Requests')).toEqual([
    '3 requests to Azure Resource Manager, 1 to the app itself, 1.3 s',
    '2 × Microsoft.Insights/metrics, 1 × Microsoft.Web/sites',
  ])
})

describe('what a verdict says of time', () => {
  const withVerdict = (more: object): Incident => ({
    ...verdict,
    verdict: { ...verdict.verdict, ...more } as Incident['verdict'] & object,
  })

  test('what is over is told as over, and gets no step', () => {
    const told = report(lookAt(withVerdict({ until: reportedAt })))

    expect(lookText(told)).toContain('\n  Until 23 Nov 2026 03:12 UTC: it is over.\n')
    expect(section(told, 'Next safe steps (nothing is run by this look)')).toEqual(['Nothing: it is over.'])
  })

  test('that nothing is wrong is said with how late figures come; of a past time they are there', () => {
    const calm = withVerdict({ outcome: 'nothing-wrong', causes: [], ruledOut: [] })

    expect(lookText(report(lookAt(calm)))).toContain('three minutes late')
    expect(lookText(report(lookAt(calm, { isPast: true })))).not.toContain('three minutes late')
  })

  test('what visitors feel and what Microsoft calls critical stand by themselves', () => {
    const evidence = (text: string) => [
      { text: { key: 'evidence.request-status', args: { status: text } }, weight: 1, probe: 'x' },
    ]
    const told = report(lookAt(withVerdict({ trouble: evidence('403'), microsoft: evidence('500') })), 'nl')

    expect(section(told, 'Wat bezoekers merken')?.[0]).toContain('403')
    expect(section(told, 'Microsofts eigen detectors')?.[0]).toContain('500')
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
