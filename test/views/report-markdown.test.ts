import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import { languages } from '../../src/i18n/types.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { sayIn } from './card-translator.ts'
import { eventsOf, incidentOf, storyNames } from './fixtures.ts'

const report = (story: (typeof storyNames)[number], texts = {}, language: (typeof languages)[number] = 'en') =>
  reportMarkdown(incidentOf(story, texts), eventsOf(story, texts), sayIn(language))

const words = (key: string, args?: Readonly<Record<string, string | number>>) => sayIn('en')(messageOf(key, args))
const outOfCpu = words('cause.cpu-saturation.title')
const step = words('step.scale-out.title', { workers: 4 })

/** What a reader sees, without the backslashes of the source. */
const read = (markdown: string) => markdown.replace(/\\(.)/g, '$1')

test('a report tells who asked, who approved, what ran, under which ids, and how long it took', () => {
  const told = read(report('closed'))

  for (const line of [
    `# ${words('report.title', { id: 'INC-7', app: 'contoso-web' })}`,
    `- ${words('report.status', { status: words('status.closed.recovered') })}`,
    `- ${words('report.cause', { cause: outOfCpu, share: '87%' })}`,
    `- 23 Nov 2026 03:12 UTC · ${words('report.event.IncidentOpened', { who: 'Anna', text: 'contoso-web geeft een 503!' })}`,
    `- 23 Nov 2026 03:14 UTC · ${words('report.event.ApprovalGiven', { who: 'Ben', step })}`,
    `### ${outOfCpu} (87%)`,
    `- ${words('report.for')}: CPU of the plan went from 31% to 97%`,
    `- ${words('report.against')}: A deployment came just before`,
    `### ${step}`,
    `- ${words('report.asked', { who: 'Anna', when: '23 Nov 2026 03:13 UTC' })}`,
    `- ${words('report.approved', { who: 'Ben', when: '23 Nov 2026 03:14 UTC' })}`,
    `- ${words('report.correlation', { ids: '5b0e1f6a-0f0d-4a3c-9d2e-1c2b3a4d5e6f, c0ffee00-0f0d-4a3c-9d2e-1c2b3a4d5e6f' })}`,
    `- ✓ ${words('card.metric.CpuPercentage')}: 97% → 58% (${words('card.success.at-most', { value: '75%' })})`,
    `- ${words('report.file', { name: 'processes.json', size: '18 KB', hash: 'a3f5'.repeat(16) })}`,
    `- ${words('report.phase.approve', { step })}: 2 min`,
    `- ${words('report.phase.run', { step })}: 1 min`,
    `- ${words('report.phase.verify', { step })}: 5 min`,
    `- ${words('report.phase.total')}: 10 min`,
  ]) {
    expect(told.split('\n')).toContain(line)
  }
})

test('a report has every source with its time, its whole query and its page of the portal, and every cause ruled out', () => {
  const told = read(report('cause'))
  const yesterday = words('card.figure.yesterday', { value: '1,181' })
  const lastWeek = words('card.figure.last-week', { value: '1,121' })

  for (const line of [
    `### ${words('probe.plan-metrics.title')}`,
    '- Azure has not counted the last 3 minutes yet.',
    `- ${words('report.source.read', { when: '23 Nov 2026 03:12 UTC' })}`,
    '- GET /subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web/providers/Microsoft.Insights/metrics?api-version=2024-02-01&amp;metricnames=Requests,Http5xx,HttpResponseTime',
    `- [${words('report.source.portal')}](<https://portal.azure.com/#@/resource/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web/plan-metrics>)`,
    `### ${words('cause.noisy-neighbour.title')}`,
    `- ${words('report.missing')}: What noisy-neighbour would show`,
    `- ▸ ${words('card.quota', { name: 'File system', current: '48 GB', limit: '50 GB' })}`,
    `- ${words('card.figure.requests')}: 1,201 → 4,101 · ${yesterday} · ${lastWeek}`,
  ]) {
    expect(told.split('\n')).toContain(line)
  }
  expect(read(report('both')).split('\n')).toContain(
    `- ${words('report.cause', { cause: words('cause.bad-deployment.title'), share: '78%' })}`,
  )
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

    expect(told).toMatch(/^# .*INC-7/)
    // Logs have a section only where they say something.
    expect(told.match(/^## /gm)).toHaveLength(story === 'logs' ? 16 : 15)
    expect(told).not.toMatch(/undefined|\[object/)
  })
})

test('what logs and telemetry say is told whole, each line and path once', () => {
  const told = read(report('logs'))
  const [, section = ''] = told.split(`## ${words('report.logs')}\n`)
  const lines = section.split('\n## ')[0]?.trim().split('\n') ?? []

  expect(lines.filter((line) => line.includes('System.StackOverflowException'))).toHaveLength(1)
  expect(lines.filter((line) => line.includes('/reports/export: '))).toEqual([
    `- ${words('card.calls.fails', { name: '/reports/export', failed: 412, count: 430, status: 500 })}${words('card.calls.why', { sub: 19, windows: 64 })}, ${words('card.calls.since', { when: '02:56 UTC' })}.`,
  ])
  // What the card has no room for, and what was before the trouble; what every app has is on neither.
  expect(section).toContain('sql-contoso.database.windows.net: ')
  expect(section).toContain('/before: ')
  expect(section).not.toContain('404')
})

test('nothing anybody wrote becomes markup', () => {
  const attack = '**b** [l](javascript:x) <img src=x onerror=y> `c` | d\n# h\n- i www.evil.example @all'
  const everywhere = Object.fromEntries(
    ['app', 'person', 'report', 'instance', 'commit', 'evidence', 'failure', 'reason'].map((where) => [where, attack]),
  )
  const markdown = new MarkdownIt({ html: true, linkify: true })
  const tags = (text: string) => [...new Set(markdown.render(text).match(/<\/?[a-z0-9]+/g))].sort()

  for (const story of [
    'closed',
    'cause',
    'blind',
    'container-blocked',
    'reviewed',
    'reminded',
    'wide',
    'logs',
  ] as const) {
    expect(tags(report(story, everywhere)), story).toEqual(tags(report(story)))
  }
  expect(markdown.render(report('closed', everywhere))).toContain('&lt;img src=x')
})
