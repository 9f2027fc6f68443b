import type { StateFinding } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { changeLines } from './parts/changes.ts'
import { figures } from './parts/figures.ts'
import { appName } from './parts/head.ts'
import { actionHeadline } from './parts/headline.ts'
import { actionTitle } from './parts/step.ts'
import { namedCauses } from './parts/verdict.ts'
import { bullets, section } from './report/markdown.ts'
import type { View } from './types.ts'
import { markdownText, plain } from './untrusted.ts'

/**
 * What Microsoft's support asks for first, filled in from the incident, as Markdown: since when (in UTC, as their
 * logs), which resources by id, what was seen, what changed, what was tried under which ids, what is asked.
 */
export const supportText = (incident: Incident, say: Say): string => {
  const title = (key: string) => say(phrase(`report.support.${key}`))
  const parts = sections(incident, say).filter(({ lines }) => lines.length > 0)
  return [
    `# ${markdownText(say(phrase('report.support.title', { app: appName(incident, say), id: incident.id })))}`,
    ...parts.map(({ key, lines }) => section(title(key), bullets(lines))),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The same, to whoever asked for it; cut where a platform would cut it, for the file has all of it. */
export const supportView = (incident: Incident, say: Say): View => {
  const parts = sections(incident, say).filter(({ lines }) => lines.length > 0)
  const told = parts.map(({ key, lines }) => `${say(phrase(`report.support.${key}`))}: ${lines.join('; ')}.`)
  const text = plain([say(phrase('report.support.kept')), ...told].join(' '), longestTold)
  return { template: 'notice', language: say.language, summary: plain(text, 300), data: { text } }
}

const longestTold = 2_800

interface Section {
  readonly key: string
  readonly lines: readonly string[]
}

const sections = (incident: Incident, say: Say): readonly Section[] => [
  { key: 'problem', lines: problem(incident, say) },
  { key: 'resources', lines: resources(incident, say) },
  { key: 'seen', lines: seen(incident, say) },
  { key: 'changed', lines: changeLines(incident, say).map(({ time, what, detail }) => time + what + detail) },
  { key: 'tried', lines: incident.actions.flatMap((action) => tried(action, say)) },
  { key: 'asked', lines: [say(phrase('report.support.question'))] },
]

/** As Azure's logs have it, whatever the channel's time zone. */
const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

const problem = ({ symptom, codes, verdict, openedAt }: Incident, say: Say): readonly string[] => [
  [say(phrase(`symptom.${symptom}`)), ...codes].join(' '),
  say(phrase('report.support.since', { when: utc(verdict?.since ?? openedAt) })),
  say(phrase('report.support.reported', { when: utc(openedAt) })),
]

const resources = (incident: Incident, say: Say): readonly string[] => {
  const { app } = incident
  if (app === undefined) return []
  const { sku, tier, workers } = planOf(incident)?.properties ?? {}
  const facts = { subscription: app.subscriptionId, group: app.resourceGroup, region: app.location, os: app.os }
  return [
    say(phrase('report.support.app', { id: app.id })),
    say(phrase('report.support.plan', { id: app.planId })),
    say(phrase('report.support.where', facts)),
    ...(sku == null ? [] : [`SKU: ${[sku, tier, workers == null ? '' : `× ${workers}`].filter(Boolean).join(' ')}`]),
  ]
}

const planOf = ({ observation }: Incident): StateFinding | undefined =>
  observation?.results
    .flatMap(({ findings }) => findings)
    .find((finding): finding is StateFinding => finding.kind === 'state' && finding.of === 'plan')

const mostEvidence = 6

const seen = (incident: Incident, say: Say): readonly string[] => [
  ...figures(incident, say).map(({ title, value }) => `${title}: ${value}`),
  ...namedCauses(incident.verdict).flatMap(({ cause, evidence }) => [
    say(phrase('report.support.cause', { cause: say(phrase(`cause.${cause}.title`)) })),
    ...evidence.slice(0, mostEvidence).map(({ text }) => say(text)),
  ]),
]

const tried = (action: Action, say: Say): readonly string[] => {
  if (action.startedAt === undefined) return []
  const { correlationId, azureCorrelationId } = action
  const ids = [...new Set([azureCorrelationId, correlationId].filter((id) => id !== undefined))].join(', ')
  const status = say(actionHeadline(action).words)
  return [`${utc(action.startedAt)}: ${actionTitle(action, say)}: ${status} (correlation id ${ids})`]
}
