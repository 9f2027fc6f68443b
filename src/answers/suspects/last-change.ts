import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { changeWords, incidentChanges } from '../../views/parts/change-lines.ts'
import { momentText } from '../../views/parts/moment-text.ts'

/** The last change before it began: most trouble comes of one. */
export const lastChangeBefore = (incident: Incident, say: Translate): string => {
  const begin = incident.verdict?.since ?? Number.POSITIVE_INFINITY
  const change = incidentChanges(incident).findLast(({ at }) => at <= begin)
  return change === undefined
    ? say(messageOf('answer.azure-or-us.no-change'))
    : say(
        messageOf('answer.azure-or-us.last-change', {
          at: timeOf(change, incident, say),
          change: wordsOf(change, say),
        }),
      )
}

export const wordsOf = (change: ChangeFinding, say: Translate): string => {
  const { what, detail } = changeWords(change, say)
  return `${what}${detail}`.trim()
}

export const timeOf = ({ at }: ChangeFinding, { verdict }: Incident, say: Translate): string =>
  momentText(at, verdict?.at ?? at, say)
