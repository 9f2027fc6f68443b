import type { IncidentEvent } from '../../incident/event.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { isCapture } from '../../incident/plan-kind.ts'
import { recoveryStepOf } from '../../incident/recovery.ts'
import { namedCauses, type Verdict } from '../../incident/verdict.ts'

/** What an incident came to, put together from its journal: nothing in it is reckoned with the time of day. */
export interface ReportStory {
  /** The verdict that is told: the last that named a cause before a step helped, since it was decided on that. */
  readonly verdict: Verdict | undefined
  /** When the trouble began, where a look has seen it begin. */
  readonly begin: Instant | undefined
  /** When it was well again: by the limits of the step that helped, or by what a later look saw. */
  readonly end: Instant | undefined
  /** The step that helped. */
  readonly fix: Action | undefined
  /** Steps of people that ran and did not help for good, or of which that is not known; returns that failed too. */
  readonly others: readonly Action[]
  readonly moments: readonly ReportMoment[]
}

/** `begin → report → verdict → approval → recovery → close`, in the order in which they came; what is not known is not there. */
export interface ReportMoment {
  readonly is: 'begin' | 'report' | 'verdict' | 'approval' | 'recovery' | 'close'
  readonly at: Instant
}

export const reportStoryOf = (incident: Incident, events: readonly IncidentEvent[]): ReportStory => {
  const ran = incident.actions.filter((action) => action.startedAt !== undefined && !isCapture(action))
  const fix = recoveryStepOf(incident)
  const reached = verdictsOf(incident, events)
  const verdict = toldVerdict(reached, fix)
  const begin = verdict === undefined || verdict.startUnseen ? undefined : verdict.since
  const end = fix === undefined ? reached.at(-1)?.until : (fix.verification?.holdsSince ?? fix.finishedAt)
  const others = ran.filter((action) => action !== fix && (action.by.kind === 'person' || isFailedReturn(action)))
  const decided = fix ?? others.at(-1)
  return {
    verdict,
    begin,
    end,
    fix,
    others,
    moments: inOrder([
      { is: 'begin', at: begin },
      { is: 'report', at: incident.openedAt },
      { is: 'verdict', at: firstNaming(reached, verdict)?.at },
      { is: 'approval', at: decided === undefined ? undefined : approvedAt(decided) },
      { is: 'recovery', at: end },
      { is: 'close', at: incident.closed?.at },
    ]),
  }
}

/** That it went wrong without a step again is told with the steps that did not end it. */
const isFailedReturn = ({ by, status }: Action): boolean => by.kind === 'lease' && status === 'not-recovered'

/** The state alone knows the last one. */
const verdictsOf = ({ verdict }: Incident, events: readonly IncidentEvent[]): readonly Verdict[] => {
  const reached = events.flatMap((event) => (event.type === 'VerdictReached' ? [event.verdict] : []))
  return reached.length > 0 || verdict === undefined ? reached : [verdict]
}

/** A look after a step has helped sees a healthy app: that is no verdict on what was wrong. */
const toldVerdict = (reached: readonly Verdict[], fix: Action | undefined): Verdict | undefined => {
  const helpedAt = fix?.startedAt
  if (helpedAt === undefined) return reached.at(-1)
  const named = reached.filter(({ outcome }) => outcome === 'cause')
  return named.findLast(({ at }) => at <= helpedAt) ?? named.at(-1) ?? reached.at(-1)
}

/** The first that said what the told one says. */
const firstNaming = (reached: readonly Verdict[], told: Verdict | undefined): Verdict | undefined => {
  if (told === undefined) return undefined
  const [cause] = namedCauses(told)
  return reached.find((one) => (cause === undefined ? true : namedCauses(one)[0]?.cause === cause.cause))
}

const approvedAt = ({ approvals, breakGlassUse, startedAt }: Action): Instant | undefined =>
  breakGlassUse?.at ?? approvals.at(-1)?.at ?? startedAt

const inOrder = (
  moments: readonly { readonly is: ReportMoment['is']; readonly at: Instant | undefined }[],
): readonly ReportMoment[] =>
  moments.flatMap(({ is, at }) => (at === undefined ? [] : [{ is, at }])).toSorted((a, b) => a.at - b.at)
