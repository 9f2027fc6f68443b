import { inZone, zoneOffsetInMs } from '../../i18n/zone-time.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'
import { type AskedClock, clockPattern, readClock } from './asked-clock.ts'
import { type AskedDays, dayInMs, readDays } from './asked-day.ts'
import { amount, lengthOf } from './asked-length.ts'
import { type ComparedWith, comparedIn, withoutComparedDays } from './compared-days.ts'
import { foldQuestion } from './fold-question.ts'

export interface AskedPeriod {
  readonly window: TimeWindow
  /** There where it is asked how it was a day or a week before, beside the window or in place of it. */
  readonly compared?: readonly ComparedWith[]
  /** A time of day that is named alone: the window lies around it. */
  readonly moment?: Instant
  /** There where no time was named: it is the last hour. */
  readonly isUsual?: true
  /** True where it reaches to the moment of asking. */
  readonly isUntilNow: boolean
  /** "between 2 and 3" may have been meant of the other half of the day. */
  readonly other?: TimeWindow
  /** There where more was asked for than Azure keeps. */
  readonly isCut?: true
}

const minuteInMs = 60_000
const hourInMs = 60 * minuteInMs

/** Azure Monitor keeps metrics so long. */
export const keptDays = 93
const usualInMs = hourInMs
/** Around a moment that is named alone. */
const aroundInMs = 15 * minuteInMs
const leastInMs = 5 * minuteInMs

/** The stretch of time that a question is about; the last hour where it names none. Times of day are of the zone, or of UTC. */
export const askedPeriod = (text: string, now: Instant, zone: string): AskedPeriod => {
  const { from, to, ...more } = askedStretch(text, now, zone)
  return clipped({ from, to }, now, more)
}

/** Whether any time is named. */
export const namesPeriod = (text: string): boolean => askedStretch(text, 0, 'UTC').isUsual === undefined

/** As it was said: it may be shorter, or longer ago, than there are figures of. */
export const askedStretch = (text: string, now: Instant, zone: string): TimeWindow & More => {
  const timeZone = /\d ?(?:utc|gmt)\b/i.test(text) ? 'UTC' : zone
  const local = now + zoneOffsetInMs(now, timeZone)
  const folded = foldQuestion(text)
  const compared = comparedIn(folded, local)
  const named = localPeriod(compared.length === 0 ? folded : withoutComparedDays(folded), local)
  const { from, to, other, moment } = named ?? { from: local - usualInMs, to: local, moment: undefined }
  const instant = (at: number) => inZone(at, timeZone)
  return {
    ...{ from: instant(from), to: to >= local ? now : instant(to) },
    ...(compared.length === 0 ? {} : { compared }),
    ...(named === undefined ? { isUsual: true } : {}),
    ...(moment === undefined ? {} : { moment: instant(moment) }),
    ...(other === undefined ? {} : { other: { from: instant(other.from), to: instant(other.to) } }),
  }
}

type More = Pick<AskedPeriod, 'other' | 'compared' | 'isUsual' | 'moment'>

const clipped = ({ from, to }: TimeWindow, now: Instant, more: More): AskedPeriod => {
  const earliest = now - keptDays * dayInMs
  const end = Math.max(Math.min(to, now), earliest + leastInMs)
  const window = { from: Math.max(earliest, Math.min(from, end - leastInMs)), to: end }
  return { window, isUntilNow: now - end < leastInMs, ...more, ...(from < earliest ? { isCut: true } : {}) }
}

interface LocalPeriod extends TimeWindow {
  readonly moment?: number | undefined
  readonly other?: TimeWindow | undefined
}

const localPeriod = (text: string, local: number): LocalPeriod | undefined => {
  const days = readDays(text, local)
  return (
    betweenClocks(text, days, local) ??
    sinceIn(text, days, local) ??
    beforeIn(text, days, local) ??
    agoIn(text, local) ??
    (days?.isOneDay === false ? days : undefined) ??
    durationIn(text, local) ??
    aroundClock(text, days, local) ??
    (days === undefined ? undefined : begun(days, local))
  )
}

/** "vanavond" asked in the morning is of yesterday: nobody asks for figures of what is yet to come. */
const begun = (days: TimeWindow, local: number): TimeWindow =>
  days.from < local ? days : { from: days.from - dayInMs, to: days.to - dayInMs }

const range = new RegExp(
  `(?:\\b(?:between|tussen|from|van|zwischen|entre|tra|vanaf)(?: de| le| las| l'| le)? (${clockPattern})|(?<![\\d:.])(\\d{1,2}(?:[:.h]\\d{2})?(?: ?(?:am|pm|uur|u))?)) ?(?:and|en|to|till?|until|tot|-|und|et|y|e|bis) ?(${clockPattern}|now|nu)(?! ?(?:min|hours|uren|days|dagen|sec|%|x))`,
)

const betweenClocks = (text: string, days: AskedDays | undefined, local: number): LocalPeriod | undefined => {
  const [, said, bare, end = ''] = range.exec(text) ?? []
  // "between 2 and 3 pm": both.
  const half = /^\d+ ?[ap]m$/.test(end) && /^\d+$/.test(said ?? bare ?? '') ? end.slice(-2) : ''
  const from = readClock((said ?? bare ?? '') + half)
  const to = /^(?:now|nu)$/.test(end) ? undefined : readClock(end)
  if (from === undefined || (to === undefined && !/^(?:now|nu)$/.test(end))) return undefined
  const begin = startOf(from, days, local)
  if (to === undefined) return { from: begin.at, to: local }
  const lengthInMs = lengthBetween(from, to)
  const window = (at: number) => ({ from: at, to: at + lengthInMs })
  return { ...window(begin.at), other: begin.other === undefined ? undefined : window(begin.other) }
}

/** "11 to 2" ends in the afternoon, "23:00 to 01:00" on the next day. */
const lengthBetween = (from: AskedClock, to: AskedClock): number => {
  const lengthInMs = to.inMs - from.inMs
  if (lengthInMs > 0) return lengthInMs
  return to.isBare && lengthInMs + dayInMs / 2 > 0 ? lengthInMs + dayInMs / 2 : lengthInMs + dayInMs
}

/** On the day that is named, else the last time that it was so late; small hours without a word more are the afternoon's. */
const startOf = (
  clock: AskedClock,
  days: AskedDays | undefined,
  local: number,
): { readonly at: number; readonly other?: number } => {
  const today = Math.floor(local / dayInMs) * dayInMs
  const isNight = days !== undefined && days.from < days.midnight
  const midnight = days?.isOneDay ? days.midnight : today
  if (isNight) return { at: midnight + clock.inMs - (clock.inMs >= dayInMs / 2 ? dayInMs : 0) }
  const latest = (...at: readonly number[]) => at.find((one) => one < local) ?? (at.at(-1) as number)
  const morning = midnight + clock.inMs
  if (!clock.isBare || clock.inMs >= 7 * hourInMs)
    return { at: days === undefined ? latest(morning, morning - dayInMs) : morning }
  const afternoon = morning + dayInMs / 2
  const at = days === undefined ? latest(afternoon, morning, afternoon - dayInMs) : latest(afternoon, morning)
  return { at, other: at === morning ? afternoon - (days === undefined ? dayInMs : 0) : at - dayInMs / 2 }
}

const since = new RegExp(
  `\\b(?:since|after|sinds|vanaf|na|seit|desde|depuis|from)\\b(?: (?:about|around|ongeveer|a))?(.{0,40}?)(?: (${clockPattern}))?(?=$|[ ,.?!;])`,
)

const sinceIn = (text: string, days: AskedDays | undefined, local: number): LocalPeriod | undefined => {
  if (!since.test(text)) return undefined
  const rest = text
    .slice(text.search(/\b(?:since|after|sinds|vanaf|na|seit|desde|depuis|from)\b/))
    .replace(/^\S+ ?/, '')
  const ago = agoMoment(rest, local)
  if (ago !== undefined) return { from: ago, to: local }
  const clock = readClock(new RegExp(clockPattern).exec(rest)?.[0] ?? '')
  const isClock = clock !== undefined && !/^(?:a|one|een) /.test(rest)
  if (isClock) return { from: startOf(clock, days, local).at, to: local }
  return days === undefined ? undefined : { from: begun(days, local).from, to: local }
}

const before = /\b(?:before|until|till|prior to|voor|tot) (?:about |around |ongeveer )?(\d{1,2}[:.h]\d{2})\b/

/** "before 02:55": the hour until then; "voor 2 uur" is for how long. */
const beforeIn = (text: string, days: AskedDays | undefined, local: number): LocalPeriod | undefined => {
  const clock = readClock(before.exec(text)?.[1] ?? '')
  if (clock === undefined) return undefined
  const { at } = startOf(clock, days, local)
  return { from: at - usualInMs, to: at }
}

const agoMoment = (text: string, local: number): number | undefined => {
  const [, count, unit = ''] = new RegExp(`\\b${amount} ?([a-z]+) (?:ago|geleden|terug)\\b`).exec(text) ?? []
  const inMs = lengthOf(count, unit)
  return inMs === undefined ? undefined : local - inMs
}

/** "two hours ago": around that moment. */
const agoIn = (text: string, local: number): LocalPeriod | undefined => {
  const at = agoMoment(text, local)
  return at === undefined ? undefined : { from: at - aroundInMs, to: at + aroundInMs }
}

const last = '(?:last|past|previous|laatste|afgelopen|voorbije|vorige|letzten?|derni[a-z]+|ultim[a-z]+|直近)'

/** "the last 3 hours", "afgelopen 24u", "6h"; not "per minute", "in two hours", "every 5 min". */
const durationIn = (text: string, local: number): LocalPeriod | undefined => {
  const patterns = [
    new RegExp(`${last} ?(?:${amount} ?)?([a-z分時日週]+)`, 'g'),
    /(?<!\b(?:per|every|elke|iedere|in|than|dan) )(?<![\w:.])(\d{1,4}) ?([a-z分時日週]+)/g,
    new RegExp(`\\b(?:over|for|during|gedurende|in|within|des?|der) (?:the |het |de )?${amount} ([a-z]+)`, 'g'),
    /\b(dit|this|een half|half an) (hour|uur)\b/g,
  ]
  for (const pattern of patterns) {
    for (const [, count, unit = ''] of text.matchAll(pattern)) {
      const inMs = lengthOf(/^(?:dit|this)$/.test(count ?? '') ? undefined : count, unit)
      if (inMs !== undefined) return { from: local - inMs, to: local }
    }
  }
  return undefined
}

const at = new RegExp(`\\b(?:at|around|om|rond|omstreeks|about|gegen|um) (${clockPattern})(?=$|[ ,.?!;])`)

/** "at 14:20": a little before and after. */
const aroundClock = (text: string, days: AskedDays | undefined, local: number): LocalPeriod | undefined => {
  const clock = readClock(at.exec(text)?.[1] ?? '')
  if (clock === undefined) return undefined
  const begin = startOf(clock, days, local)
  const window = (moment: number) => ({ from: moment - aroundInMs, to: moment + aroundInMs })
  return { ...window(begin.at), moment: begin.at, other: begin.other === undefined ? undefined : window(begin.other) }
}
