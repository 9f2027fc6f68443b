import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { lookTimeOf } from '../../views/parts/look-time.ts'
import { momentText } from '../../views/parts/moment-text.ts'

export const detectorWord = 'detector*, detektor*, detecteur*, detettor*, microsofts detect*, diagnose and solve'

/** Microsoft's detectors give no figure of the last quarter of an hour. */
const lagInMs = 15 * 60_000

/** Until when they see, against when it began: why they say nothing, or less than there is. */
export const detectorLagLines = (incident: Incident, say: Translate): readonly string[] => {
  const at = lookTimeOf(incident)
  if (at === undefined) return []
  const since = incident.verdict?.since
  const until = at - lagInMs
  const shown = momentText(until, at, say)
  if (since === undefined) return [say(messageOf('answer.detectors.lag', { until: shown }))]
  const begin = momentText(since, at, say)
  return since >= until
    ? [say(messageOf('answer.detectors.blind', { until: shown, since: begin }))]
    : [say(messageOf('answer.detectors.partly', { until: shown, since: begin, seen: say.duration(until - since) }))]
}
