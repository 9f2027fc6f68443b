import { spokenCausesIn } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { actionTitle } from '../../views/parts/display-names.ts'
import { actionHeadline } from '../../views/parts/headline.ts'
import { firstCauseOf, incidentLine } from './incident-line.ts'

/** "What did we do about it last time?", "wat hielp toen". */
const lastTimeWords = `
  last time, previous time, time before, what … do then, what … do about it, did it help, did that help, what helped,
  what fixed, what solved, how … solve*, how … fix*, vorige keer, laatste keer, keer daarvoor, wat hielp, hielp dat,
  hielp het, heeft dat geholpen, heeft het geholpen, wat … gedaan, opgelost, verholpen, wat … toen`

export const asksForLastTime = (text: string): boolean => speaksOf(text, lastTimeWords)

/** The last one of the cause that is named, else of the cause now, else the last of all; none where a named cause never was. */
export const lastTimeOf = (
  before: readonly Incident[],
  incident: Incident | undefined,
  text: string,
): Incident | undefined => {
  const spoken = spokenCausesIn(text)
  const now = firstCauseOf(incident)
  const isOf = (causes: readonly (string | undefined)[]) =>
    before.find((one) => firstCauseOf(one) !== undefined && causes.includes(firstCauseOf(one)))
  return isOf(spoken) ?? isOf(now === undefined ? [] : [now]) ?? before[0]
}

const maxSteps = 3

/** Which it was, what was run then, and whether that helped. */
export const lastTimeLines = (last: Incident, say: Translate): readonly string[] => {
  const ran = last.actions.filter(({ startedAt, plan }) => startedAt !== undefined && plan?.kind !== 'capture')
  return [
    say(messageOf('answer.earlier-incidents.last-time', { incident: incidentLine(last, say) })),
    ...(ran.length === 0
      ? [say(messageOf('answer.earlier-incidents.nothing-ran', { incident: last.id }))]
      : ran.slice(-maxSteps).map((action) => stepLine(action, say))),
  ]
}

const stepLine = (action: Action, say: Translate): string => {
  const { status } = action
  const isJudged = status === 'recovered' || status === 'not-recovered'
  const result = isJudged ? say(messageOf(`answer.tried-steps.${status}`)) : `${say(actionHeadline(action).words)}.`
  return `▸ ${actionTitle(action, say)}: ${result}`
}
