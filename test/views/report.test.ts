import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/types.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { eventsOf, incidentOf, storyNames } from './fixtures.ts'
import { sayIn } from './strings.ts'

const report = (story: (typeof storyNames)[number], texts = {}, language: (typeof languages)[number] = 'en') =>
  reportMarkdown(incidentOf(story, texts), eventsOf(story, texts), sayIn(language))

/** What a reader sees, without the backslashes of the source. */
const read = (markdown: string) => markdown.replace(/\\(.)/g, '$1')

test('a report tells who asked, who approved, what ran, under which ids, and how long it took', () => {
  const told = read(report('closed'))

  for (const line of [
    '# Incident INC-7: contoso-web',
    '- Status: Closed: recovered',
    '- Cause: Out of CPU, 87% sure',
    '- 23 Nov 2026 03:12 UTC · Anna reported: “contoso-web geeft een 503!”',
    '- 23 Nov 2026 03:14 UTC · Ben approved: Scale out to 4',
    '### Out of CPU (87%)',
    '- For: CPU of the plan went from 31% to 97%',
    '- Against: A deployment came just before',
    '### Scale out to 4',
    '- Asked by Anna, 23 Nov 2026 03:13 UTC',
    '- Approved by Ben, 23 Nov 2026 03:14 UTC',
    '- Correlation ids: 5b0e1f6a-0f0d-4a3c-9d2e-1c2b3a4d5e6f, c0ffee00-0f0d-4a3c-9d2e-1c2b3a4d5e6f',
    '- ✓ CPU: 97% → 58% (at most 75%)',
    `- processes.json, 18 KB, SHA-256 ${'a3f5'.repeat(16)}`,
    '- Proposal to approval: Scale out to 4: 2 min',
    '- Run: Scale out to 4: 1 min',
    '- Verification: Scale out to 4: 5 min',
    '- Report to close: 10 min',
  ]) {
    expect(told.split('\n')).toContain(line)
  }
})

test('a report has every source with its time, its whole query and its page of the portal, and every cause ruled out', () => {
  const told = read(report('cause'))

  for (const line of [
    '### Plan metrics',
    '- Azure has not counted the last 3 minutes yet.',
    '- Read at 23 Nov 2026 03:12 UTC',
    '- GET /subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web/providers/Microsoft.Insights/metrics?api-version=2024-02-01&amp;metricnames=Requests,Http5xx,HttpResponseTime',
    '- [The same in the Azure portal](<https://portal.azure.com/#@/resource/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web/plan-metrics>)',
    '### Another app takes the CPU',
    '- Not seen: What noisy-neighbour would show',
    '- ▸ File system: 48 GB of 50 GB',
    '- Requests a minute: 1,201 → 4,101 · same hour yesterday 1,181 · last week 1,121',
  ]) {
    expect(told.split('\n')).toContain(line)
  }
  expect(read(report('both')).split('\n')).toContain('- Cause: A change broke the app, 78% sure')
})

test('a link that is not of the portal is not there', () => {
  const incident = incidentOf('cause')
  const results = (incident.observation?.results ?? []).map((result) => ({
    ...result,
    source: { readAt: 0, asked: [], portal: 'https://portal.azure.com.evil.example/' },
  }))
  const observation = incident.observation === undefined ? {} : { observation: { ...incident.observation, results } }

  expect(reportMarkdown({ ...incident, ...observation }, [], sayIn('en'))).not.toMatch(/evil|\]\(/)
})

describe.each(languages)('in %s', (language) => {
  test.each(storyNames)('every state can be told: %s', (story) => {
    const told = report(story, {}, language)

    expect(told.startsWith('# Incident INC-7')).toBe(true)
    expect(told.match(/^## /gm)).toHaveLength(12)
    expect(told).not.toMatch(/undefined|\[object/)
  })
})

test('nothing anybody wrote becomes markup', () => {
  const attack = '**b** [l](javascript:x) <img src=x onerror=y> `c` | d\n# h\n- i www.evil.example @all'
  const everywhere = Object.fromEntries(
    ['app', 'person', 'report', 'instance', 'commit', 'evidence', 'failure', 'reason'].map((where) => [where, attack]),
  )
  const markdown = new MarkdownIt({ html: true, linkify: true })
  const tags = (text: string) => [...new Set(markdown.render(text).match(/<\/?[a-z0-9]+/g))].sort()

  for (const story of ['closed', 'cause', 'blind', 'container-blocked', 'reviewed', 'reminded', 'wide'] as const) {
    expect(tags(report(story, everywhere)), story).toEqual(tags(report(story)))
  }
  expect(markdown.render(report('closed', everywhere))).toContain('&lt;img src=x')
})
