import { takesRequests } from './process-state.ts'
import { appsOnPlan, setWorkerCount } from './scale-plan.ts'
import type { PlanState } from './simulated-plan.ts'
import { minuteInMs } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** Above it another worker comes, below it the newest goes: requests in hand, as a share of what an app takes at once. */
const [busyShare, idleShare] = [0.5, 0.08]
const scaleInDelayInMs = 10 * minuteInMs

/** Automatic scaling: by HTTP traffic, without rules, up to the plan's maximum; `sku.capacity` stays as it is. */
export function runAutomaticScaling(world: SimulatedWorld, plan: PlanState, at: number): void {
  const standing = plan.workers.filter(({ leavesAt }) => leavesAt === Number.POSITIVE_INFINITY)
  const extra = standing.length - plan.capacity
  if (!plan.elastic.enabled) {
    if (extra > 0 && plan.elasticAt !== undefined) returnToCapacity(world, plan, at)
    return
  }
  if (standing.some(({ readyAt }) => readyAt > at)) return
  const least = Math.max(
    plan.capacity,
    ...appsOnPlan(world, plan).map(({ config }) => config.minimumElasticInstanceCount),
  )
  const load = loadOf(world, plan, at)
  const isQuiet = load < idleShare && at > (plan.elasticAt ?? 0) + scaleInDelayInMs
  const step = standing.length < least || load > busyShare ? 1 : isQuiet && standing.length > least ? -1 : 0
  const wanted = Math.min(Math.max(plan.elastic.maximum, plan.capacity), standing.length + step)
  if (wanted === standing.length) return
  plan.elasticAt = at
  setWorkerCount(world, plan, wanted, { at, writeNumber: at })
}

/** Back to what the plan asks for, once automatic scaling is off. */
function returnToCapacity(world: SimulatedWorld, plan: PlanState, at: number): void {
  plan.elasticAt = undefined
  setWorkerCount(world, plan, plan.capacity, { at, writeNumber: at })
}

/** Of the busiest app, the mean over its processes: those that wait, and the worker's CPU. */
function loadOf(world: SimulatedWorld, plan: PlanState, at: number): number {
  const loads = appsOnPlan(world, plan).map((app) => {
    const ready = app.processes.filter((process) => takesRequests(app, process, at))
    const inHand = ready.reduce((sum, { queue, worker }) => {
      const waiting = Math.min(1, queue / app.spec.concurrency)
      return sum + Math.max(waiting, app.spec.requestsPerSecond > 1 ? worker.cpu ** 4 : 0)
    }, 0)
    return ready.length === 0 ? 0 : inHand / ready.length
  })
  return Math.max(0, ...loads)
}
