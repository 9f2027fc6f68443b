import { type InstanceLevel, instanceAveragesOf } from '../../diagnose/metric-level.ts'
import type { ObservedFindings } from '../../diagnose/types.ts'
import type { Instant, MetricFinding, StateFinding } from '../../incident/finding.ts'
import { instanceConditionOf } from '../../incident/instance-condition.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'

/** An instance with all that was seen of it. */
export interface SeenInstance {
  readonly name: string
  /** `unknown` where neither Azure's word nor a figure says how it is. */
  readonly health: 'well' | 'ill' | 'unknown'
  /** 0…1 of its requests. */
  readonly failing?: number
  readonly seconds?: number
  readonly cpu?: number
  readonly memory?: number
  readonly state?: string
  readonly startedAt?: Instant
}

/** Ours: what visitors notice of an instance. */
const illFromShare = 0.05
const illFromSeconds = 2
const timesAsSlow = 3

/** Those that are hit first, then by name. */
export const seenInstancesIn = (findings: ObservedFindings): readonly SeenInstance[] => {
  const states = new Map(stateFindingsOf(findings, 'instance').map((one) => [one.name.toLowerCase(), one]))
  const levels = (of: MetricFinding['of'], metric: string): ReadonlyMap<string, InstanceLevel> =>
    new Map(instanceAveragesOf(findings, of, metric).map((level) => [level.instance.toLowerCase(), level]))
  const figures: Figures = {
    requests: levels('app', 'Requests'),
    errors: levels('app', 'Http5xx'),
    seconds: levels('app', 'HttpResponseTime'),
    health: levels('app', 'HealthCheckStatus'),
    cpu: levels('plan', 'CpuPercentage'),
    memory: levels('plan', 'MemoryPercentage'),
  }
  const measured = new Map(
    [...figures.requests.values(), ...figures.cpu.values()].map(({ instance }) => [instance.toLowerCase(), instance]),
  )
  // Where the two call them differently, one instance must not count as two.
  const isShared = [...states.keys()].some((name) => measured.has(name))
  const listed = measured.size > 0 && !isShared ? [] : [...states].map(([key, { name }]) => [key, name] as const)
  const names = new Map([...measured, ...listed])
  return [...names]
    .map(([key, name]) => instanceOf({ key, name, state: states.get(key), at: findings.window.to }, figures))
    .toSorted((a, b) => Number(b.health === 'ill') - Number(a.health === 'ill') || (a.name < b.name ? -1 : 1))
}

type Figures = Readonly<
  Record<'requests' | 'errors' | 'seconds' | 'health' | 'cpu' | 'memory', ReadonlyMap<string, InstanceLevel>>
>

interface Named {
  readonly key: string
  readonly name: string
  readonly state: StateFinding | undefined
  readonly at: Instant
}

const instanceOf = ({ key, name, state, at }: Named, figures: Figures): SeenInstance => {
  const now = (metric: keyof Figures): number | undefined => figures[metric].get(key)?.now
  const requests = now('requests')
  const failing = requests === undefined ? undefined : (now('errors') ?? 0) / Math.max(requests, now('errors') ?? 0, 1)
  const told = {
    failing: requests === 0 ? undefined : failing,
    seconds: now('seconds'),
    cpu: now('cpu'),
    memory: now('memory'),
    state: state === undefined ? undefined : String(state.properties.state ?? ''),
    startedAt: typeof state?.properties.startedAt === 'number' ? state.properties.startedAt : undefined,
  }
  const condition = state === undefined ? 'unknown' : instanceConditionOf(state, at)
  const isHit =
    condition === 'ill' ||
    (failing ?? 0) >= illFromShare ||
    isSlow(figures.seconds.get(key)) ||
    (now('health') ?? 100) < 100
  const health = isHit ? 'ill' : condition === 'well' || requests !== undefined ? 'well' : 'unknown'
  return { name, health, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) }
}

const isSlow = (level: InstanceLevel | undefined): boolean =>
  level !== undefined && level.now >= illFromSeconds && level.now >= timesAsSlow * (level.before ?? 0)
