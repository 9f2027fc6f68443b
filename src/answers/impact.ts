import { metricLevelOf } from '../diagnose/metric-level.ts'
import type { ObservedFindings } from '../diagnose/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { troubleOf } from '../incident/verdict-standing.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { failingNowLines } from './seen/failing-now.ts'
import { gapsOn, notLookedYet, observedIn, tenseOf } from './seen/looked.ts'
import { ownVisitLines } from './seen/own-visits.ts'
import { callsByName, failingCall, failsNoticeably } from './seen/seen-calls.ts'
import { failuresIn, type SeenFailures, shareOf } from './seen/seen-counts.ts'
import { isLevelAsked, serviceLevelLines } from './seen/service-level.ts'
import type { Answer, AnswerSources } from './types.ts'

export const impactAnswer: Answer = {
  id: 'impact',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, now, ...question }, sources) => {
    const text = askedTextOf(question)
    const isLevel = isLevelAsked(text)
    const earlier = isLevel && incident.app !== undefined ? await sources.earlierIncidents(incident.app, incident) : []
    return (say) => ({
      title: messageOf('answer.impact.title', { app: incidentAppName(incident), incident: incident.id }),
      lines: [
        ...(isLevel ? levelLines({ incident, text, now, earlier }, say) : []),
        ...impactLines({ incident, text, sources, now }, say),
      ].slice(0, maxLines),
      asOf: lookTimeOf(incident),
    })
  },
}

const levelLines = (
  {
    incident,
    text,
    now,
    earlier,
  }: Pick<Asked, 'incident' | 'text' | 'now'> & { readonly earlier: readonly Incident[] },
  say: Translate,
): readonly string[] => {
  const findings = observedIn(incident)
  const failures = findings === undefined ? undefined : failuresIn(findings)?.sinceOnset
  return serviceLevelLines(incident, { text, now, failures, earlier }, say)
}

interface Asked {
  readonly incident: Incident
  readonly text: string
  readonly sources: AnswerSources
  readonly now: number
}

const impactLines = ({ incident, text, sources, now }: Asked, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  if (findings === undefined) return [notLookedYet(say)]
  const people = asksForPeople(text) ? [say(messageOf('answer.impact.people'))] : []
  const seen = failuresIn(findings)
  if (seen === undefined) {
    const unknown = say(messageOf('answer.impact.unknown'))
    return [...ownVisitLines(incident, say), unknown, ...gapsOn(incident, ['app-figures'], sources, say), ...people]
  }
  const told = { incident, findings, now, text }
  const [felt, worst] = [feltLines(seen, incident, findings, say), worstLines(seen, told, say)]
  const where = asksForPeople(text) ? whereLines(findings, incident, say) : []
  // Who asks for people gets what figures can say of them before the worst minute.
  const rest = people.length > 0 ? [...people, ...where, ...felt, ...worst] : [...worst, ...felt]
  return [...failureLines(seen, told, say), ...rest].slice(0, maxLines)
}

const maxLines = 4

/** "how many users", "who is hit", "does everybody have it": figures count requests, and say so. */
const asksForPeople = (text: string): boolean =>
  /user|people|\bppl\b|person|customer|visitor|client|folks|every(?:one|body)|\bwho\b|partner|gebruiker|bezoeker|klant|mensen|iedereen|\bwie\b|\bman\b|collega/i.test(
    text,
  )

interface Told {
  readonly incident: Incident
  readonly findings: ObservedFindings
  readonly now: number
  readonly text: string
}

/** "how many failed so far": the sum is asked for, not the rate. */
const asksForTotal = (text: string): boolean =>
  /total|so far|until now|altogether|in all\b|since|to date|overall|all together|cumulat|totaal|geheel|allemaal|tot nu|tot nog toe|sinds|bij elkaar|alles bij/i.test(
    text,
  )

/** Now, and from the onset on; the sum first where that was asked for. */
const failureLines = (seen: SeenFailures, told: Told, say: Translate): readonly string[] => {
  const [now, sum] = [failingNowLines(seen, told.incident, say), sumLines(seen, told, say)]
  return asksForTotal(told.text) ? [...sum, ...now] : [...now, ...sum]
}

const percentOf = (share: number, say: Translate): string => say.number(100 * share, 'percent')

/** Azure's counts lag, so that it is said how far they reach: who reckons by the minutes would miss some. */
const sumLines = (
  { sinceOnset, countedUntil }: SeenFailures,
  { findings, now }: Told,
  say: Translate,
): readonly string[] => {
  if (sinceOnset === undefined || findings.since === undefined || sinceOnset.failed < 1) return []
  const args = {
    since: momentText(findings.since, now, say),
    failed: say.number(Math.round(sinceOnset.failed)),
    requests: say.number(Math.round(sinceOnset.requests)),
    share: percentOf(shareOf(sinceOnset), say),
  }
  if (findings.until !== undefined)
    return [say(messageOf('answer.impact.between', { ...args, until: momentText(findings.until, now, say) }))]
  const until = countedUntil === undefined ? '' : momentText(countedUntil, now, say)
  return [say(messageOf('answer.impact.since', { ...args, until, counted: until === '' ? 'no' : 'yes' }))]
}

const worstLines = ({ worst }: SeenFailures, { now }: Told, say: Translate): readonly string[] => {
  if (worst === undefined) return []
  const args = { share: percentOf(shareOf(worst), say), failed: worst.failed, requests: worst.requests }
  return [say(messageOf('answer.impact.worst', { when: momentText(worst.at, now, say), ...args }))]
}

/** Ours: what visitors notice. */
const slowFromSeconds = 1
const timesAsSlow = 2

/** What else visitors feel: slow answers, and where no failure shows, what the verdict says that they feel. */
const feltLines = (
  { sinceOnset }: SeenFailures,
  incident: Incident,
  findings: ObservedFindings,
  say: Translate,
): readonly string[] => {
  const level = metricLevelOf(findings, 'app', 'HttpResponseTime')
  const { before, now = 0 } = level ?? {}
  const isSlow = now >= slowFromSeconds && now >= timesAsSlow * (before ?? 0)
  const took = { now: say.number(now, 'seconds'), before: before === undefined ? '' : say.number(before, 'seconds') }
  const args = { ...took, known: before === undefined ? 'no' : 'yes', tense: tenseOf(incident) }
  const slow = isSlow ? [say(messageOf('answer.impact.slow', args))] : []
  const felt = incident.verdict === undefined ? [] : troubleOf(incident.verdict)
  if (slow.length > 0 || (sinceOnset?.failed ?? 0) >= 1) return slow
  return felt.slice(0, 2).map(({ text }) => say(text))
}

/** Which part of the visitors: those of the paths that fail, where telemetry tells. */
const whereLines = (findings: ObservedFindings, incident: Incident, say: Translate): readonly string[] => {
  const failing = callsByName(findings, 'request').filter(failsNoticeably)
  return failing.slice(0, 2).map((calls) => failingCall(calls, incident.verdict?.at ?? incident.openedAt, say))
}
