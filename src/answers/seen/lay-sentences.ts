import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { isCapture } from '../../incident/plan-kind.ts'
import { isTroubleOver, recoveryStepOf } from '../../incident/recovery.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { appTitle } from '../../views/parts/incident-header.ts'
import { shownStandingOf } from '../../views/parts/shown-standing.ts'
import { percentText } from '../../views/parts/verdict-title.ts'
import { failingShareOf } from './failing-share.ts'
import { feltSymptomOf, leastShare } from './trouble-sentences.ts'

/** What visitors notice, and for how long: with a time of day only where that is the readers' own. */
export const layTrouble = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const { verdict } = incident
  const app = appTitle(incident, say)
  if (incident.app === undefined) return [say(messageOf('answer.summary.lay.no-app'))]
  const standing = shownStandingOf(incident)
  if (verdict === undefined || standing === 'nothing-wrong')
    return [say(messageOf(`answer.summary.lay.${verdict === undefined ? 'reported' : 'well'}`, { app }))]
  const isOver = isPastFor(incident)
  const how = isTroubleOver(incident) ? 'was' : isOver ? 'left' : 'is'
  const since = verdict.startUnseen ? undefined : verdict.since
  const end = verdict.until ?? (isOver ? undefined : now)
  const lasts = since === undefined || end === undefined ? '' : say.duration(Math.max(1000, end - since))
  const words = {
    app,
    symptom: feltSymptomOf(incident),
    known: lasts === '' ? 'no' : 'yes',
    lasts,
    since: since === undefined || isOver ? '' : ownClock(since, say),
    timed: since === undefined || isOver || ownClock(since, say) === '' ? 'no' : 'yes',
  }
  return [say(messageOf(`answer.summary.lay.${how}`, words))]
}

/** UTC is nobody's own clock, and says nothing to whoever reads it. */
const ownClock = (at: Instant, say: Translate): string => {
  const [time = '', zone] = say.time(at).split(' ')
  return zone === undefined || zone === 'UTC' ? '' : time
}

export const isPastFor = (incident: Incident): boolean => incident.closed !== undefined || isTroubleOver(incident)

/** None or one: how much of it fails. */
export const layEffect = (incident: Incident, say: Translate): readonly string[] => {
  const failing = failingShareOf(incident)
  const share = failing === undefined ? 0 : failing.failed / failing.requests
  if (share < leastShare) return []
  const tense = isPastFor(incident) ? 'past' : 'now'
  return [say(messageOf('answer.summary.lay.failing', { share: percentText(share, say), tense }))]
}

/** One: the kind of cause, with no word that has to be explained. */
export const layCause = (incident: Incident, say: Translate): readonly string[] => {
  if (incident.verdict === undefined || shownStandingOf(incident) === 'nothing-wrong') return []
  const [cause] = namedCauses(incident.verdict)
  const kind = cause === undefined ? undefined : causeTraitsOf(cause.cause)?.inPlainWords
  return [say(messageOf(kind === undefined ? 'answer.summary.cause.unknown' : `answer.summary.lay.cause.${kind}`))]
}

/** One: what is done about it. */
export const layWork = (incident: Incident, say: Translate): readonly string[] => {
  const { actions, closed } = incident
  const steps = actions.filter((action) => action.by.kind === 'person' && !isCapture(action))
  const last = steps.findLast(({ startedAt }) => startedAt !== undefined)
  const isWaiting = steps.some(({ status }) => status === 'proposed' || status === 'requested')
  const helped = recoveryStepOf(incident) === undefined ? 'lapsed' : 'helped'
  const did = last === undefined ? (isWaiting ? 'waits' : 'none') : last.status === 'recovered' ? helped : 'tried'
  return [
    say(
      messageOf(
        closed !== undefined && did === 'none' ? 'answer.summary.no-step.closed' : `answer.summary.lay.work.${did}`,
      ),
    ),
  ]
}
