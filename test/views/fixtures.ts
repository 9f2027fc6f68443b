import { similarCausesOf } from '../../src/diagnose/similar-causes.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Finding, MetricFinding, MetricSeries } from '../../src/incident/finding.ts'
import type { Incident } from '../../src/incident/incident.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import type { LimitReading } from '../../src/incident/verification/verification-event.ts'
import type { RenderContext } from '../../src/views/render-context.ts'
import { approvalStories } from './approval-stories.ts'
import {
  at,
  evidence,
  metric,
  minute,
  opening,
  person,
  place,
  plainApp,
  reportedAt,
  since,
  type Texts,
  usual,
  window,
} from './basics.ts'
import { evidenceStories } from './evidence-stories.ts'
import { verdictStories } from './verdict-stories.ts'

export { reportedAt, type Texts } from './basics.ts'

const findings = (texts: Texts): Record<string, readonly Finding[]> => ({
  'app-metrics': [
    metric({ metric: 'Requests', of: 'app', unit: 'count', aggregation: 'total' }, [{ calm: 1200, high: 900 }]),
    metric({ metric: 'Http5xx', of: 'app', unit: 'count', aggregation: 'total' }, [{ calm: 0, high: 410 }]),
    metric({ metric: 'HttpResponseTime', of: 'app', unit: 'seconds', aggregation: 'average' }, [
      { calm: 0.12, high: 8.4 },
    ]),
  ],
  'plan-metrics': [
    metric({ metric: 'CpuPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, [
      { instance: texts.instance, calm: 30, high: 97 },
      { instance: `${texts.instance}2`, calm: 29, high: 95 },
    ]),
    metric({ metric: 'MemoryPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, [
      { instance: texts.instance, calm: 45, high: 47 },
      { instance: `${texts.instance}2`, calm: 44, high: 46 },
    ]),
  ],
  'activity-log': [
    {
      kind: 'change',
      change: 'deployment',
      at: since - 2 * minute,
      of: 'app',
      by: texts.person,
      operation: 'd41d8cd9',
      summary: texts.commit,
      status: 'succeeded',
    },
    { kind: 'change', change: 'scale', at: since - 30 * minute, of: 'plan', operation: 'scale', status: 'failed' },
  ],
})

const probes = ['app-state', 'app-metrics', 'plan-metrics', 'activity-log', 'resource-health']

const asked = (texts: Texts): readonly IncidentEvent[] => [
  ...opening(texts),
  at(0, { type: 'AppAsked', query: texts.app, candidates: [plainApp(texts.app), plainApp(`${texts.app}-2`)] }),
]

const looking = (texts: Texts): readonly IncidentEvent[] => [
  ...opening(texts),
  at(0, { type: 'AppChosen', app: plainApp(texts.app) }),
  at(0, { type: 'ObservationStarted', round: 1, window, probes }),
  at(0.02, { type: 'ProbeFinished', round: 1, result: { probe: 'app-state', status: 'ok', findings: [] } }),
  at(0.02, {
    type: 'ProbeFinished',
    round: 1,
    result: {
      probe: 'resource-health',
      status: 'forbidden',
      findings: [],
      failure: messageOf('test.text', { text: texts.failure }),
    },
  }),
]

const seen = (texts: Texts): readonly IncidentEvent[] => [
  ...looking(texts),
  ...Object.entries(findings(texts)).map(([probe, found]) =>
    at(0.05, { type: 'ProbeFinished', round: 1, result: { probe, status: 'ok', findings: found } }),
  ),
]

/** The same, as if the first forty minutes had gone on. */
const calmed = (event: IncidentEvent): IncidentEvent => {
  if (event.type !== 'ProbeFinished') return event
  const findings = event.result.findings.map((finding) =>
    finding.kind === 'metric' ? { ...finding, series: finding.series.map(calmedSeries) } : finding,
  )
  return { ...event, result: { ...event.result, findings } }
}

const calmedSeries = (series: MetricSeries): MetricSeries => ({
  ...series,
  points: series.points.map(([when], index) => [when, series.points[index % 40]?.[1] ?? null]),
})

const judged = (texts: Texts): readonly IncidentEvent[] => [
  ...seen(texts),
  at(0.06, {
    type: 'VerdictReached',
    round: 1,
    verdict: {
      at: reportedAt + 0.06 * minute,
      outcome: 'cause',
      since,
      unseen: ['resource-health'],
      causes: [
        {
          cause: 'cpu-saturation',
          confidence: 0.87,
          evidence: [
            evidence('Requests wait in the queue', 0.4),
            evidence(texts.evidence, 0.9),
            evidence('Response time follows CPU', 0.6),
            evidence('All instances alike', 0.3),
          ],
          against: [evidence('A deployment came just before', 0.2)],
          steps: [
            { step: 'restart-instance', args: { instance: texts.instance }, why: evidence('Least harm', 1).text },
            { step: 'scale-out', args: { workers: 4 }, why: evidence('More room', 1).text },
          ],
        },
        {
          cause: 'bad-deployment',
          confidence: 0.3,
          evidence: [evidence('Deployed 2 min before', 0.5)],
          against: [evidence('No new errors in the log', 0.5)],
          steps: [],
        },
      ],
    },
  }),
  at(0.06, { type: 'CollectionStarted', collectors: ['processes', 'detectors'] }),
  at(0.1, {
    type: 'EvidenceCollected',
    evidence: {
      id: 'ev-1',
      collector: 'processes',
      fileName: `${texts.file}.json`,
      contentType: 'application/json',
      sizeInBytes: 18_324,
      sha256: 'a3f5'.repeat(16),
    },
  }),
  at(0.1, {
    type: 'CollectionFailed',
    collector: 'detectors',
    why: messageOf('test.text', { text: texts.failure }),
  }),
]

const scaleOut = (texts: Texts): MitigationPlan => ({
  step: 'scale-out',
  args: { workers: 4 },
  resource: plainApp(texts.app).planId,
  writes: [{ method: 'PATCH', path: plainApp(texts.app).planId }],
  state: { workers: 3 },
  changes: [{ what: messageOf('test.text', { text: 'Workers' }), before: '3', after: '4' }],
  touches: { apps: [texts.app, `${texts.app}/staging`, 'contoso-admin'], instances: [texts.instance] },
  notice: [messageOf('test.text', { text: 'Nothing; the new instance warms up first.' })],
  cost: { known: true, perHour: 0.252, currency: 'EUR', source: 'Azure Retail Prices', asOf: '2026-11-01' },
  success: {
    limits: [
      { metric: 'CpuPercentage', of: 'plan', comparison: 'at-most', limit: 75, unit: 'percent' },
      { metric: 'Http5xx', of: 'app', comparison: 'at-most', limit: 0.01, unit: 'share' },
    ],
    holdInMs: 3 * minute,
    withinInMs: 10 * minute,
  },
  undo: { step: 'scale-in', args: { workers: 3 } },
  leaseInMs: 120 * minute,
  commands: {
    az: `az appservice plan update --name contoso-plan --number-of-workers 4 # ${texts.app}`,
    powershell: 'Set-AzAppServicePlan -Name contoso-plan -NumberofWorkers 4',
  },
  destroysEvidence: true,
})

const action = 'INC-7.9f2c41d07b'
const undo = 'INC-7.4a7b90e112'
const rule = { needed: 2, requesterCounts: false, approvers: ['ben', 'carol', 'dirk'] }

const requested = (texts: Texts): readonly IncidentEvent[] => [
  ...judged(texts),
  at(1, {
    type: 'StepRequested',
    action,
    request: { step: 'scale-out', args: { workers: 4 } },
    by: { kind: 'person', person: person(texts.person, 'anna'), place },
    leaseInMs: 120 * minute,
  }),
]

const proposed = (texts: Texts): readonly IncidentEvent[] => [
  ...requested(texts),
  at(1, {
    type: 'ActionProposed',
    action,
    plan: scaleOut(texts),
    hash: 'ab'.repeat(32),
    rule,
    expiresAt: reportedAt + 16 * minute,
  }),
  at(2, { type: 'ApprovalGiven', action, by: person('Ben'), person: 'ben', hash: 'ab'.repeat(32) }),
]

const approved = (texts: Texts): readonly IncidentEvent[] => [
  ...proposed(texts),
  at(3, { type: 'ApprovalGiven', action, by: person(texts.person, 'carol'), person: 'carol', hash: 'ab'.repeat(32) }),
  at(3, { type: 'ActionApproved', action }),
]

const started = (texts: Texts): readonly IncidentEvent[] => [
  ...approved(texts),
  at(3, { type: 'MitigationStarted', action, correlationId: '5b0e1f6a-0f0d-4a3c-9d2e-1c2b3a4d5e6f' }),
]

const accepted = (texts: Texts): readonly IncidentEvent[] => [
  ...started(texts),
  at(3.1, { type: 'MitigationAccepted', action, azureCorrelationId: 'c0ffee00-0f0d-4a3c-9d2e-1c2b3a4d5e6f' }),
]

const readings = (cpu: number, errors: number): readonly LimitReading[] => [
  { limit: 0, value: cpu, holds: cpu <= 75 },
  { limit: 1, value: errors, holds: errors <= 0.01 },
]

/** The five minutes in which the limits held. */
const calmFigure = (metric: string, aggregation: 'total' | 'average', value: number): MetricFinding => ({
  kind: 'metric',
  metric,
  of: 'app',
  unit: aggregation === 'total' ? 'count' : 'seconds',
  aggregation,
  grainInMs: minute,
  series: [{ points: [4, 5, 6, 7, 8].map((nth) => [reportedAt + nth * minute, value] as const) }],
})

const verifying = (texts: Texts): readonly IncidentEvent[] => [
  ...accepted(texts),
  at(4, { type: 'MitigationFinished', action, outcome: 'done' }),
  at(4, { type: 'LeaseStarted', action, endsAt: reportedAt + 124 * minute }),
  at(4, { type: 'VerificationStarted', action, until: reportedAt + 14 * minute, before: readings(96.6, 0.31) }),
  at(6, { type: 'VerificationRead', action, readings: readings(71.2, 0.04) }),
]

const approvals = approvalStories({ judged, requested, proposed, started, verifying, scaleOut, action, rule })

const why = (texts: Texts) => messageOf('test.text', { text: texts.failure })

/** Every state that has a card of its own, by name. */
const stories = {
  ...evidenceStories,
  ...approvals,
  ...verdictStories,
  opened: opening,
  asked,
  unknown: (texts) => [...opening(texts), at(0, { type: 'AppAsked', query: texts.app, candidates: [] })],
  looking,
  judged,
  'nothing-wrong': (texts) => [...seen(texts).map(calmed), verdict('nothing-wrong')],
  unclear: (texts) => [...seen(texts), verdict('not-enough-evidence')],
  requested,
  impossible: (texts) => [...requested(texts), at(1, { type: 'StepImpossible', action, why: why(texts) })],
  proposed,
  rejected: (texts) => [
    ...proposed(texts),
    at(3, { type: 'ActionRejected', action, by: person(texts.person, 'carol') }),
  ],
  withdrawn: (texts) => [
    ...proposed(texts),
    at(3, { type: 'ActionWithdrawn', action, by: person(texts.person, 'anna') }),
  ],
  expired: (texts) => [...proposed(texts), at(16, { type: 'ActionExpired', action })],
  approved,
  voided: (texts) => [
    ...approved(texts),
    at(3, {
      type: 'ActionVoided',
      action,
      drift: [{ of: 'workers', approved: '3', now: texts.instance }],
      why: messageOf('refusal.stale'),
    }),
  ],
  started,
  accepted,
  doubted: (texts) => [...started(texts), at(4, { type: 'MitigationDoubted', action, why: why(texts) })],
  'handed-over': (texts) => [
    ...started(texts),
    at(4, { type: 'MitigationDoubted', action, why: messageOf('card.doubt.crashed') }),
    at(14, { type: 'DoubtHandedOver', action, why: why(texts) }),
  ],
  failed: (texts) => [
    ...accepted(texts),
    at(4, { type: 'MitigationFinished', action, outcome: 'failed', why: why(texts) }),
  ],
  verifying,
  recovered: (texts) => [
    ...verifying(texts),
    at(9, { type: 'VerificationFinished', action, outcome: 'recovered', after: readings(58, 0) }),
  ],
  'recovered-figures': (texts) => [
    ...verifying(texts),
    at(6, { type: 'VerificationRead', action, readings: readings(58, 0) }),
    at(9, { type: 'VerificationRead', action, readings: readings(58, 0) }),
    at(9, {
      type: 'VerificationFinished',
      action,
      outcome: 'recovered',
      after: readings(58, 0),
      figures: [calmFigure('Http5xx', 'total', 0), calmFigure('HttpResponseTime', 'average', 0.08)],
    }),
  ],
  'not-recovered': (texts) => [
    ...verifying(texts),
    at(14, { type: 'VerificationFinished', action, outcome: 'not-recovered', after: readings(93, 0.2) }),
  ],
  held: (texts) => [
    ...verifying(texts),
    at(9, { type: 'VerificationFinished', action, outcome: 'recovered', after: readings(58, 0) }),
    at(124, {
      type: 'LeaseHeld',
      action,
      until: reportedAt + 139 * minute,
      why: messageOf('card.lease.held.would-break.CpuPercentage', { after: 92, atMost: 75, instances: 3 }),
      asks: 'maximum',
    }),
  ],
  undone: (texts) => [
    ...verifying(texts),
    at(7, {
      type: 'StepRequested',
      action: undo,
      request: { step: 'scale-in', args: { workers: 3 } },
      by: { kind: 'person', person: person(texts.person, 'anna'), place },
      undoes: action,
    }),
    at(8, { type: 'ActionUndone', action, undo }),
    at(8, { type: 'LeaseEnded', action, how: 'returned' }),
  ],
  closed: (texts) => [
    ...verifying(texts),
    at(9, { type: 'VerificationFinished', action, outcome: 'recovered', after: readings(58, 0) }),
    at(10, {
      type: 'IncidentClosed',
      outcome: 'recovered',
      by: person(texts.person, 'anna'),
      chain: { seq: 312, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    }),
  ],
} satisfies Record<string, (texts: Texts) => readonly IncidentEvent[]>

const verdict = (outcome: 'nothing-wrong' | 'not-enough-evidence'): IncidentEvent =>
  at(0.06, {
    type: 'VerdictReached',
    round: 1,
    verdict: {
      at: reportedAt + 0.06 * minute,
      outcome,
      unseen: ['resource-health'],
      causes: [
        {
          cause: 'memory-leak',
          confidence: 0.2,
          evidence: [evidence('Memory is at 47%', 0.2)],
          against: [evidence('Memory is steady', 0.4), evidence('Memory has room', 0.5)],
          steps: [],
        },
      ],
    },
  })

export type StoryName = keyof typeof stories
export const storyNames = Object.keys(stories) as readonly StoryName[]

export const eventsOf = (name: StoryName, texts: Partial<Texts> = {}): readonly IncidentEvent[] =>
  stories[name]({ ...usual, ...texts })

export const incidentOf = (name: StoryName, texts: Partial<Texts> = {}): Incident => {
  const incident = foldEvents(eventsOf(name, texts))
  if (incident === undefined) throw new Error(`no events in ${name}`)
  return incident
}

export const surroundings: RenderContext = {
  practice: true,
  speed: 10,
  steps: [{ id: 'scale-out', kind: 'change', inputs: { workers: 'instance-count' }, offersLease: true }],
  names: (key) => ({ ben: 'Ben', carol: 'Carol', dirk: 'Dirk', eva: 'Eva' })[key] ?? key,
  similarCauses: similarCausesOf,
  links: { report: (incident) => `/report/${incident}`, evidence: (id) => `/evidence/${id}` },
  collectors: [
    { id: 'processes', taken: 'by-itself', allowed: true },
    { id: 'analyses', taken: 'on-request', allowed: true },
    { id: 'application-log', taken: 'on-request', allowed: false },
    { id: 'event-log', taken: 'on-request', allowed: true },
    { id: 'memory-dump', taken: 'with-approval', allowed: true },
  ],
}
