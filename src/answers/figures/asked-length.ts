import { numberWords } from '../../understand/entities/number-words.ts'
import { dayInMs } from './asked-day.ts'

const minuteInMs = 60_000
const hourInMs = 60 * minuteInMs

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|min|mins|minute|minutes|minuut|minuten|minuutjes|minuto|minutos|minuti)$|^分/, minuteInMs],
  [/^(?:h|hr|hrs|hour|hours|u|uur|uren|uurtjes?|std|stunden?|heures?|horas?|ore|ora)$|^時/, hourInMs],
  [/^(?:d|day|days|dag|dagen|tage?|jours?|dias?|giorni)$|^日/, dayInMs],
  [/^(?:w|wk|week|weeks|weken|wochen?|semaines?|semanas?)$|^週/, 7 * dayInMs],
  [/^(?:month|months|maand|maanden)$/, 30 * dayInMs],
]
/** How many of a unit, in folded text. */
export const amount =
  '(\\d{1,4}|half an|half a|a half|an?|een half|een|half|the|het|de|one|two|three|four|five|six|seven|eight|nine|ten|couple of|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|paar)'

/** `undefined` where it is no unit of time. */
export const lengthOf = (count: string | undefined, unit: string): number | undefined => {
  const inMs = units.find(([said]) => said.test(unit))?.[1]
  if (inMs === undefined) return undefined
  if (count === undefined || /^(?:the|het|de|an?|een)$/.test(count)) return inMs
  if (/half/.test(count)) return inMs / 2
  const value = /^\d+$/.test(count)
    ? Number(count)
    : (numberWords[count] ?? (/couple|paar/.test(count) ? 2 : Number.NaN))
  return value > 0 ? value * inMs : undefined
}
