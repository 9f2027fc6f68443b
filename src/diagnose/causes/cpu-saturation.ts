import type { StateFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import type { SuggestedStep } from '../../incident/verdict.ts'
import { percent } from '../figures.ts'
import { levelOf } from '../level.ts'
import { statesOf } from '../seen.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuBurntElsewhere, cpuHighEverywhere, cpuOrdinary, cpuTimeUp } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { resourceImpaired, serviceEvent } from '../signs/platform.ts'
import { failing, moreRequests, notSlower, requestSlow, slower } from '../signs/requests.ts'
import { queueGrew } from '../signs/waiting.ts'
import type { Cause, Seen } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/** Ours: a plan at 60 % has room for an instance less and for a busy minute. */
const comfortable = 60

/**
 * Every instance of the plan is out of CPU. Needs to see the plan's CPU high on all of them; slower answers, the app's
 * own CPU time and a queue confirm it. CPU within reach of one instance only, memory that filled first, a change right
 * before and trouble of Azure's own speak against it. Thresholds: `signs/cpu.ts` (ours), Microsoft's for the queue.
 */
export const cpuSaturation: Cause = {
  id: 'cpu-saturation',
  weigh: weighing({
    needs: [cpuHighEverywhere],
    signs: [
      [cpuHighEverywhere, 0.65],
      [slower, 0.25],
      [requestSlow, 0.1],
      [cpuTimeUp, 0.25],
      [queueGrew, 0.15],
      [moreRequests, 0.2],
      [failing, 0.05],
    ],
    against: [
      [cpuOrdinary, 0.85],
      [oneAlone, 0.5],
      [memoryClimbed, 0.5],
      [changedBefore, 0.25],
      [cpuBurntElsewhere, 0.2],
      [notSlower, 0.3],
      [either(resourceImpaired, serviceEvent), 0.5],
    ],
  }),
  steps: (seen) => {
    const plan = statesOf(seen, 'plan')[0]
    const cpu = levelOf(seen, 'plan', 'CpuPercentage')?.now
    const out = plan === undefined || cpu === undefined ? [] : scaleOut(plan, cpu, seen)
    return out.length === 0 ? [] : [...out, ...recycle(seen)]
  },
}

/** Automatic scaling sets the count by itself. Otherwise: to the count that would bring the CPU seen down to comfort; at most doubled, since a plan at 100 % hides its need. */
const scaleOut = ({ properties }: StateFinding, cpu: number, seen: Seen): readonly SuggestedStep[] => {
  const { workers: now, maximumWorkers, automaticScaling } = properties
  if (typeof now !== 'number' || typeof maximumWorkers !== 'number' || now < 1) return []
  if (automaticScaling === true) return []
  const needed = Math.ceil((now * Math.min(cpu, 100)) / comfortable)
  const workers = Math.min(needed, now * 2, maximumWorkers)
  if (workers <= now || cpuHighEverywhere(seen) === undefined) return []
  const key = workers < needed ? 'scale-out-bounded' : 'scale-out'
  const why = phrase(`cause.cpu-saturation.step.${key}`, { now, workers, cpu: percent(cpu) })
  return [{ step: 'scale-out', args: { workers }, why }]
}

/** More CPU for no more requests may be a process that spins, which more instances only dilute. Never the first step. */
const recycle = (seen: Seen): readonly SuggestedStep[] => {
  const spins = cpuTimeUp(seen) !== undefined && moreRequests(seen) === undefined
  return spins ? [{ step: 'soft-restart', args: {}, why: phrase('cause.cpu-saturation.step.soft-restart') }] : []
}
