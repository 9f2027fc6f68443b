import { numberWords } from '../../understand/entities/number-words.ts'

const minuteInMs = 60_000
const hourInMs = 60 * minuteInMs

/** A time of day as somebody wrote it. */
export interface AskedClock {
  /** Since midnight. */
  readonly inMs: number
  /** "2", "drie uur": nobody said which half of the day. */
  readonly isBare: boolean
}

const words = '(?:one|two|three|four|five|six|seven|eight|nine|ten|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)'

/** "kwart voor drie", "ten past four", "half past two". */
const offset =
  '(?:half past|(?:a )?quarter (?:to|past)|kwart (?:voor|over)|(?:vijf|five|tien|ten|twintig|twenty) (?:minutes |minuten )?(?:voor|over|to|past))'
const offsets: readonly (readonly [RegExp, number])[] = [
  [/^half/, 30],
  [/quarter|kwart/, 15],
  [/^(?:vijf|five)/, 5],
  [/^(?:tien|ten)/, 10],
  [/^(?:twintig|twenty)/, 20],
]

/** What a time of day looks like in folded text: "14:20", "9", "2pm", "3 uur", "half drie", "noon", "middernacht". */
export const clockPattern = `(?:noon|midday|midnight|middernacht|${offset} (?:${words}|\\d{1,2}\\b)|half ${words}|(?:\\d{1,2}(?:[:.h]\\d{2})?|${words})(?: ?(?:am|pm|a\\.m\\.|p\\.m\\.|uur|u|h|o'?clock)\\b)?)(?! ?%)`

export const readClock = (text: string): AskedClock | undefined => {
  if (/^(?:noon|midday)$/.test(text)) return { inMs: 12 * hourInMs, isBare: false }
  if (/^(?:midnight|middernacht)$/.test(text)) return { inMs: 0, isBare: false }
  const [, by = '', of = ''] = new RegExp(`^(${offset}) (\\w+)$`).exec(text) ?? []
  if (by !== '') {
    const minutes = offsets.find(([said]) => said.test(by))?.[1] ?? 0
    const inMs = hoursOf(of) * hourInMs + (/(?:to|voor)$/.test(by) ? -minutes : minutes) * minuteInMs
    return Number.isNaN(inMs) ? undefined : { inMs, isBare: true }
  }
  const [, half] = /^half (\w+)$/.exec(text) ?? []
  if (half !== undefined) return { inMs: (hoursOf(half) - 0.5) * hourInMs, isBare: true }
  const [, hours = '', minutes, suffix] =
    /^(\d{1,2}|[a-z]+)(?:[:.h](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|uur|u|h|o'?clock)?$/.exec(text) ?? []
  const hour = hoursOf(hours)
  if (Number.isNaN(hour) || hour > 24 || Number(minutes ?? 0) > 59) return undefined
  const half12 = suffix?.startsWith('p') && hour < 12 ? 12 : suffix?.startsWith('a') && hour === 12 ? -12 : 0
  return {
    inMs: (hour + half12) * hourInMs + Number(minutes ?? 0) * minuteInMs,
    isBare: minutes === undefined && !/^[ap]/.test(suffix ?? '') && !/^0/.test(hours),
  }
}

const hoursOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : (numberWords[text] ?? Number.NaN))
