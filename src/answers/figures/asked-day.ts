import type { TimeWindow } from '../../incident/finding.ts'

export const dayInMs = 86_400_000
const hourInMs = 3_600_000

/** A stretch of the calendar, on the zone's own clocks. */
export interface AskedDays extends TimeWindow {
  /** A day, or a part of one: a time of day that is named beside it is of that day. */
  readonly isOneDay: boolean
  readonly midnight: number
}

const weekdays: readonly RegExp[] = [
  /\b(?:sunday|zondag|sonntag)\b/,
  /\b(?:monday|maandag|montag)\b/,
  /\b(?:tuesday|dinsdag|dienstag)\b/,
  /\b(?:wednesday|woensdag|mittwoch)\b/,
  /\b(?:thursday|donderdag|donnerstag)\b/,
  /\b(?:friday|vrijdag|freitag)\b/,
  /\b(?:saturday|zaterdag|samstag)\b/,
]

/** How many days ago the weekday was that is named, today 0; `undefined` where none is. */
export const weekdayIn = (text: string, local: number): number | undefined => {
  const weekday = weekdays.findIndex((said) => said.test(text))
  return weekday < 0 ? undefined : (new Date(local).getUTCDay() - weekday + 7) % 7
}

/** Any weekday, as a part of a pattern. */
export const weekdayWord = `(?:${weekdays.map(({ source }) => source).join('|')})`

const months =
  'jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch)?|maart|mrt|apr(?:il)?|may|mei|june?|juni|july?|juli|aug(?:ust|ustus)?|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const monthStarts = ['jan', 'feb', 'ma', 'apr', 'm', 'jun', 'jul', 'aug', 'sep', 'o', 'nov', 'dec'] as const

/** Hours of a part of the day, counted from its day's midnight; a night begins on the evening before. */
const parts: readonly { readonly said: RegExp; readonly from: number; readonly to: number }[] = [
  { said: /\b(?:nights?|overnight|\w*nacht|'s nachts|nachts|nuit|noche|notte)\b/, from: -2, to: 6 },
  {
    said: /\b(?:mornings?|vanmorgen|vanochtend|\w*ochtend|gister(?:en)?morgen|'s morgens|'s ochtends)\b/,
    from: 6,
    to: 12,
  },
  { said: /\b(?:afternoons?|\w*middag|'s middags)\b/, from: 12, to: 18 },
  { said: /\b(?:evenings?|tonight|\w*avond|'s avonds)\b/, from: 18, to: 24 },
]

/** "yesterday", "vannacht", "last Friday", "this week", "12 March"; `undefined` where no day is named. */
export const readDays = (text: string, local: number): AskedDays | undefined => {
  const midnight = Math.floor(local / dayInMs) * dayInMs
  // Asked in the small hours, tonight is the night that goes on.
  if (/\btonight\b/.test(text) && local - midnight < 6 * hourInMs)
    return { from: midnight - 6 * hourInMs, to: midnight + 6 * hourInMs, isOneDay: true, midnight }
  return rangeIn(text, midnight) ?? partOfDay(text, dayIn(text, midnight), midnight)
}

const rangeIn = (text: string, midnight: number): AskedDays | undefined => {
  const monday = midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * dayInMs
  const range = (from: number, to: number): AskedDays => ({ from, to, isOneDay: false, midnight: from })
  if (/\bweekend\b/.test(text)) {
    const saturday = monday + 5 * dayInMs
    const begun = saturday <= midnight && !/\b(?:last|vorig|previous)\b/.test(text) ? saturday : saturday - 7 * dayInMs
    return range(begun, begun + 2 * dayInMs)
  }
  if (/\b(?:this|deze|diese|esta|cette|questa) (?:week|woche|semana|semaine|settimana)\b|今週/.test(text))
    return range(monday, monday + 7 * dayInMs)
  if (/\b(?:last|previous|vorige|verleden) week\b/.test(text)) return range(monday - 7 * dayInMs, monday)
  const date = new Date(midnight)
  const month = (by: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, 1)
  if (/\b(?:this|deze) (?:month|maand)\b/.test(text)) return range(month(0), month(1))
  if (/\b(?:last|previous|vorige) (?:month|maand)\b/.test(text)) return range(month(-1), month(0))
  return undefined
}

const dayIn = (text: string, midnight: number): number | undefined => {
  if (/\b(?:eergisteren|day before yesterday|vorgestern)\b/.test(text)) return midnight - 2 * dayInMs
  if (/\b(?:yesterday|gister\w*|gestern|hier|ayer|ontem|ieri)\b|昨日/.test(text)) return midnight - dayInMs
  if (/\b(?:today|vandaag|heute|hoy|hoje|oggi|aujourd'?hui)\b|今日/.test(text)) return midnight
  const ago = weekdayIn(text, midnight)
  if (ago !== undefined)
    return midnight - (ago === 0 && /\b(?:last|vorige|afgelopen|verleden)\b/.test(text) ? 7 : ago) * dayInMs
  return dateIn(text, midnight)
}

const dateIn = (text: string, midnight: number): number | undefined => {
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0]
  if (iso !== undefined) return withoutNaN(Date.parse(`${iso}T00:00Z`))
  const [, before, first = '', second = '', after] =
    new RegExp(`\\b(?:(\\d{1,2})(?:st|nd|rd|th)? (${months})|(${months}) (\\d{1,2})(?:st|nd|rd|th)?)\\b`).exec(text) ??
    []
  const name = first + second
  if (name === '') return undefined
  const month = name === 'mei' || name === 'may' ? 4 : monthStarts.findIndex((start) => name.startsWith(start))
  const at = Date.UTC(new Date(midnight).getUTCFullYear(), month, Number(before ?? after))
  return at > midnight ? Date.UTC(new Date(midnight).getUTCFullYear() - 1, month, Number(before ?? after)) : at
}

const withoutNaN = (at: number): number | undefined => (Number.isNaN(at) ? undefined : at)

/** "last night" is the one that ends, or ended, today; "gisteravond" is of yesterday. */
const partOfDay = (text: string, day: number | undefined, midnight: number): AskedDays | undefined => {
  const part = parts.find(({ said }) => said.test(text))
  const base = day ?? (part === undefined ? undefined : midnight)
  if (base === undefined) return undefined
  const evening = part?.from === 18 && /\b(?:last|afgelopen)\b/.test(text) ? base - dayInMs : base
  const own = part?.from === -2 && day !== undefined && day < midnight ? evening + dayInMs : evening
  return part === undefined
    ? { from: base, to: base + dayInMs, isOneDay: true, midnight: base }
    : { from: own + part.from * hourInMs, to: own + part.to * hourInMs, isOneDay: true, midnight: own }
}
