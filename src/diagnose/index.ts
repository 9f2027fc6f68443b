import type { CauseEvidence, RuledOutCause, Verdict } from '../incident/verdict.ts'
import type { Indicator, IndicatorHit } from './cause-model.ts'
import { stoppedAndStarted } from './indicators/app-status.ts'
import { criticalDetectors } from './indicators/external-signals.ts'
import { hostNameFails, hostNameTroubles } from './indicators/host-names.ts'
import { trafficStoppedInFront } from './indicators/own-requests.ts'
import { requestsDropped, troubleIndicators, visitorsAffected } from './indicators/request-symptoms.ts'
import { restartedOnPurpose } from './indicators/suspected-changes.ts'
import { hasEnoughData, isHealthy, isOnlyNameFailing } from './is-healthy.ts'
import { keepEarlierCause } from './keep-earlier-cause.ts'
import { asOfPastTrouble, toObservedFindings } from './observed-findings.ts'
import { provisionalOf, provisionalOfYoung } from './provisional-verdict.ts'
import type { DiagnosisInput, ObservedFindings } from './types.ts'
import {
  coOccurringCause,
  isNameable,
  likelyCauses,
  rankedOf,
  ruledOutOf,
  shownCauses,
  type WeighedCause,
  weighCauses,
} from './weigh-causes.ts'

/** What the findings of a round mean. Pure: the same findings give the same verdict, whatever order they came in (L9). */
export const diagnose = (input: DiagnosisInput): Verdict => {
  const findings = toObservedFindings(input)
  const verdict = verdictOf(findings, input)
  return input.earlier === undefined ? verdict : keepEarlierCause(verdict, findings, input.earlier)
}

const verdictOf = (findings: ObservedFindings, input: DiagnosisInput): Verdict => {
  const now = verdictOn(findings, input)
  if (now.outcome === 'cause') return now
  if (isFeltNow(findings)) {
    const provisional = provisionalOfYoung(findings, input)
    return provisional === undefined || now.outcome === 'nothing-wrong' ? now : { ...now, provisional }
  }
  const then = asOfPastTrouble(findings)
  const provisional = provisionalOf(findings, input)
  if (provisional !== undefined) return { ...now, outcome: 'not-enough-evidence', provisional }
  return then === undefined ? now : verdictOnPast(now, then, input)
}

const isFeltNow = (findings: ObservedFindings): boolean =>
  visitorsAffected(findings) !== undefined || hostNameFails(findings) !== undefined

/** The verdict on one state of things: that of now, or that of a trouble that is over. */
const verdictOn = (findings: ObservedFindings, { at }: Pick<DiagnosisInput, 'at'>): Verdict => {
  const considered = weighCauses(findings)
  const likely = likelyCauses(considered)
  const outcome = outcomeOf(findings, isNameable(likely))
  const shown = outcome !== 'cause' && isOnlyNameFailing(findings) ? [] : shownCauses(outcome, likely)
  const ranked = shown.map((one) => rankedOf(one, findings))
  const beside = outcome === 'cause' ? coOccurringCause(ranked) : undefined
  const trouble = outcome === 'nothing-wrong' ? [] : troubleIn(findings)
  const microsoft = outcome === 'not-enough-evidence' ? criticalDetectors(findings) : []
  return {
    at,
    outcome,
    causes: ranked,
    ...(beside === undefined ? {} : { beside }),
    ruledOut: nearestFirst(considered.filter(({ cause }) => !ranked.some((one) => one.cause === cause.id))),
    unseen: findings.results
      .filter(({ status }) => status !== 'ok' && status !== 'not-offered')
      .map(({ probe }) => probe),
    ...(findings.since === undefined || outcome === 'nothing-wrong' ? {} : { since: findings.since }),
    ...(findings.until === undefined ? {} : { until: findings.until }),
    ...(findings.trouble.startUnseen && outcome !== 'nothing-wrong' ? { startUnseen: true } : {}),
    ...(trouble.length === 0 ? {} : { trouble }),
    ...(microsoft.length === 0 ? {} : { microsoft }),
  }
}

/** What a little speaks for is asked about before what nothing does; equals in the order of the list. */
const nearestFirst = (ruledOut: readonly WeighedCause[]): readonly RuledOutCause[] =>
  ruledOut.toSorted((a, b) => b.weighed.confidence - a.weighed.confidence).map(ruledOutOf)

const outcomeOf = (findings: ObservedFindings, nameable: boolean): Verdict['outcome'] => {
  if (nameable) return 'cause'
  return isHealthy(findings) && hasEnoughData(findings) ? 'nothing-wrong' : 'not-enough-evidence'
}

/** Heaviest first; equals in the order of the list. */
const troubleIn = (findings: ObservedFindings): readonly CauseEvidence[] =>
  [...troubleIndicators.map((indicator) => unlessStoppedInFront(indicator, findings)), ...hostNameTroubles(findings)]
    .flatMap((hit) => hit ?? [])
    .map(({ text, probe, strength }) => ({ text, probe, weight: strength }))
    .toSorted((a, b) => b.weight - a.weight)

/** Requests that are missing while the app answers us well say more than that they are missing. */
const unlessStoppedInFront = (indicator: Indicator, findings: ObservedFindings): IndicatorHit | undefined =>
  (indicator === requestsDropped ? trafficStoppedInFront(findings) : undefined) ?? indicator(findings)

/** Ours: a shorter one is told, and has no cause but one that the log proves. */
const minNamedInMs = 5 * 60_000

/** What is over is told as over: with its cause where that can be named, and without any step. */
const verdictOnPast = (now: Verdict, then: ObservedFindings, input: DiagnosisInput): Verdict => {
  const isBrief = (then.until ?? 0) - (then.since ?? 0) < minNamedInMs
  const isProven = stoppedAndStarted(then) !== undefined
  if (isBrief && !isProven && restartedOnPurpose(then) !== undefined) return now
  const past = { ...verdictOn(then, input), unseen: now.unseen }
  if (past.outcome === 'cause' && (!isBrief || isProven)) return past
  const { since, until, trouble } = past
  return {
    ...now,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(trouble === undefined ? {} : { trouble }),
  }
}
