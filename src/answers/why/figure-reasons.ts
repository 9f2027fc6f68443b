import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import type { Cause } from '../../diagnose/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { type CauseEvidence, heaviestFirst, namedCauses, type RankedCause } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { comparedFigure, type FigureKey, metricFigures } from '../../views/parts/metric-figures.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'
import { figuresNamed, shownFigures } from '../how-measured/shown-figures.ts'
import { isPast } from '../reading/incident-words.ts'
import { healthCheckLines } from './health-check-reason.ts'
import { shareOfOneLines } from './share-of-one.ts'

const whyWords = `
  why, how come, what makes, how can, how is it possible, makes no sense, expect*, shouldn't, should … be, surpris*,
  explain*, strange, weird, odd, waarom, hoezo, hoe komt, hoe kan, waardoor, vreemd, raar, gek, zou … moeten, verwacht*, logisch,
  leg … uit, verklaar*`

/** What is asked about by a word, and by which evidence it is told. */
const subjects: readonly {
  readonly words: string
  readonly evidence: RegExp
  readonly figure?: FigureKey
}[] = [
  { words: 'cpu*, processor*', evidence: /cpu/, figure: 'cpu' },
  { words: 'memory, mem, ram, geheugen*', evidence: /memory/, figure: 'memory' },
  { words: 'thread*', evidence: /threads/ },
  { words: 'queue*, waiting requests, requests … waiting, wachtrij*, wachtende', evidence: /queue/ },
  { words: 'connection*, socket*, verbinding*', evidence: /connections|sockets|outbound/ },
  { words: 'traffic, visitor numbers, verkeer, number of requests', evidence: /requests/, figure: 'requests' },
]

/** Why a figure is as it is: what it says under the cause that is named; none where no figure is asked about. */
export const figureReasonLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const [cause] = namedCauses(incident.verdict)
  if (cause === undefined || isPast(incident) || !speaksOf(text, whyWords)) return []
  const health = healthCheckLines(incident, text, say)
  if (health.length > 0) return [...health, ...reasonLines(cause, undefined, say)]
  const named = figuresNamed(text, shownFigures(incident, say))
  const subject = subjects.find(({ words }) => speaksOf(text, words))
  if (subject === undefined && named.length === 0) return []
  const evidence = evidenceOf(cause, subject?.evidence)
  const beside = metricFigures(chartDataOf(incident), say).find(({ key }) => key === subject?.figure)
  const shown = [
    ...(subject === undefined ? named.map((one) => one.text) : []),
    ...evidence.map((one) => say(one.text)),
    ...(beside === undefined ? [] : [`${beside.title}: ${beside.value}`]),
  ]
  const [figure] = shown
  if (figure === undefined) return []
  const ofShare = subject === undefined ? shareOfOneLines(incident, say) : []
  if (ofShare.length > 0) return [figure, ...ofShare]
  return [
    figure,
    meaningWords(incident, { cause, subject: subject?.figure, evidence }, say),
    ...reasonLines(cause, figure, say),
  ]
}

const evidenceOf = (cause: RankedCause, about: RegExp | undefined): readonly CauseEvidence[] =>
  about === undefined
    ? []
    : heaviestFirst([...cause.evidence, ...cause.against]).filter(({ text }) => about.test(text.key))

interface Meant {
  readonly cause: RankedCause
  readonly subject: FigureKey | undefined
  readonly evidence: readonly CauseEvidence[]
}

/** Ours: a share of CPU from which it is no longer idle, and a change that is none. */
const busyFrom = 60
const leastChange = 0.15

const meaningWords = (incident: Incident, { cause, subject, evidence }: Meant, say: Translate): string => {
  const args = { cause: causeTitle(cause.cause, say), meaning: meaningOf(cause, say) }
  const [first] = evidence
  if (first !== undefined && cause.against.includes(first)) return say(messageOf('answer.why.figure.against', args))
  const level = subject === undefined ? undefined : comparedFigure(chartDataOf(incident), subject)
  const onCpu = causeTraitsOf(cause.cause)?.onCpu
  if (subject === 'cpu' && onCpu !== undefined && isShown(onCpu, level?.now, first !== undefined))
    return say(messageOf(`answer.why.figure.${onCpu}`, args))
  const { before, now } = level ?? {}
  const isUnmoved =
    before !== undefined && now !== undefined && Math.abs(now - before) <= leastChange * Math.max(now, before)
  return say(messageOf(`answer.why.figure.${first === undefined && isUnmoved ? 'unmoved' : 'fits'}`, args))
}

/** A cause may be named while the figure is not as it foretells: then it explains nothing. */
const isShown = (onCpu: NonNullable<Cause['onCpu']>, now = 0, isEvidence = false): boolean => {
  switch (onCpu) {
    case 'waits':
    case 'fails-early':
      return now < busyFrom
    case 'works':
    case 'elsewhere':
      return now >= busyFrom
    case 'one-works':
      return isEvidence
    default:
      return onCpu satisfies never
  }
}

/** The first sentence of what the cause is. */
const meaningOf = ({ cause }: RankedCause, say: Translate): string => {
  const summary = say(messageOf(`cause.${cause}.summary`))
  return /^.*?[.](?=\s|$)/.exec(summary)?.[0] ?? summary
}

/** None or one: what says most that it is this cause, unless that is the figure itself. */
const reasonLines = (cause: RankedCause, figure: string | undefined, say: Translate): readonly string[] =>
  heaviestFirst(cause.evidence)
    .map(({ text }) => say(text))
    .filter((words) => words !== figure)
    .slice(0, 1)
    .map((words) => `▸ ${words}`)
