import type { Instant, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'

/** "since it began", "during the outage", "van de storing": the stretch of the trouble itself. */
const troubleWords =
  /\b(?:while|zolang|terwijl|toen)\b[^.?!]{0,12}\b(?:it|this|that|dit|het|dat)\b|\b(?:since|after|during|for|of|throughout|sinds|vanaf|tijdens|gedurende|van)\b[^.?!]{0,16}\b(?:outage|incident|trouble|problems?|issue|onset|beginning|start|started|began|storing|incident|probleem|problemen|ellende|begin|begon|begonnen)\b/i

export const asksOfTrouble = (text: string): boolean => troubleWords.test(text)

/** From the onset on, as long as it lasts; `undefined` where its beginning is not known. */
export const troubleWindowOf = (incident: Incident | undefined, now: Instant): TimeWindow | undefined => {
  const { since, until, startUnseen } = incident?.verdict ?? {}
  return since === undefined || startUnseen === true ? undefined : { from: since, to: until ?? now }
}
