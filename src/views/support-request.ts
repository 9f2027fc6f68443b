import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { stateFindingsOf } from '../incident/read-findings.ts'
import { namedCauses } from '../incident/verdict.ts'
import { troubleOf } from '../incident/verdict-standing.ts'
import { chartDataOf } from './chart/chart-data.ts'
import { changeLines } from './parts/change-lines.ts'
import { actionHeadline } from './parts/headline.ts'
import { latestFindings } from './parts/incident-findings.ts'
import { appTitle } from './parts/incident-header.ts'
import { metricFigures } from './parts/metric-figures.ts'
import { actionTitle } from './parts/step-title.ts'
import { markdownBullets, markdownSection } from './report/markdown.ts'
import type { CardView } from './types.ts'
import { markdownText, sanitizeText } from './untrusted-text.ts'

/**
 * What Microsoft's support asks for first, filled in from the incident, as Markdown: since when (in UTC, as their
 * logs), which resources by id, what was seen, what changed, what was tried under which ids, what is asked.
 */
export const supportRequestMarkdown = (incident: Incident, say: Translate): string => {
  const title = (key: string) => say(messageOf(`report.support.${key}`))
  const parts = sections(incident, say).filter(({ lines }) => lines.length > 0)
  return [
    `# ${markdownText(say(messageOf('report.support.title', { app: appTitle(incident, say), id: incident.id })))}`,
    ...parts.map(({ key, lines }) => markdownSection(title(key), markdownBullets(lines))),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The same, to whoever asked for it; cut where a platform would cut it, for the file has all of it. */
export const supportRequestView = (incident: Incident, say: Translate): CardView => {
  const parts = sections(incident, say).filter(({ lines }) => lines.length > 0)
  const told = parts.map(({ key, lines }) => `${say(messageOf(`report.support.${key}`))}: ${lines.join('; ')}.`)
  const text = sanitizeText([say(messageOf('report.support.kept')), ...told].join(' '), maxViewLength)
  return {
    template: 'notice',
    language: say.language,
    summary: sanitizeText(text, 300),
    data: { text, buttons: [], links: [] },
  }
}

const maxViewLength = 2_800

interface Section {
  readonly key: string
  readonly lines: readonly string[]
}

const sections = (incident: Incident, say: Translate): readonly Section[] => [
  { key: 'problem', lines: problem(incident, say) },
  { key: 'resources', lines: resources(incident, say) },
  { key: 'seen', lines: observedLines(incident, say) },
  { key: 'changed', lines: changeLines(incident, say).map(({ time, what, detail }) => time + what + detail) },
  { key: 'tried', lines: incident.actions.flatMap((action) => attemptLines(action, say)) },
  { key: 'asked', lines: [say(messageOf('report.support.question'))] },
]

/** As Azure's logs have it, whatever the channel's time zone. */
const utcText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

const problem = ({ symptom, codes, verdict, openedAt }: Incident, say: Translate): readonly string[] => [
  [say(messageOf(`symptom.${symptom}`)), ...codes].join(' '),
  say(messageOf('report.support.since', { when: utcText(verdict?.since ?? openedAt) })),
  ...(verdict?.until === undefined ? [] : [say(messageOf('report.over', { span: utcText(verdict.until) }))]),
  say(messageOf('report.support.reported', { when: utcText(openedAt) })),
  ...(verdict === undefined ? [] : troubleOf(verdict).map(({ text }) => say(text))),
]

const resources = (incident: Incident, say: Translate): readonly string[] => {
  const { app } = incident
  if (app === undefined) return []
  const { sku, tier, workers } = stateFindingsOf(latestFindings(incident), 'plan')[0]?.properties ?? {}
  const facts = { subscription: app.subscriptionId, group: app.resourceGroup, region: app.location, os: app.os }
  return [
    say(messageOf('report.support.app', { id: app.id })),
    say(messageOf('report.support.plan', { id: app.planId })),
    say(messageOf('report.support.where', facts)),
    ...(sku == null ? [] : [`SKU: ${[sku, tier, workers == null ? '' : `× ${workers}`].filter(Boolean).join(' ')}`]),
  ]
}

const maxEvidence = 6

const observedLines = (incident: Incident, say: Translate): readonly string[] => [
  ...metricFigures(chartDataOf(incident), say).map(({ title, value }) => `${title}: ${value}`),
  ...namedCauses(incident.verdict).flatMap(({ cause, evidence }) => [
    say(messageOf('report.support.cause', { cause: say(messageOf(`cause.${cause}.title`)) })),
    ...evidence.slice(0, maxEvidence).map(({ text }) => say(text)),
  ]),
]

const attemptLines = (action: Action, say: Translate): readonly string[] => {
  if (action.startedAt === undefined) return []
  const { correlationId, azureCorrelationId } = action
  const ids = [...new Set([azureCorrelationId, correlationId].filter((id) => id !== undefined))].join(', ')
  const status = say(actionHeadline(action).words)
  return [`${utcText(action.startedAt)}: ${actionTitle(action, say)}: ${status} (correlation id ${ids})`]
}
