import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { requestAndApprove } from '../../src/cli/drill/request-and-approve.ts'
import { sortEvents } from '../../src/cli/drill/sort-events.ts'
import { renderReport } from '../../src/composition/render-report.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { languages } from '../../src/i18n/types.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { createFlow, minute } from '../flows/flow.ts'

let events: readonly IncidentEvent[] = []
let incident: Incident

/** Two hours: a restart that does not help, looks in between, and the step that does. */
beforeAll(async () => {
  const flow = await createFlow({ faults: { 'contoso-web': 'cpu-saturation' }, seed: 3 })
  const drill = { ...flow, report: '' }
  const lookAgain = async () => {
    await flow.chat.says('ada', 'look again at INC-1')
    await flow.settle()
  }
  try {
    await flow.chat.says('ada', 'contoso-web is 503ing, customers cannot check out')
    await flow.settle()
    await flow.pass(9 * minute)
    await requestAndApprove(drill, { step: 'soft-restart', args: {} })
    await flow.pass(35 * minute)
    await lookAgain()
    await flow.pass(30 * minute)
    await lookAgain()
    await flow.pass(12 * minute)
    await requestAndApprove(drill, { step: 'scale-out', args: { workers: 6 } })
    await flow.pass(25 * minute)
    await lookAgain()
    await flow.pass(6 * minute)
    await flow.chat.clicks('ada', 'close', 'INC-1')
    await flow.settle()
    events = sortEvents(await flow.events())
  } finally {
    await flow.stop()
  }
  const folded = foldEvents(events)
  if (folded === undefined) throw new Error('there is no INC-1')
  incident = folded
}, 120_000)

const document = (name: string): string => fileURLToPath(new URL(`../../docs/reports/${name}`, import.meta.url))

describe.each(languages)('the report of a two-hour incident, in %s', (language) => {
  const say = loadTranslators('UTC')(language)

  test('is what docs/reports has as Markdown', async () => {
    await expect(reportMarkdown(incident, events, say)).toMatchFileSnapshot(document(`two-hours.${language}.md`))
  })

  test('is what docs/reports has as HTML, which loads nothing', async () => {
    const html = renderReport(incident, events, say)

    expect(html).not.toMatch(/<(?:script|img|link|iframe)\b|url\(|@import/)
    await expect(html).toMatchFileSnapshot(document(`two-hours.${language}.html`))
  })
})
