import { messageOf } from '../i18n/message.ts'
import type { StateFinding } from '../incident/finding.ts'
import { stateFindingsOf } from '../incident/read-findings.ts'
import type { SuggestedStep } from '../incident/verdict.ts'
import { cpuHighEverywhere } from './indicators/cpu.ts'
import { roundPercent } from './message-figures.ts'
import { metricLevelOf } from './metric-level.ts'
import type { ObservedFindings } from './types.ts'

/** Ours: a plan at 60 % has room for an instance less and for a busy minute. */
const targetCpuPercent = 60

export interface ScaleOutHeadroom {
  readonly now: number
  readonly maximum: number
}

/** How far the plan may be scaled out by hand; `undefined` where it can't be, or scales by itself. */
export const scaleOutHeadroomOf = (findings: ObservedFindings): ScaleOutHeadroom | undefined => {
  const properties: StateFinding['properties'] = stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
  const { workers: now, maximumWorkers: maximum, automaticScaling } = properties
  if (typeof now !== 'number' || typeof maximum !== 'number' || now < 1 || now >= maximum) return undefined
  return automaticScaling === true ? undefined : { now, maximum }
}

/**
 * More instances, to the count that would bring the CPU seen down to comfort; at most doubled, since a plan at 100 %
 * hides its need. `key`: of the reason, with `-bounded` where that count is out of reach.
 */
export const recommendScaleOut = (findings: ObservedFindings, key: string): readonly SuggestedStep[] => {
  const room = scaleOutHeadroomOf(findings)
  const cpu = metricLevelOf(findings, 'plan', 'CpuPercentage')?.now
  if (room === undefined || cpu === undefined || cpuHighEverywhere(findings) === undefined) return []
  const { now, maximum } = room
  const needed = Math.ceil((now * Math.min(cpu, 100)) / targetCpuPercent)
  const workers = Math.min(needed, now * 2, maximum)
  if (workers <= now) return []
  const why = messageOf(workers < needed ? `${key}-bounded` : key, { now, workers, cpu: roundPercent(cpu) })
  return [{ step: 'scale-out', args: { workers }, why }]
}
