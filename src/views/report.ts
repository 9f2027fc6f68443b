import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { changeLines } from './parts/changes.ts'
import { figures } from './parts/figures.ts'
import { appName } from './parts/head.ts'
import { headline } from './parts/headline.ts'
import { healthCheckNote } from './parts/health-check.ts'
import { gapLines } from './parts/observing.ts'
import { namedCauses, percent } from './parts/verdict.ts'
import { aroundReport } from './report/around.ts'
import { causeSections, ruledOutSections } from './report/causes.ts'
import { bullets, section } from './report/markdown.ts'
import { phaseLines } from './report/phases.ts'
import { sourceSections } from './report/sources.ts'
import { stepSections } from './report/steps.ts'
import { timeline } from './report/timeline.ts'
import { markdownText } from './untrusted.ts'

/**
 * The incident told from its journal, as Markdown: what was seen, considered, asked, approved and run, and how long
 * it took. Nothing anybody wrote can become markup in it.
 */
export const reportMarkdown = (incident: Incident, events: readonly IncidentEvent[], say: Say): string => {
  const title = (key: string) => say(phrase(`report.${key}`))
  return [
    `# ${markdownText(say(phrase('report.title', { id: incident.id, app: appName(incident, say) })))}`,
    section(title('summary'), bullets(summary(incident, say))),
    section(title('timeline'), bullets(timeline(incident, events, say))),
    section(title('evidence'), bullets(figures(incident, say).map((figure) => `${figure.title}: ${figure.value}`))),
    section(
      title('changes'),
      bullets(changeLines(incident, say).map(({ time, what, detail }) => time + what + detail)),
    ),
    section(title('around'), aroundReport(incident, say)),
    section(title('causes'), causeSections(incident.verdict, say)),
    section(title('ruled-out'), ruledOutSections(incident.verdict, say)),
    section(title('gaps'), bullets(gaps(incident, say))),
    section(title('sources'), sourceSections(incident, say)),
    section(title('steps'), stepSections(incident, say)),
    section(title('files'), bullets(files(incident, say))),
    section(title('phases'), bullets(phaseLines(incident, events, say))),
  ]
    .map((part) => (part.endsWith('\n\n') ? `${part}${markdownText(title('none'))}` : part))
    .join('\n\n')
    .concat('\n')
}

const summary = (incident: Incident, say: Say): readonly string[] => {
  const { app, verdict, closed } = incident
  const symptom = [say(phrase(`symptom.${incident.symptom}`)), ...incident.codes].join(' ')
  const opened = { when: say.dateTime(incident.openedAt), who: incident.by.name }
  const facts = [
    phrase('report.status', { status: say(headline(incident).words) }),
    ...(app === undefined
      ? []
      : [phrase('report.app', { app: appName(incident, say), group: app.resourceGroup, location: app.location })]),
    phrase('report.symptom', { symptom }),
    phrase('report.opened', opened),
    ...namedCauses(verdict).map((cause) => causeFact(cause, say)),
    ...(closed === undefined ? [] : [phrase('report.closed', { when: say.dateTime(closed.at) })]),
  ]
  return facts.map(say)
}

const causeFact = ({ cause, confidence }: { cause: string; confidence: number }, say: Say) =>
  phrase('report.cause', {
    cause: say(phrase(`cause.${cause}.title`)),
    share: percent(confidence, say),
  })

const gaps = (incident: Incident, say: Say): readonly string[] => [
  ...gapLines(incident, say).map(({ text }) => text),
  ...healthCheckNote(incident, say).map(({ text }) => text),
]

const files = (incident: Incident, say: Say): readonly string[] => [
  ...incident.evidence.map((item) =>
    say(phrase('report.file', { name: item.fileName, size: say.number(item.sizeInBytes, 'bytes'), hash: item.sha256 })),
  ),
  ...incident.collectionFailures.map(
    ({ collector, why }) => `${say(phrase(`collect.${collector}.title`))}: ${say(why)}`,
  ),
]
