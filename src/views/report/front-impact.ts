import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { troubleOf } from '../../incident/verdict-standing.ts'
import { percentText } from '../parts/verdict-title.ts'
import type { ReportStory } from './report-story.ts'
import { countedMinutes, type RequestCounts, requestCounts } from './request-counts.ts'

/** What visitors were refused while it lasted. */
export interface Impact extends RequestCounts {
  readonly from: Instant
  readonly to: Instant
  /** 0…1 */
  readonly share: number
}

export interface ToldIncident {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
  readonly story: ReportStory
}

/** `undefined` where no minute of it was counted. From the report on, where nobody knows when it began. */
export const impactOf = ({ incident, events, story }: ToldIncident): Impact | undefined => {
  const from = story.begin ?? incident.openedAt
  const to = Math.max(from, story.end ?? incident.closed?.at ?? incident.changedAt)
  const counts = requestCounts(countedMinutes(events, { from, to }))
  if (counts.requests === 0) return undefined
  return { ...counts, from, to, share: Math.min(1, counts.failed / counts.requests) }
}

/** Whom it hurt, in figures; honest about the minutes that nobody has read. */
export const impactTexts = (told: ToldIncident, say: Translate): readonly string[] => {
  const impact = impactOf(told)
  if (impact === undefined) {
    const felt = told.story.verdict === undefined ? [] : troubleOf(told.story.verdict).slice(0, 2)
    return [...felt.map(({ text }) => say(text)), say(messageOf('report.hurt.unknown'))]
  }
  const { worst, unread, minutes, share } = impact
  const counts = { failed: Math.round(impact.failed), requests: Math.round(impact.requests) }
  const between = { from: say.time(impact.from), to: say.time(impact.to) }
  return [
    say(messageOf('report.hurt.counted', { ...counts, ...between, share: percentText(share, say) })),
    ...(worst === undefined
      ? []
      : [say(messageOf('report.hurt.worst', { when: say.time(worst.at), share: percentText(worst.share, say) }))]),
    ...(unread === 0 ? [] : [say(messageOf('report.hurt.unread', { unread, minutes }))]),
    say(messageOf('report.hurt.people')),
  ]
}
