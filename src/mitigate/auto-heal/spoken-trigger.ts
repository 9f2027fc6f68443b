import type { StepArgs } from '../../incident/mitigation-plan.ts'

/**
 * The numbers of a trigger, as they are said: "500 requests in 5 minutes", "geheugen boven 1,5 GB", "slower than 20 s".
 * Units become those of the arguments exactly, whatever fraction that leaves.
 */
export const spokenTriggerIn = (text: string): StepArgs => {
  const megabytes = memoryIn(text)
  if (megabytes !== undefined) return { trigger: 'private-bytes', megabytes }
  const seconds = slownessIn(text)
  const kind = seconds === undefined ? countedKindIn(text) : 'slow-requests'
  const count = countIn(text)
  const minutes = intervalIn(text)
  return {
    ...(kind === undefined ? {} : { trigger: kind }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(count === undefined ? {} : { count }),
    ...(minutes === undefined ? {} : { minutes }),
  }
}

/** `1,000`, `1.000`, `1.5`, `1,5`. */
const number = String.raw`(\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)?)`
const bytes = '(gi?b|gigabytes?|mi?b|megabytes?)'
const timeUnit =
  '(ms|milliseconds?|milliseconden|s|secs?|seconds?|seconden?|m|mins?|minutes?|minuten|minuut|h|hours?|uur|uren|u)'

const memory = new RegExp(String.raw`${number}\s*${bytes}\b`, 'i')
const slowness = new RegExp(
  String.raw`(?:slower|longer|trager|langer|more|meer)\s+(?:than|dan|als)\s+${number}\s*${timeUnit}\b|(?:over|above|boven(?:\s+de)?|take|taking|duren)\s+${number}\s*${timeUnit}\b`,
  'i',
)
const interval = new RegExp(
  String.raw`(?:in|within|per|binnen|during|over|gedurende)\s+(?:a\s+|an\s+|de\s+|een\s+)?(?:${number}\s*)?${timeUnit}\b`,
  'gi',
)
const counted = new RegExp(
  String.raw`${number}\s*(?:x\s+)?(?:slow\s+|trage\s+|langzame\s+|failed\s+|failing\s+|mislukte\s+|server\s+)?(?:http\s+)?(?:5xx|50\d)?[\s-]*(requests?|verzoeken|verzoek|aanvragen|errors?|fouten|fout|failures?|crashes)\b`,
  'i',
)

/** "1.500 MB" is a thousand and more, "1.500 GB" is not. */
const memoryIn = (text: string): number | undefined => {
  const [, said = '', unit = ''] = memory.exec(text) ?? []
  if (said === '') return undefined
  return /^g/i.test(unit) ? decimal(said) * 1024 : whole(said)
}

const slownessIn = (text: string): number | undefined => {
  const [, than = '', thanUnit = '', over = '', overUnit = ''] = slowness.exec(text) ?? []
  const said = than || over
  return said === '' ? undefined : decimal(said) * secondsOf(thanUnit || overUnit)
}

/** "500-fouten", "503 errors": which of them, not how many. */
const statusCode = /^[45]\d\d$/

const countIn = (text: string): number | undefined => {
  const [, said] = counted.exec(text) ?? []
  const isCode = said !== undefined && countedKindIn(text) === 'status-codes' && statusCode.test(said)
  return said === undefined || isCode ? undefined : whole(said)
}

const countedKindIn = (text: string): string | undefined => {
  const [all = '', said = '', what = ''] = counted.exec(text) ?? []
  if (what === '') return undefined
  const kind = all.slice(said.length)
  if (/slow|trage|langzame/i.test(kind)) return 'slow-requests'
  return /^(?:request|verzoek|aanvragen)/i.test(what) && !/fail|mislukt|5xx|50\d/i.test(kind)
    ? 'requests'
    : 'status-codes'
}

/** The last one: "slower than 20 s" is no time in which something is counted. */
const intervalIn = (text: string): number | undefined => {
  const last = [...text.replace(slowness, ' ').matchAll(interval)].at(-1)
  if (last === undefined) return undefined
  const [, said, unit = ''] = last
  return ((said === undefined ? 1 : decimal(said)) * secondsOf(unit)) / 60
}

const secondsOf = (unit: string): number => {
  if (/^(?:ms|milli)/i.test(unit)) return 0.001
  if (/^m/i.test(unit)) return 60
  return /^[hu]/i.test(unit) ? 3_600 : 1
}

const decimal = (said: string): number => Number(said.replace(',', '.'))

const whole = (said: string): number =>
  /^\d{1,3}(?:[.,]\d{3})+$/.test(said) ? Number(said.replace(/[.,]/g, '')) : decimal(said)
