import type { AppRef } from '../app-ref.ts'
import type { Instant } from '../finding.ts'
import type { StepRequest } from '../mitigation-plan.ts'
import { matchesAnyGlob } from './glob.ts'

/** A time in which nothing is changed: once, or every week by the clock on somebody's wall. */
export type ChangeFreeze = OneTimeFreeze | WeeklyFreeze

interface FreezeScope {
  readonly name: string
  readonly apps?: readonly string[]
  readonly steps?: readonly string[]
}

export interface OneTimeFreeze extends FreezeScope {
  readonly from: Instant
  readonly to: Instant
}

export interface WeeklyFreeze extends FreezeScope, WeeklyTime {}

/** Some hours of some days of every week. */
export interface WeeklyTime {
  readonly days: readonly Weekday[]
  /** Minutes after midnight. A start past the end runs into the next day; both alike is the whole day. */
  readonly fromMinute: number
  readonly toMinute: number
  /** IANA name: `Europe/Amsterdam`. */
  readonly timeZone: string
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const minuteInMs = 60_000
/** Every week has been seen by then, and an hour more for a change of the clock. */
const maxSearchInMinutes = (7 * 24 + 1) * 60

/** The freeze that is on now for this step on this app. */
export const activeFreeze = (
  { freezes }: { readonly freezes: readonly ChangeFreeze[] },
  app: AppRef,
  asked: StepRequest,
  now: Instant,
): ChangeFreeze | undefined =>
  freezes.find(
    (freeze) => isOn(freeze, now) && matchesAnyGlob(freeze.apps, app.name) && matchesAnyGlob(freeze.steps, asked.step),
  )

const isOn = (freeze: ChangeFreeze, at: Instant): boolean =>
  'from' in freeze ? freeze.from <= at && at < freeze.to : isWeeklyOn(freeze, at)

/** When a freeze that is on ends; `undefined` for one that never does. */
export const freezeEndsAt = (freeze: ChangeFreeze, now: Instant): Instant | undefined => {
  if ('from' in freeze) return freeze.to
  const first = now - (now % minuteInMs) + minuteInMs
  for (let minutes = 0; minutes < maxSearchInMinutes; minutes += 1) {
    const at = first + minutes * minuteInMs
    if (!isWeeklyOn(freeze, at)) return at
  }
  return undefined
}

export const isWeeklyOn = ({ days, fromMinute, toMinute, timeZone }: WeeklyTime, at: Instant): boolean => {
  const { day, minute } = localTimeAt(at, timeZone)
  const isDay = (weekday: Weekday | undefined): boolean => weekday !== undefined && days.includes(weekday)
  if (fromMinute < toMinute) return isDay(day) && minute >= fromMinute && minute < toMinute
  if (fromMinute === toMinute) return isDay(day)
  return (isDay(day) && minute >= fromMinute) || (isDay(dayBefore(day)) && minute < toMinute)
}

const dayBefore = (day: Weekday): Weekday | undefined => weekdays[(weekdays.indexOf(day) + 6) % 7]

const localTimeAt = (at: Instant, timeZone: string): { day: Weekday; minute: number } => {
  const parts = Object.fromEntries(
    timeFormatterOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const day = weekdays.find((weekday) => weekday === parts.weekday?.toLowerCase()) ?? 'mon'
  return { day, minute: Number(parts.hour) * 60 + Number(parts.minute) }
}

const timeFormatters = new Map<string, Intl.DateTimeFormat>()

const timeFormatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = timeFormatters.get(timeZone)
  if (known !== undefined) return known
  const options = { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const wall = new Intl.DateTimeFormat('en-GB', options)
  timeFormatters.set(timeZone, wall)
  return wall
}
