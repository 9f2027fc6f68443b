import type { Instant, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { askedStretch } from '../figures/asked-period.ts'
import { asksOfTrouble, troubleWindowOf } from '../reading/asked-trouble.ts'

/** As far as Azure's record of changes is read back. */
export const recordedInMs = 48 * 3_600_000

interface Asked {
  readonly text: string
  readonly now: Instant
  readonly incident: Incident
  readonly timeZone: string
}

/** "The last days" are as many as the record has. */
const lately = /\b(?:last|past|laatste|afgelopen)(?: few| couple of| paar)? (?:days|dagen|weeks|weken)\b/i
const untilWords =
  /^(?!.*\b(?:since|after|between|from|sinds|vanaf|na|tussen|van)\b).*\b(?:before|until|till|prior to|voor|vóór|tot) \D{0,10}\d{1,2}[:.]\d{2}/i
const sinceWords = /\b(?:since|after|sinds|vanaf|nadat)\b/i

/** "since 03:00", "tonight", "the last 3 hours", "since it began": only then; all that is known where no time is named. */
export const askedTime = ({ text, now, incident, timeZone }: Asked): TimeWindow => {
  const always = { from: 0, to: Number.POSITIVE_INFINITY }
  if (lately.test(text)) return always
  const { from, to, isUsual } = askedStretch(text, now, timeZone)
  if (!isUsual && untilWords.test(text)) return { from: 0, to }
  if (!isUsual && to < earliestRead(incident)) return always
  if (!isUsual) return { from, to: to >= now ? always.to : to }
  const trouble = sinceWords.test(text) && asksOfTrouble(text) ? troubleWindowOf(incident, now) : undefined
  return trouble === undefined ? always : { ...always, from: trouble.from }
}

/** "It was different last week" asks for more than the record has: all of it is told, with how far it goes. */
const earliestRead = (incident: Incident): Instant => {
  const seen = weighedObservationOf(incident)
  return seen === undefined ? Number.NEGATIVE_INFINITY : seen.window.to - recordedInMs
}
