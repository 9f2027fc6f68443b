import { instanceComparisons, outlierInstanceOf } from '../diagnose/indicators/instance-comparison.ts'
import type { ObservedFindings } from '../diagnose/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { askedPlace } from './reading/asked-instance.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { asksForStart, startLines } from './seen/instance-starts.ts'
import { instanceFigureLine } from './seen/instance-words.ts'
import { gapsOn, notLookedYet, observedIn, tenseOf } from './seen/looked.ts'
import { roomLines } from './seen/room-lines.ts'
import { type SeenInstance, seenInstancesIn } from './seen/seen-instances.ts'
import type { Answer, AnswerSources } from './types.ts'

export const whichInstanceAnswer: Answer = {
  id: 'which-instance',
  nearestIntent: 'ask_status',
  tellsInstances: true,
  about: 'any',
  answer:
    async ({ incident, ...question }, sources) =>
    (say) => ({
      title: messageOf('answer.which-instance.title', { app: incidentAppName(incident), incident: incident.id }),
      lines: instanceLines({ incident, text: askedTextOf(question), sources }, say),
      asOf: lookTimeOf(incident),
    }),
}

interface Asked {
  readonly incident: Incident
  readonly text: string
  readonly sources: AnswerSources
}

const mostShown = 4
const mostSigns = 1

const instanceLines = ({ incident, text, sources }: Asked, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  if (findings === undefined) return [notLookedYet(say)]
  const all = seenInstancesIn(findings)
  const gaps = gapsOn(incident, ['instance-states'], sources, say)
  if (all.length === 0) return [say(messageOf('answer.which-instance.unknown')), ...gaps]
  const placed = all[(askedPlace(text) ?? 0) - 1]
  const written = all.filter(({ name }) => text.toLowerCase().includes(name.toLowerCase()))
  const named = written.length === 0 && placed !== undefined ? [placed] : written
  const seen: Seen = { incident, findings, all, outlier: outlierInstanceOf(findings) }
  const strangers = strangerLines(text, seen, say)
  const shown = named.length > 0 ? named : all
  if (asksForStart(text)) return [...strangers, ...startLines(shown, incident, sources, say), ...gaps.slice(0, 1)]
  const headlines = [...strangers, ...namedLines(named, seen, say), ...whoLines(seen, say)]
  const counted = all.length === 1 || isToldByAll(seen) ? [] : [countLine(seen, say)]
  const told = [
    ...roomLines(incident, text, say),
    ...mostOfLines(text, all, say),
    ...(named.length === 0 &&
    /\bworst\b|slechtst|ergst|zwaarst|most (?:affected|errors|trouble)|meeste (?:last|fouten)/i.test(text)
      ? worstLines(all, say)
      : []),
    ...(/\bproc(?:ess(?:es)?|es|essen)\b/i.test(text) ? [say(messageOf('answer.which-instance.process'))] : []),
    ...(/how many|hoeveel|aantal|count\b/i.test(text) ? [...counted, ...headlines] : [...headlines, ...counted]),
  ]
  return [...new Set(told), ...instanceFigures(shown, incident, say), ...gaps.slice(0, 1)]
}

interface Seen {
  readonly incident: Incident
  readonly findings: ObservedFindings
  readonly all: readonly SeenInstance[]
  readonly outlier: string | undefined
}

/** The one that stands out and by what; or that all are hit, or none. */
const whoLines = ({ incident, findings, all, outlier }: Seen, say: Translate): readonly string[] => {
  const [only] = all
  if (all.length === 1 && only !== undefined)
    return [say(messageOf('answer.which-instance.single', { name: only.name }))]
  const tense = tenseOf(incident)
  if (outlier !== undefined) {
    // What speaks for it is told in the present.
    const signs = tense === 'past' ? [] : signsOf(findings, outlier, say)
    return signs.length > 0
      ? signs
      : [say(messageOf('answer.which-instance.one', { name: outlier, count: all.length, tense }))]
  }
  const hit = all.filter(({ health }) => health === 'ill')
  if (hit.length === 0) return [say(messageOf('answer.which-instance.none', { count: all.length, tense }))]
  if (hit.length === all.length) return [allHitLine(all, tense, say)]
  const names = hit.map(({ name }) => name).join(', ')
  return [say(messageOf('answer.which-instance.some', { hit: hit.length, count: all.length, names, tense }))]
}

/** Ours: from so much more than another on, one does not say that all suffer alike. */
const timesAsMuch = 1.5
const leastFailing = 0.05
const leastSeconds = 1

/** All are hit: alike, or one of them most, by what visitors notice. */
const allHitLine = (all: readonly SeenInstance[], tense: 'past' | 'now', say: Translate): string => {
  const apart = (['failing', 'seconds'] as const).flatMap((of) => {
    const known = all.filter((one) => one[of] !== undefined).toSorted((a, b) => (b[of] ?? 0) - (a[of] ?? 0))
    const [most, least] = [known[0], known.at(-1)]
    const [top, low] = [most?.[of] ?? 0, least?.[of] ?? 0]
    const isApart = top >= timesAsMuch * low && top - low >= (of === 'failing' ? leastFailing : leastSeconds)
    if (most === undefined || least === undefined || !isApart) return []
    const figure = (value: number) =>
      of === 'failing' ? say.number(100 * value, 'percent') : say.number(value, 'seconds')
    return [{ of, most: most.name, top: figure(top), least: least.name, low: figure(low) }]
  })[0]
  const args = { count: all.length, tense }
  return apart === undefined
    ? say(messageOf('answer.which-instance.all', args))
    : say(messageOf('answer.which-instance.all-apart', { ...args, ...apart }))
}

const signsOf = (findings: ObservedFindings, instance: string, say: Translate): readonly string[] =>
  instanceComparisons
    .flatMap(([compare]) => compare(findings) ?? [])
    .filter((found) => found.instance === instance)
    .slice(0, mostSigns)
    .map(({ text }) => say(text))

/** "only RD0003FF?": whether that is the one. */
const namedLines = (named: readonly SeenInstance[], { outlier, incident }: Seen, say: Translate): readonly string[] =>
  named.map(({ name, health }) => {
    const is = name === outlier ? 'it' : health === 'ill' ? 'hit' : 'not'
    return say(messageOf(`answer.which-instance.named-${is}`, { name, tense: tenseOf(incident) }))
  })

/** A machine's name as Azure gives it that none of these has. */
const strangerLines = (text: string, { all }: Seen, say: Translate): readonly string[] => {
  const written = text.match(/\b(?:RD|LW|ln|pl|pd)[0-9A-F][0-9A-Za-z]{5,}\b/g) ?? []
  return written
    .filter((one) => all.every(({ name }) => name.toLowerCase() !== one.toLowerCase()))
    .map((name) => say(messageOf('answer.which-instance.stranger', { name })))
}

/** "All are hit" and "none stands out" say how many are healthy. */
const isToldByAll = ({ all, outlier }: Seen): boolean =>
  outlier === undefined && all.every(({ health }) => health === 'ill')

const countLine = ({ all, incident }: Seen, say: Translate): string => {
  const healthy = all.filter(({ health }) => health === 'well').length
  const unknown = all.filter(({ health }) => health === 'unknown').length
  const args = { healthy, unknown, count: all.length, tense: tenseOf(incident) }
  return say(messageOf('answer.which-instance.healthy', args))
}

const measures = [
  { asked: /\bcpu\b|processor/i, of: 'cpu' },
  { asked: /memory|geheugen|\bram\b/i, of: 'memory' },
] as const

/** "which one has the high memory?": the one with most of it, whether or not it stands out. */
const mostOfLines = (text: string, all: readonly SeenInstance[], say: Translate): readonly string[] =>
  measures
    .filter(({ asked }) => asked.test(text))
    .flatMap(({ of }) => {
      const [top, ...others] = all
        .filter((one) => one[of] !== undefined)
        .toSorted((a, b) => (b[of] ?? 0) - (a[of] ?? 0))
      if (top === undefined) return [say(messageOf('answer.which-instance.unmeasured', { of }))]
      const share = say.number(top[of] ?? 0, 'percent')
      const next = others[0] === undefined ? '' : say.number(others[0][of] ?? 0, 'percent')
      const args = { name: top.name, share, next, others: others.length }
      return [say(messageOf(`answer.which-instance.most-${of}`, args))]
    })

const instanceFigures = (all: readonly SeenInstance[], incident: Incident, say: Translate): readonly string[] => {
  const shown = all.length - mostShown <= 1 ? all : all.slice(0, mostShown)
  const lines = shown.map((one) => `${marks[one.health]} ${instanceFigureLine(one, incident, say)}`)
  const left = all.length - shown.length
  return left === 0 ? lines : [...lines, say(messageOf('card.and-more', { left }))]
}

/** None or one: by what visitors notice, however little it differs from the rest. */
const worstLines = (all: readonly SeenInstance[], say: Translate): readonly string[] => {
  const [worst, next] = all
    .filter(({ failing }) => failing !== undefined)
    .toSorted((a, b) => (b.failing ?? 0) - (a.failing ?? 0) || (b.seconds ?? 0) - (a.seconds ?? 0))
  if (worst === undefined || next === undefined) return []
  const share = (one: SeenInstance) => say.number(100 * (one.failing ?? 0), 'percent')
  return [say(messageOf('answer.which-instance.worst', { name: worst.name, share: share(worst), next: share(next) }))]
}

const marks = { well: '✓', ill: '✗', unknown: '·' } as const
