import { messageOf } from '../../src/i18n/message.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { Finding, FindingSource, MetricFinding, ProbeResult, StateFinding } from '../../src/incident/finding.ts'
import type { RankedCause, RuledOutCause, Verdict } from '../../src/incident/verdict.ts'
import { at, evidence, metric, minute, opening, plainApp, reportedAt, since, type Texts, window } from './basics.ts'

const probeIds = [
  'app-state',
  'plan-state',
  'instances',
  'slots',
  'app-metrics',
  'plan-metrics',
  'neighbours',
  'baselines',
  'quotas',
  'resource-health',
  'service-health',
  'alerts',
  'activity-log',
  'deployments',
  'detectors',
  'synthetic-request',
] as const
type ProbeId = (typeof probeIds)[number]

const said = (text: string) => messageOf('test.text', { text })

const sourceOf = (probe: string, texts: Texts): FindingSource => ({
  readAt: reportedAt + 2_000,
  asked: [
    `GET ${plainApp(texts.app).id}/providers/Microsoft.Insights/metrics?api-version=2024-02-01&metricnames=Requests,Http5xx,HttpResponseTime`,
    `GET ${plainApp(texts.app).id}/${probe}?api-version=2024-04-01`,
  ],
  portal: `https://portal.azure.com/#@/resource${plainApp('contoso-web').id}/${probe}`,
})

type Looked = Partial<Record<ProbeId, Omit<Partial<ProbeResult>, 'probe'>>>

/** A whole round: what is not told of went well and found nothing. */
const round = (texts: Texts, looked: Looked, verdict: Omit<Verdict, 'at' | 'unseen'>): readonly IncidentEvent[] => [
  ...opening(texts),
  at(0, { type: 'AppChosen', app: plainApp(texts.app) }),
  at(0, { type: 'ObservationStarted', round: 1, window, probes: [...probeIds] }),
  ...probeIds.map((probe) =>
    at(0.05, {
      type: 'ProbeFinished',
      round: 1,
      result: { probe, status: 'ok', findings: [], source: sourceOf(probe, texts), ...looked[probe] },
    }),
  ),
  at(0.06, {
    type: 'VerdictReached',
    round: 1,
    verdict: { at: reportedAt + 0.06 * minute, unseen: unseen(looked), ...verdict },
  }),
]

const unseen = (looked: Looked): readonly string[] =>
  probeIds.filter((probe) => ['failed', 'forbidden', 'late'].includes(looked[probe]?.status ?? 'ok'))

const state = (of: StateFinding['of'], name: string, properties: StateFinding['properties']): StateFinding => ({
  kind: 'state',
  of,
  name,
  properties,
})

const counted = (name: string, calm: number, high: number): MetricFinding =>
  metric({ metric: name, of: 'app', unit: 'count', aggregation: 'total' }, [{ calm, high }])

const earlier = (finding: MetricFinding, baseline: NonNullable<MetricFinding['baseline']>): MetricFinding => {
  const earlierInMs =
    { 'look-back': 0, 'hours-before': 60, yesterday: 24 * 60, 'last-week': 7 * 24 * 60 }[baseline] * minute
  const points = finding.series.map((series) => ({
    ...series,
    points: series.points.map(([when, value]) => [when - earlierInMs, value] as const),
  }))
  return { ...finding, baseline, series: points }
}

const appMetrics: readonly Finding[] = [
  counted('Requests', 1200, 4100),
  counted('Http5xx', 0, 410),
  metric({ metric: 'HttpResponseTime', of: 'app', unit: 'seconds', aggregation: 'average' }, [
    { calm: 0.12, high: 8.4 },
  ]),
]

const planMetrics = (texts: Texts): readonly Finding[] => [
  metric({ metric: 'CpuPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, [
    { instance: texts.instance, calm: 30, high: 97 },
    { instance: `${texts.instance}2`, calm: 29, high: 95 },
  ]),
]

const baselines: readonly Finding[] = [
  earlier(counted('Requests', 1180, 1180), 'yesterday'),
  earlier(counted('Requests', 1120, 1120), 'last-week'),
  earlier(counted('Http5xx', 0, 0), 'yesterday'),
]

/** Whatever Azure names, in one estate. */
const around = (texts: Texts): Looked => ({
  'app-state': {
    findings: [state('app', texts.app, { state: 'Running', enabled: true, healthCheckPath: null, alwaysOn: true })],
  },
  instances: {
    findings: [
      state('instance', texts.instance, { state: 'READY', startedAt: since - 90 * minute, processes: 1 }),
      state('instance', `${texts.instance}2`, { state: 'STOPPED', startedAt: null, processes: 0 }),
    ],
  },
  slots: { findings: [state('slot', 'staging', { state: 'Running', enabled: true, lastSwapAt: since - 40 * minute })] },
  neighbours: {
    findings: [
      state('neighbour', 'contoso-admin', { state: 'Running', isSlot: false }),
      {
        ...metric({ metric: 'CpuTime', of: 'neighbour', unit: 'seconds', aggregation: 'total' }, [
          { instance: 'contoso-admin', calm: 3, high: 140 },
        ]),
      },
    ],
  },
  quotas: {
    findings: [
      state('quota', 'Memory', { current: 2, limit: 8, unit: 'GB', belongsTo: 'plan', exceeded: false }),
      state('quota', 'File system', { current: 48 * 1024 ** 3, limit: 50 * 1024 ** 3, unit: 'Bytes', exceeded: false }),
    ],
  },
  alerts: {
    findings: [
      state('alert', texts.alert, { severity: 1, firedAt: since + minute, condition: texts.evidence }),
      state('alert', 'CPU high', { severity: 3, firedAt: since, condition: 'CpuPercentage over 90' }),
    ],
  },
  'activity-log': { findings: [...changes(texts)] },
  detectors: {
    findings: [
      state('detector', 'Memory Usage', { status: 'success', category: 'Availability', message: '' }),
      state('detector', 'Web App Slow', {
        status: 'warning',
        category: 'Performance',
        message: 'Slow on all instances',
      }),
      state('detector', texts.detector, { status: 'critical', category: 'Availability', message: texts.failure }),
    ],
  },
})

const changes = (texts: Texts, place = 0): readonly Finding[] => [
  {
    kind: 'change',
    change: 'deployment',
    at: since - (2 + place) * minute,
    of: 'app',
    by: texts.person,
    operation: `d41d8cd9${place}`,
    summary: texts.commit,
    status: 'succeeded',
  },
]

const cpu = (texts: Texts, confidence = 0.87): RankedCause => ({
  cause: 'cpu-saturation',
  confidence,
  evidence: [
    evidence(texts.evidence, 0.9),
    evidence('Response time follows CPU', 0.6),
    evidence('Requests wait in the queue', 0.4),
    evidence('All instances alike', 0.3),
  ],
  against: [evidence('A deployment came just before', 0.2)],
  steps: [{ step: 'scale-out', args: { workers: 4 }, why: said('More room') }],
})

const deployed = (confidence: number): RankedCause => ({
  cause: 'bad-deployment',
  confidence,
  evidence: [
    evidence('A deployment at 02:53 UTC, 2 minutes before it began.', 0.8),
    evidence('Server errors went from 0 to 410 a minute', 0.7),
    evidence('All instances alike', 0.1),
  ],
  against: [evidence('CPU rose as well', 0.2)],
  steps: [],
})

const others = [
  'memory-leak',
  'noisy-neighbour',
  'slow-dependency',
  'thread-exhaustion',
  'azure-outage',
  'bad-instance',
  'cold-start',
  'plan-quota',
  'container-blocked',
]

const ruledOut = (texts: Texts): readonly RuledOutCause[] =>
  others.map((cause, index) => ({
    cause,
    missing: [said(`What ${cause} would show`)],
    against: index % 2 === 0 ? [evidence(texts.evidence, 0.5)] : [],
  }))

const observed = (texts: Texts): Looked => ({
  ...around(texts),
  'app-metrics': { findings: appMetrics },
  'plan-metrics': { findings: planMetrics(texts), gaps: [said('Azure has not counted the last 3 minutes yet.')] },
  baselines: { findings: baselines },
})

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** More of everything than a card has room for. */
const crowded = (texts: Texts): Looked => ({
  ...observed(texts),
  instances: {
    findings: times(30, (index) =>
      state('instance', `${texts.instance}${index}`, { state: 'UNKNOWN', containers: 0, lastError: texts.failure }),
    ),
  },
  slots: { findings: times(9, (index) => state('slot', `slot-${index}`, { state: 'Running', lastSwapAt: since })) },
  neighbours: {
    findings: times(20, (index) => state('neighbour', `${texts.app}-${index}`, { state: 'Running', isSlot: true })),
  },
  quotas: {
    findings: times(12, (index) =>
      state('quota', `Quota ${index}`, { current: 9, limit: 9, unit: 'GB', exceeded: true, resetsAt: reportedAt }),
    ),
  },
  alerts: {
    findings: times(15, (index) =>
      state('alert', `Alert ${index}`, { severity: 1, firedAt: since, condition: texts.failure }),
    ),
  },
  detectors: {
    findings: times(15, (index) =>
      state('detector', `Detector ${index}`, { status: 'critical', message: texts.failure }),
    ),
  },
  'activity-log': {
    findings: times(12, (index) => changes({ ...texts, commit: texts.failure }, index)).flat(),
  },
  ...Object.fromEntries(
    (['plan-state', 'resource-health', 'service-health', 'deployments', 'synthetic-request'] as const).map((probe) => [
      probe,
      forbidden(texts),
    ]),
  ),
})

const forbidden = (texts: Texts) => ({ status: 'forbidden', findings: [], failure: said(texts.failure) }) as const
const late = { status: 'late', findings: [], failure: said('No answer within 8 seconds.') } as const
const failed = { status: 'failed', findings: [] } as const
const notOffered = (what: string) => ({ status: 'not-offered', findings: [], failure: said(what) }) as const

/** Verdicts of every shape, with all that can be looked at. */
export const evidenceStories = {
  cause: (texts: Texts) =>
    round(texts, observed(texts), {
      outcome: 'cause',
      since,
      causes: [cpu(texts), deployed(0.3)],
      ruledOut: ruledOut(texts),
    }),
  both: (texts: Texts) =>
    round(texts, observed(texts), {
      outcome: 'cause',
      since,
      causes: [cpu(texts), deployed(0.78)],
      beside: { is: 'both', cause: 'bad-deployment' },
      ruledOut: ruledOut(texts).slice(0, 3),
    }),
  crowded: (texts: Texts) =>
    round(texts, crowded(texts), {
      outcome: 'cause',
      since,
      causes: [cpu(texts), deployed(0.6), ...others.slice(0, 3).map((cause) => ({ ...deployed(0.4), cause }))],
      beside: { is: 'both', cause: 'bad-deployment' },
      ruledOut: [...ruledOut(texts), ...ruledOut(texts)],
    }),
  tie: (texts: Texts) =>
    round(texts, observed(texts), {
      outcome: 'cause',
      since,
      causes: [cpu(texts, 0.52), deployed(0.5)],
      beside: { is: 'tie', cause: 'bad-deployment' },
    }),
  blind: (texts: Texts) =>
    round(
      texts,
      {
        ...around(texts),
        instances: failed,
        slots: failed,
        'app-metrics': late,
        'plan-metrics': late,
        baselines: late,
        quotas: forbidden(texts),
        'resource-health': forbidden(texts),
        alerts: forbidden(texts),
      },
      { outcome: 'not-enough-evidence', causes: [deployed(0.3)] },
    ),
  'free-tier': (texts: Texts) =>
    round(
      texts,
      {
        'app-state': {
          findings: [
            state('app', texts.app, {
              state: 'QuotaExceeded',
              usageState: 'Exceeded',
              healthCheckPath: null,
              alwaysOn: false,
            }),
          ],
        },
        slots: notOffered('Slots need the Standard tier or higher.'),
        'plan-metrics': notOffered('The Free tier has no metrics of its plan.'),
        quotas: {
          findings: [
            state('quota', 'CPU time a day', {
              current: 3_600_000,
              limit: 3_600_000,
              unit: 'Milliseconds',
              resetsAt: reportedAt + 21 * 60 * minute,
              exceeded: true,
            }),
          ],
        },
        'synthetic-request': {
          findings: [{ kind: 'request', url: 'https://contoso-web.azurewebsites.net/', status: 403, durationInMs: 41 }],
        },
      },
      {
        outcome: 'cause',
        causes: [
          {
            cause: 'plan-quota',
            confidence: 0.97,
            evidence: [
              evidence('Azure has stopped the app: QuotaExceeded.', 0.9),
              evidence('CPU time a day: 60 of 60 minutes used.', 0.9),
              evidence('Our own request was answered with 403.', 0.4),
            ],
            against: [],
            steps: [],
          },
        ],
        ruledOut: ruledOut(texts).slice(0, 2),
      },
    ),
  'container-blocked': (texts: Texts) =>
    round(
      texts,
      {
        'app-metrics': { findings: [counted('Requests', 300, 0)] },
        'app-state': {
          findings: [state('app', texts.app, { state: 'Running', healthCheckPath: '/healthz', alwaysOn: true })],
        },
        instances: {
          findings: [
            state('instance', texts.instance, {
              state: 'UNKNOWN',
              startedAt: null,
              processes: 0,
              containers: 0,
              lastError: texts.failure,
            }),
          ],
        },
        'activity-log': {
          findings: [
            {
              kind: 'change',
              change: 'configuration',
              at: since - minute,
              of: 'app',
              by: texts.person,
              operation: 'Microsoft.Web/sites/config/write',
              status: 'succeeded',
            },
          ],
        },
      },
      {
        outcome: 'cause',
        since,
        causes: [
          {
            cause: 'container-blocked',
            confidence: 0.93,
            evidence: [
              evidence('No container runs on 1 of 1 instances.', 0.9),
              evidence(texts.evidence, 0.8),
              evidence('Our own request was answered with 503.', 0.5),
            ],
            against: [],
            steps: [],
          },
        ],
      },
    ),
} satisfies Record<string, (texts: Texts) => readonly IncidentEvent[]>
