import type { StateFinding } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import type { SuggestedStep } from '../incident/verdict.ts'
import { percent } from './figures.ts'
import { levelOf } from './level.ts'
import { statesOf } from './seen.ts'
import { cpuHighEverywhere } from './signs/cpu.ts'
import type { Seen } from './types.ts'

/** Ours: a plan at 60 % has room for an instance less and for a busy minute. */
const comfortable = 60

export interface Room {
  readonly now: number
  readonly maximum: number
}

/** How far the plan may be scaled out by hand; `undefined` where it can't be, or scales by itself. */
export const roomOf = (seen: Seen): Room | undefined => {
  const properties: StateFinding['properties'] = statesOf(seen, 'plan')[0]?.properties ?? {}
  const { workers: now, maximumWorkers: maximum, automaticScaling } = properties
  if (typeof now !== 'number' || typeof maximum !== 'number' || now < 1 || now >= maximum) return undefined
  return automaticScaling === true ? undefined : { now, maximum }
}

/**
 * More instances, to the count that would bring the CPU seen down to comfort; at most doubled, since a plan at 100 %
 * hides its need. `key`: of the reason, with `-bounded` where that count is out of reach.
 */
export const relief = (seen: Seen, key: string): readonly SuggestedStep[] => {
  const room = roomOf(seen)
  const cpu = levelOf(seen, 'plan', 'CpuPercentage')?.now
  if (room === undefined || cpu === undefined || cpuHighEverywhere(seen) === undefined) return []
  const { now, maximum } = room
  const needed = Math.ceil((now * Math.min(cpu, 100)) / comfortable)
  const workers = Math.min(needed, now * 2, maximum)
  if (workers <= now) return []
  const why = phrase(workers < needed ? `${key}-bounded` : key, { now, workers, cpu: percent(cpu) })
  return [{ step: 'scale-out', args: { workers }, why }]
}
