import { spokenCausesIn } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { heaviestFirst, type RuledOutCause } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { ruledOutReason } from '../../views/parts/considered-causes.ts'
import { truncateNames } from '../../views/parts/name-list.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'

const maxReasons = 3
const maxNames = 5

/** "What did you rule out?", "wat kun je uitsluiten". */
const exclusionWords =
  'rul* out, rule oot, exclud*, eliminat*, uitgeslot*, uitsluit*, sluit … uit, ausgeschloss*, exclu*, esclu*, descart*'
/** "The other twenty", "en de rest": all of them are meant. */
const otherWords = `
  causes, suspects, explanations, candidates, hypotheses, the … others, the remaining, left out, full list, complete list, whole list,
  oorzaken, verdachten, verklaringen, hypotheses, de … overige, weggelaten, volledige lijst, hele lijst`
/** Why the card does not show them. */
const cardWords = 'card, kaart, not shown, not show, hidden, why … left out, niet getoond, niet laten zien'
/** The words of the card for a cause without signs. */
const unseenWords =
  'mean … not seen, not seen mean*, says not seen, bedoel* … niet gezien, niet gezien bij, betekent niet gezien'

export const asksForExclusions = (text: string): boolean => speaksOf(text, exclusionWords) || speaksOf(text, otherWords)

/** Why those causes are ruled out that the question names, and what it is that was not seen of them. */
export const namedExclusionLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const isUnseenAsked = speaksOf(text.replace(/["“”„«»]/g, ' '), unseenWords)
  if (!isUnseenAsked && !speaksOf(text, exclusionWords)) return []
  const spoken = spokenCausesIn(text)
  const known = ruledOutOf(incident).filter(({ cause }) => spoken.includes(cause))
  return [
    ...(isUnseenAsked ? [say(messageOf('answer.what-checked.not-seen'))] : []),
    ...known.slice(0, isUnseenAsked ? 1 : 2).flatMap((cause) => reasonLines(cause, say)),
  ]
}

const reasonLines = (one: RuledOutCause, say: Translate): readonly string[] => {
  const [, second] = heaviestFirst(one.against)
  const needed = one.against.length > 0 ? one.missing.slice(0, 1) : []
  return [
    `${one.against.length > 0 ? '−' : '·'} ${causeTitle(one.cause, say)}: ${ruledOutReason(one, say)}`,
    ...(second === undefined ? [] : [`− ${say(second.text)}`]),
    ...needed.map((lack) => say(messageOf('answer.suspected-cause.would-take', { needed: say(lack) }))),
  ]
}

/** What speaks against them most comes first; of what was only not seen nothing speaks against. */
const ruledOutOf = ({ verdict }: Incident): readonly RuledOutCause[] =>
  (verdict?.ruledOut ?? []).toSorted((a, b) => weightAgainst(b) - weightAgainst(a))

const weightAgainst = ({ against }: RuledOutCause): number =>
  against.reduce((sum, { weight }) => sum + Math.abs(weight), 0)

export const ruledOutWords = (incident: Incident, say: Translate): readonly string[] => {
  const causes = ruledOutOf(incident)
  if (causes.length === 0) return []
  const names = truncateNames(
    causes.map(({ cause }) => causeTitle(cause, say)),
    maxNames,
    say,
  )
  return [say(messageOf('answer.what-checked.ruled-out', { names }))]
}

/** Every name, and of the strongest the reason; the report has the reason of each. */
export const ruledOutLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const causes = ruledOutOf(incident)
  if (causes.length === 0) return [say(messageOf('answer.what-checked.nothing-ruled-out'))]
  const strongest = causes.slice(0, maxReasons)
  const reasons = strongest.map((one) => `− ${causeTitle(one.cause, say)}: ${ruledOutReason(one, say)}`)
  const [first = '', ...rest] = inLines(causes.map(({ cause }) => causeTitle(cause, say)))
  const names = [say(messageOf('answer.what-checked.all-ruled-out', { count: causes.length, names: first })), ...rest]
  const why = speaksOf(text, cardWords) ? [say(messageOf('answer.what-checked.on-card'))] : []
  return causes.length <= maxReasons ? reasons : [...names, ...why, ...reasons]
}

/** What a line of an answer has room for, its own words set aside. */
const lineLength = 250

/** Names one after another, in as few lines as hold all of them. */
const inLines = (names: readonly string[]): readonly string[] => {
  const lines: string[] = []
  names.forEach((name, place) => {
    const said = place === names.length - 1 ? name : `${name},`
    const last = lines.at(-1)
    if (last === undefined || last.length + said.length >= lineLength) lines.push(said)
    else lines[lines.length - 1] = `${last} ${said}`
  })
  return lines
}
