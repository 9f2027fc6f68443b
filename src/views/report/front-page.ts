import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { incidentHeadline } from '../parts/headline.ts'
import { appTitle } from '../parts/incident-header.ts'
import { type FrontFact, frontFacts } from './front-facts.ts'
import { frontSentences } from './front-sentences.ts'
import { type PhaseRow, phaseRows } from './phase-rows.ts'
import { type ReportStory, reportStoryOf } from './report-story.ts'
import { type CountedMinute, countedMinutes } from './request-counts.ts'

/** What a manager reads: one page, whatever the incident was. Every text in it is untrusted. */
export interface FrontPage {
  readonly title: string
  /** How it ended, or where it stands. */
  readonly status: string
  /** Two: what visitors felt, and what came of it. */
  readonly sentences: readonly string[]
  readonly facts: readonly FrontFact[]
  readonly phases: readonly PhaseRow[]
  /** What would end it for good; none or one. */
  readonly lasting: readonly string[]
  readonly story: ReportStory
  /** Of the time that is drawn: from somewhat before it began to somewhat after it was over. */
  readonly minutes: readonly CountedMinute[]
}

/** Ours: of how it was before and of how it was after there is something to be seen. */
const marginInMs = 15 * 60_000

export const frontPageOf = (incident: Incident, events: readonly IncidentEvent[], say: Translate): FrontPage => {
  const story = reportStoryOf(incident, events)
  const [cause] = namedCauses(story.verdict)
  const lasting = cause === undefined ? [] : [say(messageOf(`cause.${cause.cause}.lasting`))]
  return {
    title: say(messageOf('report.title', { id: incident.id, app: appTitle(incident, say) })),
    status: say(incidentHeadline(incident).words),
    sentences: frontSentences({ incident, events, story }, say),
    facts: frontFacts({ incident, events, story }, say),
    phases: phaseRows(story, say),
    lasting,
    story,
    minutes: drawnMinutes(story, events),
  }
}

const drawnMinutes = ({ moments }: ReportStory, events: readonly IncidentEvent[]): readonly CountedMinute[] => {
  const [first, last] = [moments[0]?.at ?? 0, moments.at(-1)?.at ?? 0]
  return countedMinutes(events, { from: first - marginInMs, to: last + marginInMs / 3 })
}
