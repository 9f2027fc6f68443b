import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentAppName } from '../../views/parts/display-names.ts'

/** What every title speaks of. */
export const titleArgs = (incident: Incident) => ({ app: incidentAppName(incident), incident: incident.id })

/** Ours: from so sure on, one says so without "probably". */
const highConfidence = 0.85
/** Ours: of less than this one says that it is a guess. */
const fairConfidence = 0.6

/** How sure, for a message that puts it into words. */
export const surenessOf = (confidence: number): 'high' | 'fair' | 'low' =>
  confidence >= highConfidence ? 'high' : confidence >= fairConfidence ? 'fair' : 'low'

/** One or none: why nothing can be said of a cause yet. */
export const notYetWords = (incident: Incident, say: Translate): readonly string[] => {
  const { observation, verdict, closed } = incident
  if (observation === undefined) return [say(messageOf('answer.not-yet.no-app'))]
  if (verdict === undefined) return [say(messageOf(`answer.not-yet.${closed === undefined ? 'looking' : 'closed'}`))]
  return verdict.provisional === undefined || closed !== undefined
    ? []
    : [say(messageOf('answer.not-yet.provisional', { againAt: verdict.provisional.lookAgainAt }))]
}

/** How long between two times; never nothing, since a look and a question take their time. */
export const spanWords = (from: number, to: number, say: Translate): string => say.duration(Math.max(1000, to - from))

/** True where it is told in the past tense: over, or closed. */
export const isPast = ({ verdict, closed }: Incident): boolean => verdict?.until !== undefined || closed !== undefined
