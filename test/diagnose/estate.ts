import type {
  Finding,
  Instant,
  MetricFinding,
  MetricSeries,
  ProbeResult,
  TimeWindow,
} from '../../src/incident/finding.ts'
import { createRandom, type Random } from './random.ts'
import { type Scenario, scenes } from './scenarios.ts'
import { calm, type Minute, type Scene, type SceneOf } from './scene.ts'

/** A round of probes as it could have come in, with what is true about it. */
export interface Round {
  readonly results: readonly ProbeResult[]
  readonly window: TimeWindow
  readonly at: Instant
  readonly onset: Instant
  /** Name of the instance to blame. */
  readonly sick?: string
}

const minuteInMs = 60_000
const now = Date.UTC(2026, 2, 3, 10, 0)

interface Circumstances {
  /** The trouble ended so long ago, as after a step that helped. */
  readonly overForInMinutes?: number
  /** How long ago it began; 6–25 minutes where absent. */
  readonly ageInMinutes?: number
  readonly name?: string
  /** How many the plan has; 2–5 where absent. */
  readonly instances?: number
  /** What happens, in place of the scenario's scene. */
  readonly sceneOf?: SceneOf
}

/** Sizes, load, noise, lag, gaps and severity all follow from the seed. */
export const estate = (
  scenario: Scenario,
  seed: number,
  {
    overForInMinutes = 0,
    ageInMinutes,
    name = 'shop',
    instances: wanted,
    sceneOf = scenes[scenario],
  }: Circumstances = {},
): Round => {
  const random = createRandom(seed * 7919 + scenario.length)
  const usualAge = random.whole(6, 25)
  const onset =
    now -
    (overForInMinutes + (ageInMinutes ?? usualAge)) * minuteInMs -
    random.whole(0, ageInMinutes === undefined ? 59 : 0) * 1000
  const usualInstances = random.whole(2, 5)
  const instances = wanted ?? usualInstances
  const setting = { onset, now, instances, cpu: random.between(12, 50), memory: random.between(30, 70) }
  const scene = ended(sceneOf(random, setting), overForInMinutes, (now - onset) / minuteInMs - overForInMinutes)
  const app: App = {
    name,
    scenario,
    names: Array.from({ length: instances }, (_, index) => `RD00${seed}${'ABCDE'[index]}`),
    scene,
    ...setting,
    requests: random.between(60, 900) / (scene.quiet === true ? 100 : 1),
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
        minute: (since, instance, minute) => (since < lastedInMinutes ? scene.minute(since, instance, minute) : {}),
        ...(scene.changes && { changes: scene.changes }),
        ...(scene.linux === true ? { linux: true } : {}),
        ...(scene.rules && { rules: scene.rules }),
        ...(scene.replaced && { replaced: scene.replaced }),
        ...(scene.peaks === true ? { peaks: true } : {}),
        ...(scene.plan && { plan: scene.plan }),
        ...(scene.healthStatus === undefined ? {} : { healthStatus: 200 }),
      }

interface App {
  readonly name: string
  readonly scenario: Scenario
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
  const { scene } = app
  const windows = scene.linux !== true && (needsWindows.has(app.scenario) || random.chance(0.6))
  const busy = (minute: Minute): number => Math.min(100, Math.max(minute.cpuFloor, app.cpu * minute.timesCpu))
  const held = (minute: Minute): number => ((app.memory - 15 + minute.memory) / 100) * 8 * gigabyte
  const served = (minute: Minute): number => app.requests * minute.timesRequests
  /** Memory moves slowly: it has less noise than what requests do. */
  const smooth = Math.min(app.noise, 0.03)
  const metrics: readonly Finding[] = [
    metric(app, 'HttpResponseTime', 'seconds', 'average', (minute) =>
      minute.seconds > 0 ? minute.seconds : Math.min(230, app.response * minute.timesResponse),
    ),
    metric(app, 'CpuTime', 'seconds', 'total', (minute) => busy(minute) * 1.1),
    metric(app, 'Requests', 'count', 'total', served),
    metric(app, 'Http5xx', 'count', 'total', (minute) =>
      poissonish(random, served(minute) * (app.errors + minute.errors)),
    ),
    metric(app, 'Http4xx', 'count', 'total', (minute) => served(minute) * (0.01 + minute.forbidden)),
    metric(app, 'Http403', 'count', 'total', (minute) => served(minute) * minute.forbidden),
    metric(app, 'MemoryWorkingSet', 'bytes', 'maximum', (minute) => held(minute) * 1.05, smooth),
    metric(app, 'AverageMemoryWorkingSet', 'bytes', 'average', held, smooth),
    metric(app, 'Threads', 'count', 'average', (minute) => 45 * minute.timesThreads),
    ...(windows
      ? [
          metric(app, 'PrivateBytes', 'bytes', 'average', held, smooth),
          metric(app, 'RequestsInApplicationQueue', 'count', 'average', ({ queue }) => queue),
          metric(
            app,
            'AppConnections',
            'count',
            'average',
            (minute) =>
              80 * (minute.timesConnections ?? (app.scenario === 'thread-exhaustion' ? 1 : minute.timesThreads)),
          ),
        ]
      : []),
    ...(scene.peaks
      ? [
          metric(
            app,
            'HttpResponseTime.maximum',
            'seconds',
            'maximum',
            (minute) => minute.longest ?? 3 * app.response * minute.timesResponse,
            0.002,
          ),
        ]
      : []),
    ...(random.chance(0.6) || scene.healthStatus !== undefined
      ? [metric(app, 'HealthCheckStatus', 'percent', 'average', (minute) => (minute.healthy ? 100 : 0), 0)]
      : []),
  ]
  const plan = [
    metric(app, 'CpuPercentage', 'percent', 'average', (minute) =>
      minute.timesPlanCpu === undefined ? busy(minute) : Math.min(100, app.cpu * minute.timesPlanCpu),
    ),
    metric(app, 'MemoryPercentage', 'percent', 'average', (minute) => Math.min(98, app.memory + minute.memory), 0.01),
    ...(scene.peaks
      ? [
          highestOf(
            metric(
              app,
              'MemoryPercentage.maximum',
              'percent',
              'maximum',
              (minute) => Math.max(minute.memoryPeak ?? 0, app.memory + minute.memory),
              0.01,
            ),
          ),
        ]
      : []),
    metric(app, 'HttpQueueLength', 'count', 'average', ({ queue }) => queue),
    metric(app, 'DiskQueueLength', 'count', 'average', ({ disk }) => disk),
    metric(app, 'SocketOutboundAll', 'count', 'average', ({ sockets }) => sockets),
    metric(app, 'TcpTimeWait', 'count', 'average', ({ timeWait }) => timeWait),
  ].map((finding): Finding => ({ ...finding, of: 'plan' }))
  const started = (index: number): Instant => now - (scene.startedAgo?.(index) ?? 3000) * minuteInMs
  return [
    ok(
      'app-state',
      {
        kind: 'state',
        of: 'app',
        name: app.name,
        properties: { state: 'Running', enabled: true, usageState: 'Normal', alwaysOn: true, ...scene.app },
      },
      ...(scene.rules ?? []),
      {
        kind: 'state',
        of: 'access',
        name: app.name,
        properties: { restrictions: 0, others: 'allowed', publicAccess: null, ...scene.access },
      },
    ),
    ok('plan-state', {
      kind: 'state',
      of: 'plan',
      name: 'plan',
      properties: { workers: app.instances, maximumWorkers: 10, linux: scene.linux === true, ...scene.plan },
    }),
    ok(
      'instances',
      ...app.names.map(
        (name, index): Finding => ({
          kind: 'state',
          of: 'instance',
          name,
          properties: {
            state: 'READY',
            startedAt: Math.round(started(index)),
            processes: 1,
            ...(scene.lastFailure === undefined
              ? {}
              : {
                  lastFailure: scene.lastFailure.said,
                  lastFailureAt: Math.round(now - scene.lastFailure.ago * minuteInMs),
                }),
            ...(scene.linux === true ? { containers: scene.containers ?? 1, lastError: scene.lastError ?? null } : {}),
          },
        }),
      ),
    ),
    ok('app-metrics', ...metrics),
    ok('plan-metrics', ...plan),
    ok('neighbours', ...neighbours(app, busy)),
    ok('past-metrics', ...lookBack(app, busy), ...baselines(app, busy)),
    ok('quotas', ...(scene.quotas ?? []).map((quota): Finding => ({ kind: 'state', of: 'quota', ...quota }))),
    ok(
      'secret-references',
      ...Object.entries(scene.references ?? {}).map(
        ([name, status]): Finding => ({ kind: 'state', of: 'reference', name, properties: { status, vault: 'vault' } }),
      ),
    ),
    ok('network', ...(scene.changes ?? []).filter(({ of }) => of === 'network')),
    ok('resource-health', scene.health?.[0] ?? { kind: 'health', source: 'resource', state: 'available', summary: '' }),
    ok('service-health', ...(scene.health?.slice(1) ?? [])),
    ok(
      'activity-log',
      ...(scene.changes ?? []).filter(({ change, of }) => change !== 'deployment' && of !== 'network'),
      ...oldChanges(app),
    ),
    ok('deployments', ...(scene.changes ?? []).filter(({ change }) => change === 'deployment')),
    ok(
      'synthetic-request',
      ...(scene.requests ?? [{}]).map(
        (request): Finding => ({
          kind: 'request',
          url: `https://${app.name}.example/`,
          durationInMs: scene.requestInMs ?? 150,
          ...(request.failure === undefined ? { status: scene.status ?? 200 } : {}),
          ...request,
        }),
      ),
      ...healthRequest(app),
    ),
  ]
}

const healthRequest = ({ name, scene: { healthStatus } }: App): readonly Finding[] =>
  healthStatus === undefined
    ? []
    : [{ kind: 'request', url: `https://${name}.example/health`, health: true, status: healthStatus, durationInMs: 40 }]

/** Linux has fewer metrics; what only Windows shows can be told only there. */
const needsWindows: ReadonlySet<Scenario> = new Set(['thread-exhaustion', 'snat-exhaustion'])

const neighbours = (app: App, busy: (minute: Minute) => number): readonly Finding[] => {
  const { before, now: since } = app.scene.neighbours ?? { before: 8, now: 8 }
  const shaped = metric(app, 'CpuTime', 'seconds', 'total', busy)
  const [first] = shaped.series
  const points = (first?.points ?? []).map(([at]) => [at, at < app.onset - minuteInMs ? before : since] as const)
  return [
    { kind: 'state', of: 'neighbour', name: `${app.name}-blog`, properties: { state: 'Running', isSlot: false } },
    { ...shaped, of: 'neighbour', series: [{ instance: `${app.name}-blog`, points }] },
  ]
}

const quarterInMs = 15 * minuteInMs

/** Two days in quarters of an hour, of all instances together: calm until the trouble began. */
const lookBack = (app: App, busy: (minute: Minute) => number): readonly Finding[] => {
  const { scene, random, onset } = app
  const course = (
    metric: string,
    of: 'app' | 'plan',
    aggregation: 'total' | 'average',
    value: (minute: Minute, isCalm: boolean) => number,
  ): MetricFinding => ({
    kind: 'metric',
    metric,
    of,
    baseline: 'look-back',
    unit: 'count',
    aggregation,
    grainInMs: quarterInMs,
    series: [
      {
        points: Array.from({ length: 191 }, (_, index) => {
          const at = now - (192 - index) * quarterInMs
          const since = (at + quarterInMs / 2 - onset) / minuteInMs
          const minutes = app.names.map((_name, instance) => ({ ...calm, ...scene.minute(since, instance, 0) }))
          const levels = minutes.filter(({ gone }) => !gone).map((minute) => value(minute, since < 0))
          const level = levels.reduce((sum, one) => sum + one, 0) / (aggregation === 'total' ? 1 / 15 : levels.length)
          return [at, +Math.max(0, level * (1 + 0.03 * random.normal())).toPrecision(4)] as const
        }),
      },
    ],
  })
  const served = (minute: Minute): number => app.requests * minute.timesRequests
  // The quarters of a quiet app are as uneven as its minutes: none are made up.
  if (scene.quiet === true) return []
  return [
    course('Requests', 'app', 'total', served),
    course('Http5xx', 'app', 'total', (minute) => served(minute) * (app.errors + minute.errors)),
    course('Http403', 'app', 'total', (minute) => served(minute) * minute.forbidden),
    course('HttpResponseTime', 'app', 'average', (minute) =>
      minute.seconds > 0 ? minute.seconds : Math.min(230, app.response * minute.timesResponse),
    ),
    course('CpuTime', 'app', 'total', (minute) => busy(minute) * 1.1),
    course('CpuPercentage', 'plan', 'average', (minute) =>
      minute.timesPlanCpu === undefined ? busy(minute) : Math.min(100, app.cpu * minute.timesPlanCpu),
    ),
    course('MemoryPercentage', 'plan', 'average', (minute, isCalm) =>
      isCalm ? (scene.baselineMemory ?? app.memory) : Math.min(98, app.memory + minute.memory),
    ),
  ]
}

/** What is usual is what was there before the trouble, a tenth up or down. */
const baselines = (app: App, busy: (minute: Minute) => number): readonly Finding[] =>
  (['yesterday', 'last-week'] as const).flatMap((baseline) => {
    const day = app.random.between(0.9, 1.1)
    const flat = (
      name: string,
      of: 'app' | 'plan',
      level: number,
      aggregation: 'total' | 'average',
    ): MetricFinding => ({
      kind: 'metric',
      metric: name,
      of,
      baseline,
      unit: 'count',
      aggregation,
      grainInMs: 5 * minuteInMs,
      series: [{ points: Array.from({ length: 12 }, (_, index) => [now - 86_400_000 + index * 300_000, level]) }],
    })
    return [
      flat('Requests', 'app', app.requests * app.instances * day * 5, 'total'),
      flat('CpuTime', 'app', busy(calm) * 1.1 * app.instances * day * 5, 'total'),
      flat('HttpResponseTime', 'app', app.response * day, 'average'),
      flat('CpuPercentage', 'plan', app.cpu * day, 'average'),
      flat('MemoryPercentage', 'plan', app.scene.baselineMemory ?? app.memory, 'average'),
    ]
  })

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

/** Of all instances, as it is asked of peaks. */
const highestOf = (finding: MetricFinding): MetricFinding => ({
  ...finding,
  series: [
    {
      points: (finding.series[0]?.points ?? []).map(([at], index) => {
        const values = finding.series.flatMap(({ points }) => points[index]?.[1] ?? [])
        return [at, values.length === 0 ? null : Math.max(...values)] as const
      }),
    },
  ],
})

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
    const acted = { ...calm, ...scene.minute(since, index, minute) }
    const level = value(acted)
    const noisy = Math.max(0, level * (1 + noise * random.normal()))
    return [at, missing || acted.gone ? null : +Math.min(unit === 'percent' ? 100 : noisy, noisy).toPrecision(4)]
  }
  const series = app.names.map((instance, index) => ({
    instance,
    points: Array.from({ length: 60 }, (_, minute) => pointAt(minute, index)),
  }))
  const shown = scene.replaced ? series.flatMap((one) => replacedAt(onset - minuteInMs, one)) : series
  return { kind: 'metric', metric: name, of: 'app', unit, aggregation, grainInMs: minuteInMs, series: shown }
}

/** One worker ends where another begins. */
const replacedAt = (instant: Instant, { instance, points }: MetricSeries): readonly MetricSeries[] => [
  { instance: `${instance}-former`, points: points.map(([at, value]) => [at, at < instant ? value : null]) },
  { instance: `${instance}`, points: points.map(([at, value]) => [at, at < instant ? null : value]) },
]
