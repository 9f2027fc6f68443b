import type { Reading } from '../../incident/event.ts'
import type { Action } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Success, SuccessLimit } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

const known: readonly string[] = [
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
export const limitLines = (success: Success, say: Say): readonly Line[] => [
  ...success.limits.map((limit) => line('▸', 'default', plain(`${metricName(limit, say)}: ${bound(limit, say)}`))),
  line('▸', 'default', say(phrase('card.success.hold', held(success, say)))),
]

const held = (success: Success, say: Say) => ({
  hold: say.duration(success.holdInMs),
  within: say.duration(success.withinInMs),
})

/** Each limit with what was measured before and what is measured now. */
export const readingLines = (action: Action, say: Say): readonly Line[] => {
  const { plan, verification } = action
  if (plan === undefined || verification === undefined) return []
  return plan.success.limits.map((limit, index) => {
    const before = measured(verification.before, index, limit, say)
    const reading = verification.now.find((one) => one.limit === index)
    const now = measured(verification.now, index, limit, say)
    const text = plain(`${metricName(limit, say)}: ${before} → ${now} (${bound(limit, say)})`)
    if (reading === undefined || reading.value === null) return line('…', 'default', text)
    return reading.holds ? line('✓', 'good', text) : line('✗', 'attention', text)
  })
}

const measured = (readings: readonly Reading[], index: number, limit: SuccessLimit, say: Say): string => {
  const value = readings.find((reading) => reading.limit === index)?.value ?? null
  return value === null ? '–' : measure(value, limit.unit, say)
}

const metricName = (limit: SuccessLimit, say: Say): string => {
  const name = known.includes(limit.metric) ? say(phrase(`card.metric.${limit.metric}`)) : limit.metric
  return limit.instance === undefined ? name : `${name} (${plain(limit.instance, 40)})`
}

const bound = ({ comparison, limit, unit, orShareOfRequests: share }: SuccessLimit, say: Say): string => {
  const value = measure(limit, unit, say)
  return share === undefined
    ? say(phrase(`card.success.${comparison}`, { value }))
    : say(phrase(`card.success.${comparison}.or-share`, { value, share: measure(share, 'share', say) }))
}

const measure = (value: number, unit: SuccessLimit['unit'], say: Say): string =>
  unit === 'share' ? say.number(rounded(value * 100), 'percent') : say.number(rounded(value), unit)

const rounded = (value: number): number => (Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100)
