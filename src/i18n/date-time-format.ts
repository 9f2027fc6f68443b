import { type Language, languageFormats } from './languages/index.ts'

/** Minutes: a card says the same few dozen of times with every event. */
const maxCachedMinutes = 2_000

export interface DateTimeFormat {
  time(atInMs: number): string
  dateTime(atInMs: number): string
}

/** Digits come from Intl in one fixed locale; the wording is ours. Throws on an unknown time zone. */
export const createDateTimeFormat = (language: Language, timeZone: string): DateTimeFormat => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  })
  const known = new Map<number, Readonly<Record<string, string>>>()
  const partsOf = (atInMs: number): Readonly<Record<string, string>> => {
    const minute = Math.floor(atInMs / 60_000)
    const parts =
      known.get(minute) ?? Object.fromEntries(format.formatToParts(atInMs).map((part) => [part.type, part.value]))
    if (known.size >= maxCachedMinutes) known.clear()
    known.set(minute, parts)
    return parts
  }
  const clock = (parts: Readonly<Record<string, string>>): string =>
    `${parts.hour}:${parts.minute} ${utcOffsetText(parts.timeZoneName)}`
  return {
    time: (at) => clock(partsOf(at)),
    dateTime: (at) => {
      const parts = partsOf(at)
      const month = languageFormats[language].months[Number(parts.month) - 1]
      return `${Number(parts.day)} ${month} ${parts.year} ${clock(parts)}`
    },
  }
}

/** `GMT+2` reads as London time to some; the offset to UTC is what logs use. */
const utcOffsetText = (name: string | undefined): string => (name ?? 'UTC').replace(/^GMT/, 'UTC').replace(/[+-]0$/, '')
