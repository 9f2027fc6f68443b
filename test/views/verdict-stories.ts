import { messageOf } from '../../src/i18n/message.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { Finding, MetricFinding } from '../../src/incident/finding.ts'
import type { RankedCause, Verdict } from '../../src/incident/verdict.ts'
import { at, evidence, minute, opening, person, plainApp, reportedAt, type Texts, window } from './basics.ts'

type Story = (texts: Texts) => readonly IncidentEvent[]

const hour = 60 * minute
const judgedAt = reportedAt + 0.06 * minute
const probes = ['app-metrics', 'plan-metrics', 'activity-log']

/** Trouble from `since` until `until`, by the minute around the onset and around now, and coarsely over two days. */
const oldTrouble = (since: number, until = Number.POSITIVE_INFINITY): readonly Finding[] => {
  const fineAt = [
    ...Array.from({ length: 31 }, (_, index) => since + (index - 20) * minute).filter(
      (one) => one < window.from && one > window.to - 48 * hour,
    ),
    ...Array.from({ length: 60 }, (_, index) => window.from + index * minute),
  ]
  const coarseAt = Array.from({ length: 192 }, (_, index) => window.to - (192 - index) * 15 * minute)
  const series = (calm: number, high: number, times: readonly number[], grain: number) => [
    {
      points: times.map((one, index) => {
        const bad = one + grain > since && one < until
        return [one, (bad ? high : calm) + calm * 0.1 * (index % 3)] as const
      }),
    },
  ]
  const both = (
    shape: Omit<MetricFinding, 'kind' | 'series' | 'grainInMs'>,
    calm: number,
    high: number,
  ): readonly Finding[] => {
    const perGrain = shape.aggregation === 'total' ? 15 : 1
    return [
      { kind: 'metric', ...shape, grainInMs: minute, series: series(calm, high, fineAt, minute) },
      {
        kind: 'metric',
        ...shape,
        grainInMs: 15 * minute,
        baseline: 'look-back',
        series: series(calm * perGrain, high * perGrain, coarseAt, 15 * minute),
      },
    ]
  }
  return [
    ...both({ metric: 'Requests', of: 'app', unit: 'count', aggregation: 'total' }, 1200, 900),
    ...both({ metric: 'Http5xx', of: 'app', unit: 'count', aggregation: 'total' }, 0, 410),
    ...both({ metric: 'HttpResponseTime', of: 'app', unit: 'seconds', aggregation: 'average' }, 0.12, 8.4),
    ...both({ metric: 'CpuPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, 30, 90),
    ...both({ metric: 'MemoryPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, 45, 47),
  ]
}

const seen =
  (findings: readonly Finding[]): Story =>
  (texts) => [
    ...opening(texts),
    at(0, { type: 'AppChosen', app: plainApp(texts.app) }),
    at(0, { type: 'ObservationStarted', round: 1, window, probes }),
    ...results(1, findings, texts),
  ]

const results = (round: number, findings: readonly Finding[], texts: Texts): readonly IncidentEvent[] =>
  probes.map((probe) =>
    at(0.05, {
      type: 'ProbeFinished',
      round,
      result: {
        probe,
        status: 'ok',
        findings: probe === 'app-metrics' ? findings : probe === 'activity-log' ? [deployed(texts)] : [],
      },
    }),
  )

const deployed = (texts: Texts): Finding => ({
  kind: 'change',
  change: 'deployment',
  at: reportedAt - 9 * hour - 4 * minute,
  of: 'app',
  by: texts.person,
  operation: 'd41d8cd9',
  summary: texts.commit,
  status: 'succeeded',
})

const cause = (name: string, texts: Texts): RankedCause => ({
  cause: name,
  confidence: 0.87,
  evidence: [evidence(texts.evidence, 0.9), evidence('Response time follows CPU', 0.6)],
  against: [evidence('A deployment came just before', 0.2)],
  steps: [{ step: 'scale-out', args: { workers: 4 }, why: evidence('More room', 1).text }],
})

const overCause = (name: string, texts: Texts): RankedCause => ({ ...cause(name, texts), steps: [] })

const reached = (verdict: Partial<Verdict>, round = 1, offset = 0.06): IncidentEvent =>
  at(offset, {
    type: 'VerdictReached',
    round,
    verdict: { at: judgedAt, outcome: 'not-enough-evidence', causes: [], unseen: [], ...verdict },
  })

const forbidden = evidence('Every visitor gets 403 since 02:55 UTC.', 0.9)
const callers = evidence('17 of 30 callers gave up', 0.7)
const old = reportedAt - 9 * hour

const early = (texts: Texts): readonly IncidentEvent[] => [
  ...seen([])(texts),
  reached({ provisional: { figuresUntil: reportedAt - 3 * minute, lookAgainAt: reportedAt + 3 * minute } }),
]

const again = (texts: Texts): readonly IncidentEvent[] => [
  at(3, { type: 'ObservationStarted', round: 2, window, probes }),
  ...results(2, oldTrouble(reportedAt - 17 * minute), texts),
]

const over = (texts: Texts): readonly IncidentEvent[] => [
  ...seen(oldTrouble(old, old + 35 * minute))(texts),
  reached({
    outcome: 'cause',
    causes: [overCause('bad-deployment', texts)],
    since: old,
    until: old + 35 * minute,
    trouble: [evidence('One in three visitors got an error.', 0.8)],
  }),
]

/** A crash, as the event log and the container's have it; the second line is older than the trouble. */
const logged = (texts: Texts): readonly Finding[] => [
  {
    kind: 'log',
    log: 'event-log',
    entry: 'exception',
    fatal: true,
    exception: 'System.StackOverflowException',
    message: texts.evidence,
    frame: 'Contoso.Reports.OrderTree.Total',
    path: '/reports/export',
    line: texts.failure,
    count: 14,
    first: reportedAt - 16 * minute,
    last: reportedAt - 2 * minute,
  },
  {
    kind: 'log',
    log: 'application',
    entry: 'exception',
    condition: 'connection-timed-out',
    exception: 'SqlException',
    line: texts.failure,
    count: 2,
    first: reportedAt - 50 * minute,
    last: reportedAt - 45 * minute,
  },
  {
    kind: 'log',
    log: 'application',
    entry: 'error',
    condition: 'disk-full',
    line: texts.commit,
    count: 3,
    first: reportedAt - 15 * minute,
    last: reportedAt - 3 * minute,
  },
  {
    kind: 'log',
    log: 'container',
    entry: 'exit',
    exitCode: 137,
    line: 'Container exited with code 137',
    count: 1,
    first: reportedAt - 15 * minute,
    last: reportedAt - 15 * minute,
  },
]

/** As telemetry and the web server's log have them: more than a card has room for, one that is told twice, one of before. */
const called = (texts: Texts): readonly Finding[] => [
  {
    kind: 'calls',
    log: 'application-insights',
    of: 'dependency',
    name: 'sql-contoso.database.windows.net',
    type: 'SQL',
    count: 900,
    failed: 4,
    slowInMs: 29_800,
    usualInMs: 40,
    first: reportedAt - 16 * minute,
    last: reportedAt - minute,
  },
  {
    kind: 'calls',
    log: 'log-analytics',
    of: 'request',
    name: '/reports/export',
    status: 500,
    subStatus: 19,
    win32Status: 64,
    count: 430,
    failed: 412,
    first: reportedAt - 16 * minute,
    last: reportedAt - minute,
  },
  {
    kind: 'calls',
    log: 'application-insights',
    of: 'request',
    name: '/reports/export',
    status: 500,
    count: 428,
    failed: 411,
    first: reportedAt - 16 * minute,
    last: reportedAt - minute,
  },
  {
    kind: 'calls',
    log: 'application-insights',
    of: 'dependency',
    name: texts.commit,
    count: 60,
    failed: 30,
    first: reportedAt - 15 * minute,
    last: reportedAt - minute,
  },
  {
    kind: 'calls',
    log: 'application-insights',
    of: 'request',
    name: '/before',
    status: 502,
    count: 800,
    failed: 700,
    first: reportedAt - 55 * minute,
    last: reportedAt - 45 * minute,
  },
  { kind: 'calls', log: 'log-analytics', of: 'request', name: '/', status: 404, count: 9_000, failed: 12 },
]

/** What a verdict says of time and trouble, each with a card of its own. */
export const verdictStories = {
  logs: (texts) => [
    ...seen([...oldTrouble(reportedAt - 17 * minute), ...logged(texts), ...called(texts)])(texts),
    reached({ outcome: 'cause', causes: [overCause('bad-deployment', texts)], since: reportedAt - 17 * minute }),
  ],
  early,
  'early-found': (texts) => [
    ...early(texts),
    ...again(texts),
    reached(
      { at: reportedAt + 3.1 * minute, outcome: 'cause', causes: [cause('cpu-saturation', texts)], since: old },
      2,
      3.1,
    ),
  ],
  felt: (texts) => [
    ...seen(oldTrouble(reportedAt - 17 * minute))(texts),
    reached({
      since: reportedAt - 17 * minute,
      trouble: [forbidden, evidence(texts.evidence, 0.5)],
      microsoft: [evidence(texts.detector, 0.8)],
    }),
  ],
  old: (texts) => [
    ...seen(oldTrouble(old))(texts),
    reached({
      outcome: 'cause',
      causes: [cause('cpu-saturation', texts)],
      since: old,
      trouble: [evidence('Visitors wait 8.4 s, where 0.1 s is usual.', 0.8)],
    }),
  ],
  ancient: (texts) => [
    ...seen(oldTrouble(0))(texts),
    reached({ outcome: 'cause', causes: [cause('cpu-saturation', texts)], startUnseen: true }),
  ],
  over,
  'over-unnamed': (texts) => [
    ...seen(oldTrouble(old, old + minute))(texts),
    reached({ outcome: 'nothing-wrong', since: old, until: old + minute, trouble: [callers] }),
  ],
  'over-closed': (texts) => [
    ...over(texts),
    at(10, { type: 'IncidentClosed', outcome: 'recovered', by: person(texts.person, 'anna') }),
  ],
  replaced: (texts) => [
    ...seen(oldTrouble(reportedAt - 17 * minute))(texts),
    reached({ outcome: 'cause', causes: [cause('memory-leak', texts)], since: reportedAt - 17 * minute }),
    at(3, { type: 'ObservationStarted', round: 2, window, probes, by: person(texts.person, 'anna') }),
    ...results(2, oldTrouble(reportedAt - 17 * minute), texts),
    reached(
      {
        at: reportedAt + 3.1 * minute,
        outcome: 'cause',
        causes: [cause('cpu-saturation', texts)],
        since: reportedAt - 17 * minute,
        replaces: {
          cause: 'memory-leak',
          at: judgedAt,
          because: [messageOf('test.text', { text: 'Memory stayed at 47% while CPU rose to 96%.' })],
        },
      },
      2,
      3.1,
    ),
  ],
  'falsely-calm': (texts) => [
    ...seen(oldTrouble(reportedAt - 17 * minute))(texts),
    reached({ outcome: 'nothing-wrong', since: reportedAt - 17 * minute }),
  ],
} satisfies Record<string, Story>
