import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { appLabelOf } from '../../incident/app-ref.ts'
import type { CallsFinding, LogFinding, ProbeResult } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { type CauseEvidence, namedCauses, type RankedCause, type Verdict } from '../../incident/verdict.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import type { Look } from '../../views/look/types.ts'
import { incidentCalls } from '../../views/parts/call-lines.ts'
import { incidentChanges } from '../../views/parts/change-lines.ts'
import { latestFindings } from '../../views/parts/incident-findings.ts'
import { incidentLogs } from '../../views/parts/log-lines.ts'
import { figureReadings } from '../../views/parts/metric-figures.ts'
import { gapReason } from '../../views/parts/observation-progress.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'

/** Raised when a field changes its meaning or goes; new ones may come without. */
const schemaVersion = 1

/** The look for scripts, as text. What others wrote stands in it, and whoever reads it in a terminal is to be safe. */
export const lookJson = (look: Look, say: Translate): string =>
  JSON.stringify(
    lookDocument(look, say),
    (_, value) => (typeof value === 'string' ? sanitizeText(value, 2_000) : value),
    2,
  )

/** A look for scripts, as `docs/look.md` describes it: ids and times are stable, texts are in the asked language. */
const lookDocument = (look: Look, say: Translate): object => {
  const { app, observation, verdict } = look.incident
  if (app === undefined || observation === undefined || verdict === undefined) throw new Error('nothing was looked at')
  return {
    schemaVersion,
    app: {
      id: app.id,
      name: appLabelOf(app),
      plan: app.planId,
      resourceGroup: app.resourceGroup,
      location: app.location,
      os: app.os,
    },
    at: instantText(verdict.at),
    past: look.isPast,
    simulated: look.practice,
    window: { from: instantText(observation.window.from), to: instantText(observation.window.to) },
    verdict: verdictDocument(verdict, say),
    findings: {
      figures: figureReadings(chartDataOf(look.incident)),
      changes: incidentChanges(look.incident).map(({ kind: _, at, ...change }) => ({ at: instantText(at), ...change })),
      requests: findingsOfKind(latestFindings(look.incident), 'request').map(({ kind: _, ...request }) => request),
      logs: incidentLogs(look.incident).map(logDocument),
      calls: incidentCalls(look.incident).map(logDocument),
      unseen: observation.results.flatMap((result) => unseenDocument(result, say)),
    },
    requests: { ...look.requests, tookInMs: look.tookInMs },
  }
}

const logDocument = ({ kind: _, first, last, ...entry }: LogFinding | CallsFinding): object => ({
  ...entry,
  ...(first === undefined ? {} : { first: instantText(first) }),
  ...(last === undefined ? {} : { last: instantText(last) }),
})

const verdictDocument = (verdict: Verdict, say: Translate): object => {
  const { outcome, since, until, startUnseen } = verdict
  const named = namedCauses(verdict)
  return {
    outcome,
    ...(since === undefined ? {} : { since: instantText(since) }),
    ...(until === undefined ? {} : { until: instantText(until) }),
    ...(startUnseen === undefined ? {} : { startUnseen }),
    causes: verdict.causes.map((cause) => causeDocument(cause, named.includes(cause), say)),
    ruledOut: (verdict.ruledOut ?? []).map(({ cause, missing, against }) => ({
      cause,
      title: titleOf(cause, say),
      missing: missing.map((one) => say(one)),
      against: against.map((one) => evidenceDocument(one, say)),
    })),
    trouble: (verdict.trouble ?? []).map((one) => evidenceDocument(one, say)),
    microsoft: (verdict.microsoft ?? []).map((one) => evidenceDocument(one, say)),
  }
}

const causeDocument = (
  { cause, confidence, evidence, against, steps }: RankedCause,
  named: boolean,
  say: Translate,
): object => ({
  cause,
  title: titleOf(cause, say),
  named,
  confidence,
  evidence: evidence.map((one) => evidenceDocument(one, say)),
  against: against.map((one) => evidenceDocument(one, say)),
  steps: steps.map(({ step, args, why }) => ({
    step,
    args,
    title: stepTitle({ step, args }, say),
    why: say(why),
  })),
})

const evidenceDocument = ({ text: words, weight, probe }: CauseEvidence, say: Translate): object => ({
  id: words.key,
  text: say(words),
  weight,
  probe,
})

/** None, where everything was seen. */
const unseenDocument = (result: ProbeResult, say: Translate): readonly object[] => {
  const { probe, status, gaps = [] } = result
  const whole = status === 'ok' ? [] : [{ probe, status, why: say(gapReason(result)) }]
  return [...whole, ...gaps.map((gap) => ({ probe, status: 'partial', why: say(gap) }))]
}

const titleOf = (cause: string, say: Translate): string => say(messageOf(`cause.${cause}.title`))
const instantText = (at: number): string => new Date(at).toISOString()
