import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'
import { unlessWords } from '../lasting-fix/remedy-lines.ts'

const turnWords = `
  change … mind, change … opinion, change … verdict, change … view, convince … otherwise, convince … wrong, prove … wrong,
  disprove*, falsif*, refut*, rule … out, what … against, overturn*, other conclusion, another conclusion, think again,
  reconsider*, revise*, van gedachten, van mening, ander oordeel, andere conclusie, weerleg*, ontkracht*, ongelijk, herzien*,
  tegenbewijs, overtuig* … tegendeel, tegendeel`

/** What would have to be seen for another verdict, and which that would be; none where it is not asked. */
export const turnLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const [unless] = unlessWords(incident, say)
  if (unless === undefined || !speaksOf(text, turnWords)) return []
  const { verdict } = incident
  const rival = verdict?.causes.find((one) => !namedCauses(verdict).includes(one))
  return [
    say(messageOf('answer.suspected-cause.turn', { unless })),
    ...(rival === undefined
      ? []
      : [
          say(
            messageOf('answer.suspected-cause.turn.rival', {
              cause: causeTitle(rival.cause, say),
              share: percentText(rival.confidence, say),
            }),
          ),
        ]),
  ]
}
