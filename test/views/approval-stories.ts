import { messageOf } from '../../src/i18n/message.ts'
import type { ApprovalRule } from '../../src/incident/approval/approval-event.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { at, minute, person, reportedAt, type Texts } from './basics.ts'
import { dumpPlan } from './dump-plan.ts'

type Story = (texts: Texts) => readonly IncidentEvent[]

interface Usual {
  readonly judged: Story
  readonly requested: Story
  readonly proposed: Story
  readonly started: Story
  readonly verifying: Story
  readonly scaleOut: (texts: Texts) => MitigationPlan
  readonly action: string
  readonly rule: ApprovalRule
}

const hash = 'ab'.repeat(32)

/** What is not the usual way of an approval: emergencies, waivers, leases that near their end; and a very wide plan. */
export const approvalStories = ({ judged, requested, proposed, started, verifying, scaleOut, action, rule }: Usual) => {
  const proposedAs = (plan: MitigationPlan, before: readonly IncidentEvent[]): readonly IncidentEvent[] => [
    ...before,
    at(1, {
      type: 'ActionProposed',
      action,
      plan,
      hash,
      rule: { ...rule, breakers: ['carol', 'eva'] },
      expiresAt: reportedAt + 16 * minute,
    }),
  ]
  const dump: Story = (texts) => proposedAs(dumpPlan(texts), requested(texts))
  const breakable: Story = (texts) => proposedAs(scaleOut(texts), requested(texts))
  const argued: Story = (texts) => {
    const [cpu, errors] = scaleOut(texts).success.limits
    if (cpu === undefined || errors === undefined) throw new Error('the scale-out has no limits')
    const limits: MitigationPlan['success']['limits'] = [
      { metric: 'request', of: 'app', comparison: 'at-most', limit: 399, unit: 'count', orStatuses: [404], now: 503 },
      {
        metric: 'HttpResponseTime',
        of: 'app',
        comparison: 'at-most',
        limit: 0.2,
        unit: 'seconds',
        usual: 0.07,
        now: 2.2,
      },
      { ...cpu, usual: 31 },
    ]
    const plan = scaleOut(texts)
    return [
      ...requested(texts),
      at(1, {
        type: 'ActionProposed',
        action,
        plan: { ...plan, success: { ...plan.success, limits } },
        hash,
        rule: { ...rule, breakers: ['carol', 'eva'] },
        expiresAt: reportedAt + 16 * minute,
        advice: {
          is: 'against',
          cause: 'slow-dependency',
          why: messageOf('test.text', { text: 'More instances ask more of what is slow already.' }),
          shows: messageOf('test.text', { text: texts.failure }),
        },
      }),
      at(2, {
        type: 'ApprovalGiven',
        action,
        by: person(texts.person, 'ben'),
        person: 'ben',
        hash,
        reason: texts.reason,
      }),
    ]
  }
  const suggested: Story = (texts) => [
    ...requested(texts),
    at(1, {
      type: 'ActionProposed',
      action,
      plan: { ...scaleOut(texts), success: { ...scaleOut(texts).success, usualUnknown: true } },
      hash,
      rule,
      expiresAt: reportedAt + 16 * minute,
      advice: { is: 'for', cause: 'cpu-saturation', why: messageOf('test.text', { text: texts.failure }) },
    }),
  ]
  const broken: Story = (texts) => [
    ...breakable(texts),
    at(2, {
      type: 'GlassBroken',
      action,
      by: person(texts.person, 'eva'),
      person: 'eva',
      reason: texts.reason,
      hash,
      reviewBy: reportedAt + 24 * 60 * minute,
    }),
    at(2, { type: 'ActionApproved', action }),
  ]
  /** Everything that ran after the approvals runs after the broken glass too. */
  const ran: Story = (texts) => [...broken(texts), ...verifying(texts).slice(started(texts).length - 1)]
  const recovered: Story = (texts) => [
    ...ran(texts),
    at(9, { type: 'VerificationFinished', action, outcome: 'recovered', after: [] }),
  ]
  const locked: Story = (texts) => [
    ...judged(texts).filter(({ type }) => type !== 'EvidenceCollected' && type !== 'CollectionFailed'),
    ...proposed(texts).slice(judged(texts).length),
    at(3, { type: 'ApprovalGiven', action, by: person('Carol'), person: 'carol', hash }),
    at(3, { type: 'ActionApproved', action }),
  ]

  return {
    argued,
    suggested,
    breakable,
    dump,
    broken,
    'broken-running': ran,
    overdue: (texts) => [...recovered(texts), at(24 * 60, { type: 'ReviewOverdue', action })],
    reviewed: (texts) => [
      ...recovered(texts),
      at(60, {
        type: 'GlassReviewed',
        action,
        by: person(texts.person, 'ben'),
        person: 'ben',
        verdict: 'not-justified',
        note: texts.reason,
      }),
    ],
    locked,
    waived: (texts) => [
      ...locked(texts),
      at(4, {
        type: 'EvidenceWaived',
        action,
        by: person(texts.person, 'carol'),
        person: 'carol',
        reason: texts.reason,
      }),
    ],
    reminded: (texts) => [
      ...verifying(texts),
      at(9, { type: 'VerificationFinished', action, outcome: 'recovered', after: [] }),
      at(109, { type: 'LeaseReminded', action }),
    ],
    extended: (texts) => [
      ...verifying(texts),
      at(9, { type: 'VerificationFinished', action, outcome: 'recovered', after: [] }),
      at(109, { type: 'LeaseReminded', action }),
      at(110, {
        type: 'LeaseExtended',
        action,
        endsAt: reportedAt + 244 * minute,
        by: person(texts.person, 'ben'),
        person: 'ben',
      }),
    ],
    wide: (texts) => proposedAs(widePlan(texts, scaleOut(texts)), requested(texts)),
  } satisfies Record<string, Story>
}

/** As many apps as a plan may carry, everybody at work on it, and warnings. */
const widePlan = (texts: Texts, plan: MitigationPlan): MitigationPlan => ({
  ...plan,
  state: { workers: 3, maximumWorkers: 30 },
  touches: {
    apps: Array.from({ length: 100 }, (_, index) => `${texts.app}-${index}`),
    instances: Array.from({ length: 30 }, (_, index) => `${texts.instance}${index}`),
  },
  changes: Array.from({ length: 40 }, (_, index) => ({
    what: messageOf('test.text', { text: `Setting ${index}` }),
    before: texts.commit,
    after: texts.evidence,
  })),
  warnings: [messageOf('test.text', { text: `This restarts ${texts.app} and all the others.` })],
  notice: [messageOf('test.text', { text: 'Azure allows at most 20 scale changes an hour.' })],
  recent: [
    ['Microsoft.Web/serverfarms/write', texts.person],
    ['Microsoft.Web/sites/slots/config/write', texts.person],
    ['Microsoft.Web/sites/restart/action', ''],
    [`Microsoft.Other/${texts.instance}/write`, texts.person],
    ['Microsoft.Web/sites/slots/slotsswap/action', texts.person],
  ].map(([operation = '', by = ''], index) => ({ at: reportedAt - (index + 1) * 7 * minute, by, operation })),
})
