import { spokenCausesIn } from '../diagnose/spoken-causes.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { CallsFinding } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { stateFindingsOf } from '../incident/read-findings.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { latestFindings } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { gapsOn, notLookedYet, observedIn } from './seen/looked.ts'
import { logLines } from './seen/outward-logs.ts'
import { pointsElsewhere } from './seen/points-elsewhere.ts'
import { callsByName, failingCall, failsNoticeably, isSlowNow, slowCall } from './seen/seen-calls.ts'
import { comparedLines } from './suspects/compare.ts'
import type { Answer, AnswerSources } from './types.ts'

export const dependenciesAnswer: Answer = {
  id: 'dependencies',
  nearestIntent: 'ask_status',
  about: 'any',
  answer:
    async ({ incident, ...question }, sources) =>
    (say) => ({
      title: messageOf('answer.dependencies.title', { app: incidentAppName(incident), incident: incident.id }),
      lines: linesFor({ incident, text: askedTextOf(question), sources }, say),
      asOf: lookTimeOf(incident),
    }),
}

interface Asked {
  readonly incident: Incident
  readonly text: string
  readonly sources: AnswerSources
}

const mostShown = 3

const maxLines = 4

/** "A slow dependency or the ports?" is about which of the two; whoever asks how to find it has one in mind already. */
const linesFor = (asked: Asked, say: Translate): readonly string[] => {
  const { incident, text } = asked
  const compared = comparedLines(incident, spokenCausesIn(text), text, say)
  if (compared.length > 0) return compared
  const elsewhere = asksForWay(text) ? [] : pointsElsewhere(incident, text, say)
  const lines = dependencyLines(asked, say)
  return elsewhere.length === 0 ? lines : [...elsewhere, ...lines].slice(0, maxLines)
}

const dependencyLines = ({ incident, text, sources }: Asked, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  if (findings === undefined) return [notLookedYet(say)]
  const calls = callsByName(findings, 'dependency')
  const secrets = secretLines(incident, text, say)
  const signs = [...secrets, ...logLines(incident, say)]
  if (calls.length === 0) {
    // Asked for the vault alone, what is known of the vault is the answer.
    if (secrets.length > 0 && /vault|sleutelkluis/i.test(text)) return signs
    const unknown = say(messageOf(`answer.dependencies.${signs.length === 0 ? 'unknown' : 'which-unknown'}`))
    const how = say(messageOf('answer.dependencies.find-out'))
    // Whoever asks for a way without telemetry knows that there is none.
    const gaps = /insights|telemetr|log analytics/i.test(text) ? [] : gapsOn(incident, ['telemetry'], sources, say)
    return asksForWay(text) ? [how, unknown, ...signs] : [unknown, ...signs, how, ...gaps.slice(0, 1)]
  }
  const kinds = askedKinds.filter(({ asked }) => asked.test(text))
  const meant = calls.filter((one) => kinds.some(({ is }) => is.test(`${one.type ?? ''} ${one.name}`)))
  const strange = kinds.length > 0 && meant.length === 0 ? [say(messageOf('answer.dependencies.not-called'))] : []
  const bad = troubled(calls)
  const asked = meant.map((one) => callLine(one, incident, say))
  const others = bad.filter((one) => !meant.includes(one)).map((one) => callLine(one, incident, say))
  const none = bad.length === 0 ? [say(messageOf('answer.dependencies.well', { count: calls.length }))] : []
  return [...asked.slice(0, mostShown), ...strange, ...others.slice(0, mostShown), ...none, ...signs.slice(0, 2)]
}

/** "how do I find out which call is slow" */
const asksForWay = (text: string): boolean =>
  /how (?:do|can|would|could|to|shall)\b|find out|figure out|hoe (?:kom|kan|vind|zie|weet|kun)|\bkom\w*\b.{0,20}erachter|erachter (?:te )?kom|uitzoeken|achterhal/i.test(
    text,
  )

/** Those that fail, then those that are slow beside what is usual, the most slowed first. */
const troubled = (calls: readonly CallsFinding[]): readonly CallsFinding[] => [
  ...calls.filter(failsNoticeably),
  ...calls
    .filter((one) => isSlowNow(one) && !failsNoticeably(one))
    .toSorted((a, b) => (b.slowInMs ?? 0) - (a.slowInMs ?? 0)),
]

/** Of one that both fails and is slow, both. */
const callLine = (calls: CallsFinding, incident: Incident, say: Translate): string => {
  const typed = calls.type === undefined ? calls : { ...calls, name: `${calls.name} (${calls.type})` }
  const seenAt = incident.verdict?.at ?? incident.openedAt
  if (failsNoticeably(calls)) {
    const took = isSlowNow(calls) ? ` ${slowCall(typed, say)}` : ''
    return `✗ ${failingCall(typed, seenAt, say)}${took}`
  }
  if (calls.slowInMs === undefined)
    return `✓ ${say(messageOf('answer.dependencies.fine', { name: typed.name, count: calls.count }))}`
  return `${isSlowNow(calls) ? '✗' : '✓'} ${slowCall(typed, say)}`
}

/** What people call a dependency, and how telemetry names such; ours. */
const askedKinds: readonly { readonly asked: RegExp; readonly is: RegExp }[] = [
  { asked: /\bsql\b|data ?base|databse|databank|\bdb\b|postgres|mysql/i, is: /sql|postgres|database/i },
  { asked: /redis|\bcache\b/i, is: /redis|cache/i },
  { asked: /storage|\bblob|\bopslag/i, is: /blob|storage|\.(?:table|queue|file)\.|azure (?:blob|table|queue)/i },
  { asked: /cosmos|\bmongo/i, is: /cosmos|documentdb|mongo/i },
  { asked: /key ?vault|sleutelkluis/i, is: /vault/i },
  { asked: /service ?bus|event ?hub/i, is: /servicebus|event ?hub/i },
  { asked: /pa?yment|betaal|mollie|stripe|adyen/i, is: /pay|mollie|stripe|adyen|betaal/i },
  { asked: /\bmail|smtp|sendgrid/i, is: /mail|smtp|sendgrid/i },
]

/** What Key Vault does not give; that it gives all where it is asked about. */
const secretLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const all = stateFindingsOf(latestFindings(incident), 'reference')
  const missing = all.filter(({ properties: { status } }) => !/^(?:resolved|initialized|)$/i.test(String(status ?? '')))
  if (all.length === 0 || (missing.length === 0 && !/vault|sleutelkluis/i.test(text))) return []
  const vault = String((missing[0] ?? all[0])?.properties.vault ?? '–')
  return [say(messageOf('answer.dependencies.vault', { vault, missing: missing.length, count: all.length }))]
}
