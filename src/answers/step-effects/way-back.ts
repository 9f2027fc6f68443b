import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentChanges } from '../../views/parts/change-lines.ts'
import { timeOf, wordsOf } from '../suspects/last-change.ts'

/** Where a swap back cannot be done: that the version before can be deployed, how long that takes and what is noticed. */
export const wayBackLines = (incident: Incident | undefined, say: Translate): readonly string[] => {
  const former = incident === undefined ? undefined : formerDeployment(incident)
  return [
    say(messageOf('answer.step-effects.way-back')),
    ...(incident === undefined || former === undefined
      ? []
      : [
          say(
            messageOf('answer.step-effects.way-back.former', {
              at: timeOf(former, incident, say),
              change: wordsOf(former, say),
            }),
          ),
        ]),
    say(messageOf('answer.step-effects.way-back.time')),
  ]
}

/** The last one but the latest that is known before it began. */
const formerDeployment = (incident: Incident): ChangeFinding | undefined => {
  const begin = incident.verdict?.since ?? Number.POSITIVE_INFINITY
  return incidentChanges(incident)
    .filter(({ at, change, status }) => change === 'deployment' && at <= begin && status !== 'failed')
    .at(-2)
}
