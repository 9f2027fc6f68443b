import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import { callTexts } from '../parts/call-lines.ts'
import { changeLines } from '../parts/change-lines.ts'
import { erasedMessage } from '../parts/evidence-file-lines.ts'
import { incidentHeadline } from '../parts/headline.ts'
import { healthCheckNote } from '../parts/health-check-note.ts'
import { appTitle } from '../parts/incident-header.ts'
import { sealText } from '../parts/journal-seal.ts'
import { logTexts } from '../parts/log-lines.ts'
import { metricFigures } from '../parts/metric-figures.ts'
import { gapLines } from '../parts/observation-progress.ts'
import { surroundingGroups } from '../parts/surrounding-groups.ts'
import { markdownText } from '../untrusted-text.ts'
import { causeSections, ruledOutSections } from './cause-sections.ts'
import { incidentTimeline } from './incident-timeline.ts'
import { markdownBullets, markdownSection } from './markdown.ts'
import { phaseLines } from './phase-lines.ts'
import { sourceSections } from './source-sections.ts'
import { stepSections } from './step-sections.ts'
import { verdictFacts } from './verdict-facts.ts'

/**
 * The annex: what was seen, considered, asked, approved and run, with every id that an audit needs. Nothing anybody
 * wrote can become markup in it.
 */
export const annexMarkdown = (incident: Incident, events: readonly IncidentEvent[], say: Translate): string => {
  const title = (key: string) => say(messageOf(`report.${key}`))
  return [
    markdownSection(title('summary'), markdownBullets(summaryFacts(incident, say))),
    markdownSection(title('timeline'), markdownBullets(incidentTimeline(incident, events, say))),
    markdownSection(
      title('evidence'),
      markdownBullets(metricFigures(chartDataOf(incident), say).map((figure) => `${figure.title}: ${figure.value}`)),
    ),
    ...logMarkdown(incident, say),
    markdownSection(
      title('changes'),
      markdownBullets(changeLines(incident, say).map(({ time, what, detail }) => time + what + detail)),
    ),
    markdownSection(title('around'), surroundingsMarkdown(incident, say)),
    markdownSection(title('causes'), causeSections(incident.verdict, say)),
    markdownSection(title('ruled-out'), ruledOutSections(incident.verdict, say)),
    markdownSection(title('gaps'), markdownBullets(gapFacts(incident, say))),
    markdownSection(title('sources'), sourceSections(incident, say)),
    markdownSection(title('steps'), stepSections(incident, say)),
    markdownSection(title('files'), markdownBullets(fileFacts(incident, say))),
    markdownSection(title('phases'), markdownBullets(phaseLines(incident, events, say))),
  ]
    .map((part) => (part.endsWith('\n\n') ? `${part}${markdownText(title('none'))}` : part))
    .join('\n\n')
}

const summaryFacts = (incident: Incident, say: Translate): readonly string[] => {
  const { app, verdict, closed } = incident
  const seal = sealText(incident)
  const symptom = [say(messageOf(`symptom.${incident.symptom}`)), ...incident.codes].join(' ')
  const opened = { when: say.dateTime(incident.openedAt), who: incident.by.name }
  const facts = [
    messageOf('report.status', { status: say(incidentHeadline(incident).words) }),
    ...(app === undefined
      ? []
      : [messageOf('report.app', { app: appTitle(incident, say), group: app.resourceGroup, location: app.location })]),
    messageOf('report.symptom', { symptom }),
    messageOf('report.opened', opened),
    ...(incident.owner === undefined ? [] : [messageOf('report.owner', { owner: incident.owner.name })]),
  ].map(say)
  const ends = [
    ...(closed === undefined ? [] : [messageOf('report.closed', { when: say.dateTime(closed.at) })]),
    ...(seal === undefined ? [] : [messageOf('report.seal', { place: seal })]),
  ]
  return [...facts, ...verdictFacts(verdict, say), ...ends.map(say)]
}

/** Nothing where neither logs nor telemetry were read, or none says anything. */
const logMarkdown = (incident: Incident, say: Translate): readonly string[] => {
  const lines = [...logTexts(incident, say), ...callTexts(incident, say)]
  return lines.length === 0 ? [] : [markdownSection(say(messageOf('report.logs')), markdownBullets(lines))]
}

const gapFacts = (incident: Incident, say: Translate): readonly string[] => [
  ...gapLines(incident, say).map(({ text }) => text),
  ...healthCheckNote(incident, say).map(({ text }) => text),
]

const fileFacts = (incident: Incident, say: Translate): readonly string[] => [
  ...incident.evidence.map((item) => {
    const size = say.number(item.sizeInBytes, 'bytes')
    const kept = say(messageOf('report.file', { name: item.fileName, size, hash: item.sha256 }))
    return item.erased === undefined ? kept : `${kept} · ${say(erasedMessage(item.erased))}`
  }),
  ...incident.collectionFailures.map(
    ({ collector, why }) => `${say(messageOf(`collect.${collector}.title`))}: ${say(why)}`,
  ),
]

/** Alerts, detectors, instances, slots, neighbours and quotas, all of them. */
const surroundingsMarkdown = (incident: Incident, say: Translate): string =>
  surroundingGroups(incident, say)
    .map(({ title, lines }) => markdownSection(title, markdownBullets(lines.map(({ mark, text }) => mark + text)), 3))
    .join('\n\n')
