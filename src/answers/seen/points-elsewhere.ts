import { originOf, spokenCausesIn } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'

const slowDependency = 'slow-dependency'

/** None or one: the verdict where it is about nothing outside the app, so that nobody hunts for a dependency in vain. */
export const pointsElsewhere = ({ verdict }: Incident, text: string, say: Translate): readonly string[] => {
  const named = namedCauses(verdict)
  const [first] = named
  const spoken = spokenCausesIn(text)
  if (verdict === undefined || first === undefined) return []
  if (named.some(({ cause }) => originOf(cause) === 'outside' || spoken.includes(cause))) return []
  const rival = verdict.causes.find(({ cause }) => cause === slowDependency)
  const isRuledOut = verdict.ruledOut?.some(({ cause }) => cause === slowDependency) === true
  return [
    say(
      messageOf('answer.dependencies.elsewhere', {
        cause: causeTitle(first.cause, say),
        share: percentText(first.confidence, say),
        other: causeTitle(slowDependency, say),
        otherShare: rival === undefined ? '' : percentText(rival.confidence, say),
        is: rival !== undefined ? 'less' : isRuledOut ? 'out' : 'unknown',
      }),
    ),
  ]
}
