import { type Language, languageFormats } from './languages/index.ts'

export type NumberUnit = 'percent' | 'bytes' | 'seconds' | 'count'

const byteSteps = ['B', 'KB', 'MB', 'GB', 'TB'] as const
const secondInMs = 1000
const minuteInMs = 60 * secondInMs
const hourInMs = 60 * minuteInMs
const dayInMs = 24 * hourInMs

/** ICU releases differ in which space they put into a number; a plain one is the same everywhere. */
export const withPlainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ')

export const formatNumber = (language: Language, value: number, unit: NumberUnit = 'count'): string => {
  if (unit === 'bytes') return bytes(language, value)
  if (unit === 'percent') return `${digits(language, value, Math.abs(value) < 10 ? 1 : 0)}%`
  if (unit === 'seconds') return seconds(language, value)
  return digits(language, value, Math.abs(value) < 100 ? 2 : 0)
}

/** The two largest units that say something; seconds matter only in the first ten minutes. */
export const formatDuration = (language: Language, inMs: number): string => {
  const sign = inMs < 0 ? '-' : ''
  const length = Math.abs(inMs)
  if (length < secondInMs) return `${sign}${Math.round(length)} ms`
  const grain = length < 10 * minuteInMs ? secondInMs : minuteInMs
  const rounded = Math.round(length / grain) * grain
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(rounded / dayInMs), 'd'],
    [Math.floor((rounded % dayInMs) / hourInMs), languageFormats[language].hourSign],
    [Math.floor((rounded % hourInMs) / minuteInMs), 'min'],
    [Math.floor((rounded % minuteInMs) / secondInMs), 's'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  const said = parts.slice(first, first + 2).filter(([amount]) => amount > 0)
  return sign + said.map(([amount, name]) => `${amount} ${name}`).join(' ')
}

const seconds = (language: Language, value: number): string =>
  Math.abs(value) < 1 && value !== 0
    ? `${digits(language, value * 1000, 0)} ms`
    : `${digits(language, value, Math.abs(value) < 10 ? 1 : 0)} s`

const bytes = (language: Language, value: number): string => {
  const step = Math.min(byteSteps.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)))
  const scaled = value / 1024 ** step
  return `${digits(language, scaled, step > 0 && Math.abs(scaled) < 10 ? 1 : 0)} ${byteSteps[step]}`
}

const formats = new Map<string, Intl.NumberFormat>()

const digits = (language: Language, value: number, decimals: number): string => {
  const key = `${language} ${decimals}`
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: decimals })
  formats.set(key, format)
  return withPlainSpaces(format.format(value))
}
