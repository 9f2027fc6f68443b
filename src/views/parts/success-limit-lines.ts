import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Action } from '../../incident/incident.ts'
import type { SuccessCriteria, SuccessLimit } from '../../incident/mitigation-plan.ts'
import type { LimitReading } from '../../incident/verification/verification-event.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'

const namedMetrics: readonly string[] = [
  'Http5xx',
  'Http4xx',
  'Requests',
  'HttpResponseTime',
  'AverageResponseTime',
  'CpuTime',
  'CpuPercentage',
  'MemoryPercentage',
  'MemoryWorkingSet',
  'AverageMemoryWorkingSet',
  'HealthCheckStatus',
  'HttpQueueLength',
  'request',
]

/** The success limits in words, with how long they must hold. */
export const successLimitLines = (success: SuccessCriteria, say: Translate): readonly CardLine[] => [
  ...success.limits.map((limit) =>
    cardLine(
      '▸',
      'default',
      sanitizeText(`${metricName(limit, say)}: ${limitText(limit, say)}${usualText(limit, success.seenAt, say)}`),
    ),
  ),
  ...(success.usualUnknown === true ? [cardLine('▸', 'default', say(messageOf('card.success.usual-unknown')))] : []),
  // What only fetches is done when the file is there: nothing has to hold.
  ...(success.withinInMs === 0
    ? []
    : [cardLine('▸', 'default', say(messageOf('card.success.hold', holdTimes(success, say))))]),
]

const holdTimes = (success: SuccessCriteria, say: Translate) => ({
  hold: say.duration(success.holdInMs),
  within: say.duration(success.withinInMs),
})

/** Each limit with what was measured before and what is measured now. */
export const verificationReadingLines = (action: Action, say: Translate): readonly CardLine[] => {
  const { plan, verification } = action
  if (plan === undefined || verification === undefined) return []
  return plan.success.limits.map((limit, index) => {
    const reading = verification.now.find((one) => one.limit === index)
    if (reading?.notOffered) return cardLine('–', 'default', leftOutText(limit, say))
    const before = measurementText(verification.before, index, limit, say)
    const now = measurementText(verification.now, index, limit, say)
    const text = sanitizeText(`${metricName(limit, say)}: ${before} → ${now} (${limitText(limit, say)})`)
    if (reading === undefined || reading.value === null) return cardLine('…', 'default', text)
    return reading.holds ? cardLine('✓', 'good', text) : cardLine('✗', 'attention', text)
  })
}

const leftOutText = (limit: SuccessLimit, say: Translate): string => {
  const why = messageOf(limit.metric === 'request' ? 'card.success.not-visited' : 'card.success.not-measured')
  return sanitizeText(`${metricName(limit, say)}: ${say(why)}`)
}

const measurementText = (
  readings: readonly LimitReading[],
  index: number,
  limit: SuccessLimit,
  say: Translate,
): string => {
  const value = readings.find((reading) => reading.limit === index)?.value ?? null
  return value === null ? '–' : formatMeasurement(value, limit.unit, say)
}

const metricName = (limit: SuccessLimit, say: Translate): string => {
  const name = namedMetrics.includes(limit.metric) ? say(messageOf(`card.metric.${limit.metric}`)) : limit.metric
  return limit.instance === undefined ? name : `${name} (${sanitizeText(limit.instance, 40)})`
}

/** What the limit is to be held against: what is usual, and what it was when it was fixed. */
const usualText = ({ usual, now, unit }: SuccessLimit, seenAt: Instant | undefined, say: Translate): string => {
  const shown = {
    usual: shownValue(usual, unit, say),
    now: shownValue(now, unit, say),
    at: seenAt === undefined ? '' : say.time(seenAt),
  }
  if (usual === undefined && now === undefined) return ''
  if (now === undefined) return ` (${say(messageOf('card.success.usual', shown))})`
  const when = seenAt === undefined ? 'now' : 'then'
  return ` (${say(messageOf(usual === undefined ? `card.success.${when}` : `card.success.usual-${when}`, shown))})`
}

const shownValue = (value: number | undefined, unit: SuccessLimit['unit'], say: Translate): string =>
  value === undefined ? '–' : formatMeasurement(value, unit, say)

const limitText = (success: SuccessLimit, say: Translate): string => {
  const { comparison, limit, unit, orShareOfRequests: share, orStatuses } = success
  const value = formatMeasurement(limit, unit, say)
  if (orStatuses !== undefined)
    return say(messageOf('card.success.or-statuses', { value, statuses: orStatuses.join(', ') }))
  return share === undefined
    ? say(messageOf(`card.success.${comparison}`, { value }))
    : say(messageOf(`card.success.${comparison}.or-share`, { value, share: formatMeasurement(share, 'share', say) }))
}

const formatMeasurement = (value: number, unit: SuccessLimit['unit'], say: Translate): string =>
  unit === 'share' ? say.number(rounded(value * 100), 'percent') : say.number(rounded(value), unit)

const rounded = (value: number): number => (Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100)
