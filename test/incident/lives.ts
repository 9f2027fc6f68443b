import fc from 'fast-check'
import { pastSteps } from '../../src/incident/approval/past-steps.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { ChatPlace } from '../../src/incident/chat-place.ts'
import type { DecisionContext, IncidentCommand, PastStep } from '../../src/incident/command.ts'
import { decide } from '../../src/incident/decide/index.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { evolve, foldEvents } from '../../src/incident/evolve.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import type { Person } from '../../src/incident/person.ts'
import {
  policy as base,
  busy,
  calm,
  minute,
  onSlack,
  person,
  place,
  planOf,
  reported,
  scaleInOf,
  start,
  steps,
} from './story.ts'

/** Random lives of an incident: people on three platforms, clicks, crashes, drift, jumps of the clock, other policies. */
export interface Moment {
  readonly command: IncidentCommand
  readonly circumstances: DecisionContext
  /** The process ends after it: what it knew is forgotten, and what is known is the fold of the journal. */
  readonly crash: boolean
}

export interface Start {
  /** Number of events before it. */
  readonly at: number
  readonly action: string
  readonly moment: Moment
  readonly past: readonly PastStep[]
}

export interface Given {
  readonly at: number
  readonly event: IncidentEvent
  readonly moment: Moment
}

export interface Lived {
  readonly events: readonly IncidentEvent[]
  readonly starts: readonly Start[]
  /** Every event that came of a command of somebody's, with its moment. */
  readonly given: readonly Given[]
}

export const hour = 60 * minute
const onTeams = (id: string): Person => ({ platform: 'teams', tenant: 'E1', id, name: id })
const slack: ChatPlace = { platform: 'slack', tenant: 'T1', channel: 'C1' }
const teams: ChatPlace = { platform: 'teams', tenant: 'E1', channel: '19:abc' }
const foreign: ChatPlace = { ...place, channel: 'random' }

/** Bram and Chloé are one person each on every platform; Dirk may break no glass and approve nothing. */
export const usual: Policy = {
  ...base,
  people: {
    ada: { name: 'Ada', roles: ['oncall', 'lead'], identities: { web: 'local/ada', slack: 'T1/U-ADA' } },
    bram: { name: 'Bram', roles: ['lead'], identities: { web: 'local/bram', slack: 'T1/U-BRAM', teams: 'E1/O-BRAM' } },
    chloe: { name: 'Chloé', roles: ['lead'], identities: { web: 'local/chloe', teams: 'E1/O-CHLOE' } },
    dirk: { name: 'Dirk', roles: ['oncall'], identities: { web: 'local/dirk' } },
  },
  freezes: [
    { name: 'quarter end', from: start + 5 * hour, to: start + 6 * hour },
    // A Thursday at three in UTC is four in Amsterdam: from ten to two minutes past the half hour.
    { name: 'night', days: ['thu'], fromMinute: 4 * 60 + 20, toMinute: 4 * 60 + 32, timeZone: 'Europe/Amsterdam' },
  ],
  breaker: { failures: 2, withinInMs: hour },
  budgets: [{ name: 'incidents', perHour: 1, currency: 'EUR' }],
  breakGlass: { roles: ['lead'], reviewers: ['lead', 'oncall'], reviewWithinInMs: hour },
}

const rules = (more: Partial<Policy['rules'][number]>): Policy['rules'] =>
  usual.rules.map((rule) => ({ ...rule, ...more }))

const policies = {
  usual,
  demoted: {
    ...usual,
    people: { ...usual.people, bram: { name: 'Bram', roles: [], identities: { web: 'local/bram' } } },
  },
  lenient: { ...usual, rules: rules({ needed: 1, requesterCounts: true }) },
  nobody: { ...usual, rules: rules({ needed: 0 }) },
  noGlass: { ...usual, breakGlass: { roles: ['owner'], reviewers: ['lead'], reviewWithinInMs: hour } },
  small: { ...usual, rules: rules({ maximumInstances: 4 }) },
  onlySlack: { ...usual, channels: [{ channel: 'slack:T1/*', apps: ['contoso-*'] }] },
  none: undefined,
} as const satisfies Readonly<Record<string, Policy | undefined>>

const people = [
  ...['ada', 'bram', 'chloe', 'dirk', 'mallory'].map(person),
  ...['U-ADA', 'U-BRAM', 'bram'].map(onSlack),
  ...['O-BRAM', 'O-CHLOE'].map(onTeams),
]
const costly = (plan: MitigationPlan, perHour: number): MitigationPlan => ({
  ...plan,
  cost: { known: true, perHour, currency: 'EUR', source: 'list', asOf: '2026-01-15' },
})
const plans: readonly MitigationPlan[] = [
  planOf(3),
  planOf(4),
  costly(planOf(3, 'scale-out'), 0.4),
  costly(planOf(4, 'scale-out'), 0.2),
  { ...costly(planOf(3, 'scale-out'), 0.4), leaseInMs: 30 * minute },
]

const action = fc.constantFrom('INC-1.a', 'INC-1.a', 'INC-1.a', 'INC-1.b', 'INC-1.forged')
const by = fc.constantFrom(...people)
const where = fc.constantFrom(place, place, place, slack, slack, teams, foreign)
const plan = fc.constantFrom(...plans)
const reason = fc.constantFrom('Checkout is down and nobody else answers', 'Checkout is down!', 'because')
const click = <T extends string>(type: T) => fc.record({ type: fc.constant(type), action, by, place: where })
const bare = <T extends string>(type: T) => fc.record({ type: fc.constant(type), action })

const command: fc.Arbitrary<IncidentCommand> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ action, plan, by, place: where }).map(requestStep) },
  { weight: 3, arbitrary: fc.tuple(action, plan).map(([action, plan]): IncidentCommand => propose(action, plan)) },
  { weight: 16, arbitrary: click('Approve') },
  {
    weight: 3,
    arbitrary: fc.tuple(click('BreakGlass'), reason).map(([one, reason]): IncidentCommand => ({ ...one, reason })),
  },
  { weight: 1, arbitrary: click('Reject') },
  { weight: 1, arbitrary: click('Withdraw') },
  { weight: 1, arbitrary: bare('Expire') },
  { weight: 10, arbitrary: fc.tuple(action, plan).map(([action, plan]): IncidentCommand => begin(action, plan)) },
  { weight: 1, arbitrary: bare('RecordAccepted') },
  {
    weight: 3,
    arbitrary: fc
      .tuple(action, fc.constantFrom('done' as const, 'done' as const, 'failed' as const))
      .map(([action, outcome]): IncidentCommand => ({ type: 'RecordFinished', action, outcome })),
  },
  { weight: 1, arbitrary: action.map((action): IncidentCommand => ({ type: 'Doubt', action, why: { key: 'x' } })) },
  { weight: 1, arbitrary: action.map((action): IncidentCommand => ({ type: 'HandOver', action, why: { key: 'x' } })) },
  {
    weight: 3,
    arbitrary: action.map((action): IncidentCommand => ({ type: 'StartVerification', action, before: [] })),
  },
  { weight: 2, arbitrary: action.map((action): IncidentCommand => ({ type: 'RecordReadings', action, readings: [] })) },
  {
    weight: 3,
    arbitrary: fc.tuple(action, fc.constantFrom(calm, calm, calm, busy, undefined)).map(
      ([action, forecast]): IncidentCommand => ({
        type: 'EndLease',
        action,
        return: 'INC-1.r',
        ...(forecast === undefined ? {} : { forecast }),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: click('ReturnLease').map((one): IncidentCommand => ({ ...one, return: 'INC-1.r' })),
  },
  { weight: 1, arbitrary: click('KeepForGood') },
  {
    weight: 2,
    arbitrary: fc.record({ by, place: where }).map(
      ({ by, place }): IncidentCommand => ({
        type: 'RequestStep',
        action: 'INC-1.b',
        request: { step: 'scale-in', args: { workers: 3 } },
        by: { kind: 'person', person: by, place },
        undoes: 'INC-1.a',
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...returns()).map((plan): IncidentCommand => propose('INC-1.b', plan)) },
  { weight: 1, arbitrary: fc.constantFrom(...returns()).map((plan): IncidentCommand => begin('INC-1.b', plan)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(click('ExtendLease'), fc.constantFrom(20 * minute, -minute, 400 * hour))
      .map(([one, byInMs]): IncidentCommand => ({ ...one, byInMs })),
  },
  { weight: 1, arbitrary: bare('RemindLease') },
  { weight: 1, arbitrary: bare('RemindReview') },
  {
    weight: 1,
    arbitrary: fc.tuple(click('WaiveEvidence'), reason).map(([one, reason]): IncidentCommand => ({ ...one, reason })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(click('ReviewGlass'), reason)
      .map(([one, note]): IncidentCommand => ({ ...one, verdict: 'justified', note })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<MitigationPlan>(...returns()).map((plan): IncidentCommand => propose('INC-1.r', plan)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<MitigationPlan>(...returns()).map((plan): IncidentCommand => begin('INC-1.r', plan)),
  },
)

function propose(action: string, plan: MitigationPlan): IncidentCommand {
  return { type: 'Propose', action, planned: { plan } }
}

function begin(action: string, plan: MitigationPlan): IncidentCommand {
  return { type: 'Begin', action, planned: { plan }, correlationId: `c-${action}` }
}

/** The way back, as promised, and where somebody else has scaled meanwhile. */
function returns(): readonly MitigationPlan[] {
  return [scaleInOf(5), scaleInOf(5), scaleInOf(6)]
}

interface Wanted {
  readonly action: string
  readonly plan: MitigationPlan
  readonly by: Person
  readonly place: ChatPlace
}

function requestStep({ action, plan: { step, args, leaseInMs }, by, place }: Wanted): IncidentCommand {
  const lease = leaseInMs === undefined ? {} : { leaseInMs }
  return { type: 'RequestStep', action, request: { step, args }, by: { kind: 'person', person: by, place }, ...lease }
}

const past: fc.Arbitrary<readonly PastStep[]> = fc.oneof(
  { weight: 16, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ finishedAt: -4 * minute, failed: false, stands: false }]) },
  { weight: 1, arbitrary: fc.constant([{ failed: false, stands: true, perHour: 0.9, currency: 'EUR' }]) },
  {
    weight: 1,
    arbitrary: fc.constant([5, 20].map((minutes) => ({ finishedAt: -minutes * minute, failed: true, stands: false }))),
  },
)

const moment = fc.record({
  command,
  /** Whether the usual course goes on, or something else happens. */
  goesOn: fc.nat(9).map((dice) => dice < 6),
  stepInMs: fc.oneof(
    { weight: 40, arbitrary: fc.nat(minute) },
    { weight: 3, arbitrary: fc.nat(20 * minute) },
    { weight: 1, arbitrary: fc.constantFrom(35 * minute, 5 * hour) },
  ),
  /** Another policy than the life's own. */
  policy: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(policies) as (keyof typeof policies)[])) },
  ),
  crash: fc.nat(9).map((dice) => dice === 0),
  past,
})

interface Course {
  readonly plan: MitigationPlan
  readonly by: Person
  readonly place: ChatPlace
  /** Nobody: one person breaks the glass. */
  readonly voters: readonly Person[]
  readonly extends: boolean
  /** How long after the verification somebody or something ends the lease; sooner than agreed, at times. */
  readonly endsAfterInMs: number
  /** Somebody else scales meanwhile. */
  readonly meddled: boolean
}

/** How it goes where nobody and nothing comes in between; anything may. */
const courseOf = ({ plan, by, place, voters, ...more }: Course): readonly (readonly [IncidentCommand, number])[] => {
  const action = 'INC-1.a'
  const back = scaleInOf(more.meddled ? 6 : 5, Number(plan.state.workers))
  const reason = 'Checkout is down and nobody else answers'
  const glass: IncidentCommand = { type: 'BreakGlass', action, by: person('chloe'), place, reason }
  const longer: IncidentCommand = { type: 'ExtendLease', action, by: person('bram'), place, byInMs: 20 * minute }
  return [
    [requestStep({ action, plan, by, place }), 0],
    [propose(action, plan), 0],
    ...voters.map((by): [IncidentCommand, number] => [{ type: 'Approve', action, by, place }, 0]),
    ...(voters.length === 0 ? [[glass, 0] as const] : []),
    [begin(action, plan), 0],
    [{ type: 'RecordFinished', action, outcome: 'done' }, 0],
    [{ type: 'StartVerification', action, before: [] }, 0],
    [{ type: 'RecordReadings', action, readings: [] }, 15 * minute],
    ...(more.extends ? [[longer, 0] as const] : []),
    [{ type: 'EndLease', action, return: 'INC-1.r', forecast: calm }, more.endsAfterInMs],
    [propose('INC-1.r', back), 0],
    [begin('INC-1.r', back), 0],
  ]
}

const course = fc
  .record({
    plan,
    by: fc.constantFrom(...['ada', 'bram', 'dirk'].map(person), onSlack('U-BRAM')),
    place: fc.constantFrom(place, place, slack, slack, slack, teams),
    voters: fc.constantFrom(
      [person('bram'), onTeams('O-CHLOE')],
      [onSlack('U-BRAM'), person('bram')],
      [onTeams('O-CHLOE'), onSlack('U-ADA')],
      [person('chloe')],
      [],
    ),
    extends: fc.boolean(),
    endsAfterInMs: fc.constantFrom(5 * minute, 36 * minute),
    meddled: fc.nat(2).map((dice) => dice === 0),
  })
  .map(courseOf)

export const lives: fc.Arbitrary<readonly Moment[]> = fc
  .tuple(
    course,
    fc.constantFrom('usual', 'usual', 'usual', 'usual', 'lenient', 'nobody', 'onlySlack'),
    fc.array(moment, { minLength: 8, maxLength: 24, size: 'max' }),
  )
  .map(([usually, own, moments]): readonly Moment[] => {
    let now = start
    const rest = [...usually]
    return moments.map(({ command, goesOn, stepInMs, policy, crash, past }): Moment => {
      const [next, jumpInMs] = (goesOn ? rest.shift() : undefined) ?? [command, 0]
      now += stepInMs + jumpInMs
      const since = (finishedAt: number | undefined) =>
        finishedAt === undefined ? {} : { finishedAt: now + finishedAt }
      const before = past.map(({ finishedAt, ...one }) => ({ ...one, ...since(finishedAt) }))
      return { command: next, circumstances: { now, policy: policies[policy ?? own], steps, past: before }, crash }
    })
  })

export const live = (run: readonly Moment[]): Lived => {
  const opening = reported()
    .when({ type: 'Join', by: onSlack('U-BRAM'), place: slack, text: 'here too' })
    .when({ type: 'Join', by: onTeams('O-BRAM'), place: teams, text: 'and here' })
  const events = [...opening.events]
  const starts: Start[] = []
  const given: Given[] = []
  let incident = opening.incident
  for (const moment of run) {
    const { command, circumstances } = moment
    // As the ledger does it: what other incidents did, and what this one did.
    const own = 'action' in command ? pastSteps(incident, command.action) : []
    const past = [...(circumstances.past ?? []), ...own]
    for (const event of decide(command, incident, { ...circumstances, past })) {
      given.push({ at: events.length, event, moment })
      if (event.type === 'MitigationStarted') starts.push({ at: events.length, action: event.action, moment, past })
      events.push(event)
      incident = evolve(incident, event)
    }
    if (moment.crash) incident = foldEvents(structuredClone(events)) ?? incident
  }
  return { events, starts, given }
}
