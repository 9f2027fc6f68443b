import type { Finding, Instant, MetricFinding } from '../../../src/incident/finding.ts'

export const minute = 60_000

/** Deterministic noise: the same seed, the same thousand leases. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** Requests a minute, and what carries them. */
export interface Load {
  /** At this minute; a day of 1,440 minutes looks like the next but for noise. */
  at(time: Instant): number
}

/** A working day with a random height and phase, its noise, and now and then a step up that no other day had. */
export const randomLoad = (random: () => number): Load => {
  const base = 200 + random() * 400
  const swing = random() * 0.8
  const phase = random() * 1440
  const noise = Array.from({ length: 1440 }, () => 1 + (random() - 0.5) * 0.12)
  return {
    at: (time) => {
      const of = Math.floor(time / minute) % 1440
      const day = 1 + swing * Math.sin(((of - phase) / 1440) * 2 * Math.PI)
      return base * day * (noise[of] ?? 1)
    },
  }
}

export interface Figures {
  readonly cpu: number
  readonly memory: number
  readonly seconds: number
  readonly errors: number
}

/** One instance takes 200 requests a minute at 50 %; an answer waits as in a queue of one line, and fails when it is full. */
export const figuresOf = (requests: number, instances: number, memory: number): Figures => {
  const raw = (requests / instances / 200) * 50
  const cpu = Math.min(100, raw)
  return {
    cpu,
    // A fifth of it comes with the requests that an instance has.
    memory: Math.min(100, memory * (0.8 + (0.2 * requests) / instances / 100)),
    seconds: 0.2 / (1 - Math.min(cpu, 98) / 100),
    errors: raw > 100 ? requests * 0.3 : 0,
  }
}

interface Seen {
  readonly load: Load
  readonly instances: number
  readonly memory: number
}

/** What Azure would show of the last quarter of an hour, and of the two days before. */
export const findingsAt = ({ load, instances, memory }: Seen, at: Instant): readonly Finding[] => {
  const minutes = Array.from({ length: 15 }, (_, index) => at - (15 - index) * minute)
  const series = (metric: string, of: 'app' | 'plan', value: (figures: Figures) => number): MetricFinding => ({
    kind: 'metric',
    metric,
    of,
    unit: 'count',
    aggregation: of === 'app' && metric !== 'HttpResponseTime' ? 'total' : 'average',
    grainInMs: minute,
    series: [{ points: minutes.map((time) => [time, value(figuresOf(load.at(time), instances, memory))] as const) }],
  })
  const quarters = Array.from({ length: 192 }, (_, index) => at - (192 - index) * 15 * minute)
  const lookBack: MetricFinding = {
    ...series('Requests', 'app', () => 0),
    grainInMs: 15 * minute,
    baseline: 'look-back',
    series: [
      {
        points: quarters.map((quarter) => {
          const each = Array.from({ length: 15 }, (_, index) => load.at(quarter + index * minute))
          return [quarter, each.reduce((sum, one) => sum + one, 0)] as const
        }),
      },
    ],
  }
  return [
    { kind: 'request', url: 'https://app/', status: 200, durationInMs: 200 } as Finding,
    series('CpuPercentage', 'plan', ({ cpu }) => cpu),
    series('MemoryPercentage', 'plan', (figures) => figures.memory),
    series('HttpQueueLength', 'plan', ({ errors }) => errors),
    series('HttpResponseTime', 'app', ({ seconds }) => seconds),
    series('Http5xx', 'app', ({ errors }) => errors),
    lookBack,
  ]
}
