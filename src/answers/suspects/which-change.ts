import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { ChangeFinding, Instant } from '../../incident/finding.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentChanges } from '../../views/parts/change-lines.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { timeOf, wordsOf } from './last-change.ts'
import type { Suspect } from './types.ts'

const otherWords = `
  other, another, first one, the first, first deploy*, second, earlier, previous, former, both, which of, which one,
  which deploy*, this one, that one, rather than, instead of, two deploy*, two releas*, andere, eerste, tweede, eerdere,
  vorige, beide, allebei, welke van, welke deploy*, deze, die van, twee deploy*, twee releas*`

/** Why this change and not another of its kind: how long each came before it began. */
export const whichChangeSuspect: Suspect = {
  lines: (incident, text, say) => {
    const since = incident.verdict?.since
    const [cause] = namedCauses(incident.verdict)
    if (since === undefined || cause === undefined || causeTraitsOf(cause.cause)?.isChange !== true) return []
    const before = incidentChanges(incident).filter(({ at, status }) => at <= since && status !== 'failed')
    const last = before.findLast(isOfCode)
    const other = last === undefined ? undefined : before.filter(isOfCode).findLast((one) => one !== last)
    const isAsked = speaksOf(text, otherWords) || (other !== undefined && text.includes(timeText(other)))
    if (last === undefined || other === undefined || !isAsked) return []
    const gapOf = ({ at }: ChangeFinding): string => say.duration(Math.max(1000, since - at))
    return [
      say(
        messageOf('answer.suspected-cause.which-change', {
          at: timeOf(last, incident, say),
          gap: gapOf(last),
          since: momentText(since, incident.verdict?.at ?? since, say),
        }),
      ),
      `▸ ${timeOf(last, incident, say)} ${wordsOf(last, say)}`,
      say(
        messageOf('answer.suspected-cause.which-change.other', { at: timeOf(other, incident, say), gap: gapOf(other) }),
      ),
      say(messageOf('answer.suspected-cause.which-change.unless')),
    ]
  },
}

const isOfCode = ({ change }: ChangeFinding): boolean => change === 'deployment' || change === 'swap'

const timeText = ({ at }: { readonly at: Instant }): string => new Date(at).toISOString().slice(11, 16)
