import type { ObservedFindings } from '../diagnose/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant, TimeWindow } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { askedPeriod } from './figures/asked-period.ts'
import { troubleWindowOf } from './reading/asked-trouble.ts'
import { countLine } from './restarts/count-line.ts'
import { type ProcessStart, seenRestartsIn } from './restarts/seen-restarts.ts'
import { askedForLines, detectorLines, endLines, whoseLines } from './restarts/told-by-others.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { startLines } from './seen/instance-starts.ts'
import { gapsOn, notLookedYet, observedIn } from './seen/looked.ts'
import { type SeenInstance, seenInstancesIn } from './seen/seen-instances.ts'
import type { Answer, AnswerSources } from './types.ts'

export const restartsAnswer: Answer = {
  id: 'restarts',
  nearestIntent: 'ask_status',
  readsPeriod: true,
  about: 'any',
  answer:
    async ({ incident, now, ...question }, sources) =>
    (say) => ({
      title: messageOf('answer.restarts.title', { app: incidentAppName(incident), incident: incident.id }),
      lines: restartLines({ incident, now, text: askedTextOf(question), sources }, say).slice(0, maxLines),
      asOf: lookTimeOf(incident),
    }),
}

const maxLines = 4

interface Asked {
  readonly incident: Incident
  readonly now: Instant
  readonly text: string
  readonly sources: AnswerSources
}

const restartLines = (question: Asked, say: Translate): readonly string[] => {
  const { incident, now, text, sources } = question
  const findings = observedIn(incident)
  if (findings === undefined) return [notLookedYet(say)]
  const memory = asksOfMemory.test(text) ? [say(messageOf('answer.restarts.memory'))] : []
  const named = namedInstances(text, findings, say)
  const newest = newestStart(named.length > 0 ? named : seenInstancesIn(findings))
  const whose = whoseLines(incident, { text, startedAt: newest, now }, say)
  if (named.length > 0)
    return [
      ...whose,
      ...namedLines(named, question, say),
      ...memory,
      ...detectorLines(incident, say),
      ...endLines(incident, say),
    ]
  const asked = timeOf(question, findings)
  const seen = seenRestartsIn(findings, asked)
  return [
    countLine(seen, { asked, now }, say),
    ...whose,
    ...memory,
    ...endLines(incident, say),
    ...detectorLines(incident, say),
    ...askedForLines(incident, asked, now, say),
    ...(seen.starts.length === 0 ? [] : [runningLine(seen.starts, now, say)]),
    ...(seen.starts.length === 0 ? gapsOn(incident, ['instance-states'], sources, say) : []),
  ]
}

const newestStart = (instances: readonly SeenInstance[]): Instant | undefined =>
  instances.flatMap(({ startedAt }) => (startedAt === undefined ? [] : [startedAt])).toSorted((a, b) => b - a)[0]

/** Why memory falls when a process ends. */
const asksOfMemory = /\bmemory\b|geheugen|\bram\b/i

/** The time that is named, else since the onset, else as far as was looked. */
const timeOf = ({ text, now, incident, sources }: Asked, { window }: ObservedFindings): TimeWindow => {
  const { window: named, isUsual } = askedPeriod(text, now, sources.timeZone)
  return isUsual ? (troubleWindowOf(incident, now) ?? { from: window.from, to: now }) : named
}

/** By their names; "why did it start at 10:35": those that began then, else the youngest. */
const namedInstances = (text: string, findings: ObservedFindings, say: Translate): readonly SeenInstance[] => {
  const all = seenInstancesIn(findings)
  const named = all.filter(({ name }) => text.toLowerCase().includes(name.toLowerCase()))
  if (named.length > 0 || !asksWhy.test(text) || !ofStart.test(text)) return named
  const begun = all.filter(({ startedAt }) => startedAt !== undefined)
  const clocks: readonly string[] = (text.match(/\b\d{1,2}:\d{2}\b/g) ?? []).map((said) => said.padStart(5, '0'))
  const then = begun.filter(({ startedAt = 0 }) => clocks.some((said) => say.time(startedAt).startsWith(said)))
  return then.length > 0 ? then : begun.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)).slice(0, 1)
}

const ofStart = /start|beg[aiu]n|begon|opgekomen|came up|come up/i
const asksWhy = /\bwhy\b|reason|what (?:triggered|caused|made)|waarom|\breden|waardoor|hoe komt/i

/** When an instance's process began, what is on record right before it, and how that lies to the trouble. */
const namedLines = (
  named: readonly SeenInstance[],
  { incident, sources }: Asked,
  say: Translate,
): readonly string[] => {
  const since = incident.verdict?.since
  const starts = named.flatMap(({ startedAt }) => (startedAt === undefined ? [] : [startedAt]))
  const isBefore = since !== undefined && starts.length > 0 && starts.every((at) => at < since - aroundOnsetInMs)
  return [
    ...startLines(named, incident, sources, say),
    ...(isBefore
      ? [say(messageOf('answer.restarts.before-onset', { gap: say.duration(since - Math.max(...starts)) }))]
      : []),
  ]
}

/** Ours: figures tell the onset to a few minutes. */
const aroundOnsetInMs = 5 * 60_000
const maxNames = 4

const runningLine = (starts: readonly ProcessStart[], now: Instant, say: Translate): string => {
  const names = starts.slice(0, maxNames).map(({ name, at }) => `${name} ${momentText(at, now, say)}`)
  const left = starts.length - names.length
  return say(messageOf('answer.restarts.running', { names: names.join(', '), left }))
}
