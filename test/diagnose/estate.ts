import type { Finding, Instant, MetricFinding, ProbeResult, Window } from '../../src/incident/finding.ts'
import { createRandom, type Random } from './random.ts'
import { calm, type Minute, type Scenario, type Scene, scenes } from './scenarios.ts'

/** A round of probes as it could have come in, with what is true about it. */
export interface Round {
  readonly results: readonly ProbeResult[]
  readonly window: Window
  readonly at: Instant
  readonly onset: Instant
  /** Name of the instance to blame. */
  readonly sick?: string
}

const minuteInMs = 60_000
const now = Date.UTC(2026, 2, 3, 10, 0)

/**
 * Sizes, load, noise, lag, gaps and severity all follow from the seed.
 * `overForInMinutes`: the trouble ended so long ago, as after a step that helped.
 */
export const estate = (scenario: Scenario, seed: number, overForInMinutes = 0): Round => {
  const random = createRandom(seed * 7919 + scenario.length)
  const onset = now - (overForInMinutes + random.whole(6, 25)) * minuteInMs - random.whole(0, 59) * 1000
  const instances = random.whole(2, 5)
  const setting = { onset, now, instances, cpu: random.between(12, 50), memory: random.between(30, 70) }
  const scene = ended(
    scenes[scenario](random, setting),
    overForInMinutes,
    (now - onset) / minuteInMs - overForInMinutes,
  )
  const app: App = {
    names: Array.from({ length: instances }, (_, index) => `RD00${seed}${'ABCDE'[index]}`),
    scene,
    ...setting,
    requests: random.between(60, 900),
    response: random.between(0.03, 0.4),
    noise: random.between(0.01, 0.08),
    errors: random.between(0, 0.002),
    lagInMinutes: random.whole(0, 3),
    random,
  }
  const window = { from: now - 60 * minuteInMs, to: now }
  const sick = scene.sick === undefined ? undefined : app.names[scene.sick]
  return { results: results(app, random), window, at: now, onset, ...(sick === undefined ? {} : { sick }) }
}

const ended = (scene: Scene, overForInMinutes: number, lastedInMinutes: number): Scene =>
  overForInMinutes === 0
    ? scene
    : {
        minute: (since, instance) => (since < lastedInMinutes ? scene.minute(since, instance) : {}),
        ...(scene.changes && { changes: scene.changes }),
      }

interface App {
  readonly names: readonly string[]
  readonly scene: Scene
  readonly onset: Instant
  readonly now: Instant
  readonly instances: number
  readonly cpu: number
  readonly memory: number
  readonly requests: number
  readonly response: number
  readonly noise: number
  readonly errors: number
  readonly lagInMinutes: number
  readonly random: Random
}

const gigabyte = 1024 ** 3

const results = (app: App, random: Random): readonly ProbeResult[] => {
  const windows = random.chance(0.6)
  const busy = (minute: Minute): number => Math.min(100, Math.max(minute.cpuFloor, app.cpu * minute.timesCpu))
  const held = (minute: Minute): number => ((app.memory - 15 + minute.memory) / 100) * 8 * gigabyte
  const served = (minute: Minute): number => app.requests * minute.timesRequests
  /** Memory moves slowly: it has less noise than what requests do. */
  const smooth = Math.min(app.noise, 0.03)
  const metrics: readonly Finding[] = [
    metric(app, 'HttpResponseTime', 'seconds', 'average', (minute) =>
      Math.min(230, app.response * minute.timesResponse),
    ),
    metric(app, 'CpuTime', 'seconds', 'total', (minute) => busy(minute) * 1.1),
    metric(app, 'Requests', 'count', 'total', served),
    metric(app, 'Http5xx', 'count', 'total', (minute) =>
      poissonish(random, served(minute) * (app.errors + minute.errors)),
    ),
    metric(app, 'Http4xx', 'count', 'total', (minute) => served(minute) * 0.01),
    metric(app, 'MemoryWorkingSet', 'bytes', 'maximum', (minute) => held(minute) * 1.05, smooth),
    metric(app, 'AverageMemoryWorkingSet', 'bytes', 'average', held, smooth),
    metric(app, 'Threads', 'count', 'average', (minute) => 45 * minute.timesThreads),
    ...(windows
      ? [
          metric(app, 'PrivateBytes', 'bytes', 'average', held, smooth),
          metric(app, 'RequestsInApplicationQueue', 'count', 'average', ({ queue }) => queue),
          metric(app, 'AppConnections', 'count', 'average', (minute) => 80 * minute.timesThreads),
        ]
      : []),
    ...(random.chance(0.6)
      ? [metric(app, 'HealthCheckStatus', 'percent', 'average', (minute) => (minute.healthy ? 100 : 0), 0)]
      : []),
  ]
  const plan = [
    metric(app, 'CpuPercentage', 'percent', 'average', busy),
    metric(app, 'MemoryPercentage', 'percent', 'average', (minute) => Math.min(98, app.memory + minute.memory), 0.01),
    metric(app, 'HttpQueueLength', 'count', 'average', ({ queue }) => queue),
  ].map((finding): Finding => ({ ...finding, of: 'plan' }))
  const { scene } = app
  const started = (index: number): Instant => now - (scene.startedAgo?.(index) ?? 3000) * minuteInMs
  return [
    ok('app-state', { kind: 'state', of: 'app', name: 'shop', properties: { state: 'Running', enabled: true } }),
    ok('plan-state', {
      kind: 'state',
      of: 'plan',
      name: 'plan',
      properties: { workers: app.instances, maximumWorkers: 10 },
    }),
    ok(
      'instances',
      ...app.names.map(
        (name, index): Finding => ({
          kind: 'state',
          of: 'instance',
          name,
          properties: { state: 'READY', startedAt: Math.round(started(index)), processes: 1 },
        }),
      ),
    ),
    ok('app-metrics', ...metrics),
    ok('plan-metrics', ...plan),
    ok('resource-health', scene.health?.[0] ?? { kind: 'health', source: 'resource', state: 'available', summary: '' }),
    ok('service-health', ...(scene.health?.slice(1) ?? [])),
    ok('activity-log', ...(scene.changes ?? []).filter(({ change }) => change !== 'deployment'), ...oldChanges(app)),
    ok('deployments', ...(scene.changes ?? []).filter(({ change }) => change === 'deployment')),
    ok('synthetic-request', {
      kind: 'request',
      url: 'https://shop.example/',
      status: scene.status ?? 200,
      durationInMs: scene.requestInMs ?? 150,
    }),
  ]
}

const ok = (probe: string, ...findings: readonly Finding[]): ProbeResult => ({ probe, status: 'ok', findings })

/** What people do all day and what has nothing to do with it. */
const oldChanges = ({ random, onset }: App): readonly Finding[] =>
  random.chance(0.5)
    ? [
        {
          kind: 'change',
          change: 'deployment',
          at: onset - random.whole(15, 30) * minuteInMs,
          of: 'app',
          operation: 'old',
          status: 'succeeded',
        },
      ]
    : []

const poissonish = (random: Random, mean: number): number =>
  Math.max(0, Math.round(mean + random.normal() * Math.sqrt(mean)))

/** A series an instance, a point a minute, with noise, a missing point now and then, and nothing yet for the last ones. */
const metric = (
  app: App,
  name: string,
  unit: MetricFinding['unit'],
  aggregation: MetricFinding['aggregation'],
  value: (minute: Minute) => number,
  noise: number = app.noise,
): MetricFinding => {
  const { random, scene, onset, lagInMinutes } = app
  const pointAt = (minute: number, index: number): readonly [Instant, number | null] => {
    const at = now - (60 - minute) * minuteInMs
    const missing = minute >= 60 - lagInMinutes || random.chance(0.02)
    const since = (at + minuteInMs / 2 - onset) / minuteInMs
    const level = value({ ...calm, ...scene.minute(since, index) })
    const noisy = Math.max(0, level * (1 + noise * random.normal()))
    return [at, missing ? null : +Math.min(unit === 'percent' ? 100 : noisy, noisy).toPrecision(4)]
  }
  const series = app.names.map((instance, index) => ({
    instance,
    points: Array.from({ length: 60 }, (_, minute) => pointAt(minute, index)),
  }))
  return { kind: 'metric', metric: name, of: 'app', unit, aggregation, grainInMs: minuteInMs, series }
}
