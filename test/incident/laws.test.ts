import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Circumstances, Command } from '../../src/incident/command.ts'
import { decide } from '../../src/incident/decide/index.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { evolve, fold } from '../../src/incident/evolve.ts'
import { freezeOn } from '../../src/incident/freeze.ts'
import { planHash } from '../../src/incident/plan-hash.ts'
import { type Policy, personKey, ruleFor } from '../../src/incident/policy.ts'
import { app, elsewhere, looking, minute, onSlack, person, place, planOf, policy, reported, start } from './story.ts'

const demoted: Policy = { ...policy, people: { ...policy.people, bram: { name: 'Bram', roles: [] } } }
const lenient: Policy = {
  ...policy,
  rules: policy.rules.map((rule) => ({ ...rule, needed: 1, requesterCounts: true })),
}

const people = [...['ada', 'bram', 'chloe', 'dirk', 'mallory'].map(person), ...['U-ADA', 'U-BRAM', 'bram'].map(onSlack)]
const actions = ['INC-1.a', 'INC-1.a', 'INC-1.a', 'INC-1.b', 'INC-1.forged']
const plans = [
  planOf(3),
  planOf(4),
  planOf(3, 'scale-out'),
  planOf(4, 'scale-out'),
  { ...planOf(3, 'scale-out'), leaseInMs: 30 * minute },
]

const action = fc.constantFrom(...actions)
const by = fc.constantFrom(...people)
const where = fc.constantFrom(place, place, place, elsewhere)
const plan = fc.constantFrom(...plans)

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ action, plan, by }).map(requestStep) },
  {
    weight: 3,
    arbitrary: fc
      .record({ action, plan })
      .map(({ action, plan }): Command => ({ type: 'Propose', action, planned: { plan } })),
  },
  { weight: 16, arbitrary: fc.record({ type: fc.constant('Approve' as const), action, by, place: where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('Reject' as const), action, by, place: where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('Withdraw' as const), action, by, place: where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('Expire' as const), action }) },
  {
    weight: 10,
    arbitrary: fc
      .record({ action, plan, n: fc.nat(1000) })
      .map(({ action, plan, n }): Command => ({ type: 'Begin', action, planned: { plan }, correlationId: `c-${n}` })),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('RecordAccepted' as const), action }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ action, outcome: fc.constantFrom('done' as const, 'failed' as const) })
      .map(({ action, outcome }): Command => ({ type: 'RecordFinished', action, outcome })),
  },
  { weight: 1, arbitrary: action.map((action): Command => ({ type: 'Doubt', action, why: { key: 'x' } })) },
  { weight: 1, arbitrary: action.map((action): Command => ({ type: 'StartVerification', action, before: [] })) },
  { weight: 1, arbitrary: action.map((action): Command => ({ type: 'RecordReadings', action, readings: [] })) },
  { weight: 1, arbitrary: action.map((action): Command => ({ type: 'EndLease', action, return: 'INC-1.b' })) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'Observe', by: person('ada'), place, looking }) },
)

function requestStep({
  action,
  plan,
  by,
}: {
  action: string
  plan: (typeof plans)[number]
  by: ReturnType<typeof person>
}): Command {
  const request = { step: plan.step, args: plan.args }
  return {
    type: 'RequestStep',
    action,
    request,
    by: { kind: 'person', person: by, place },
    ...(plan.leaseInMs === undefined ? {} : { leaseInMs: plan.leaseInMs }),
  }
}

interface Moment {
  readonly command: Command
  readonly circumstances: Circumstances
}

const moment = fc.record({
  command,
  stepInMs: fc.oneof(
    { weight: 20, arbitrary: fc.nat(minute) },
    { weight: 2, arbitrary: fc.nat(20 * minute) },
    { weight: 1, arbitrary: fc.constant(5 * 60 * minute) },
  ),
  policy: fc.constantFrom(policy, policy, policy, policy, policy, policy, demoted, lenient, undefined),
})

/**
 * Commands with a clock that jumps (also past expiries, leases and freezes) and a policy that changes under way.
 * Most begin with a proposal, and most look at an unchanged Azure, or hardly anything would ever start.
 */
const moments = fc
  .tuple(plan, by, fc.boolean(), fc.array(moment, { minLength: 10, maxLength: 40, size: 'max' }))
  .map(([usual, requester, proposes, steps]): readonly Moment[] => {
    let now = start
    const opening: Command[] = proposes
      ? [
          requestStep({ action: 'INC-1.a', plan: usual, by: requester }),
          { type: 'Propose', action: 'INC-1.a', planned: { plan: usual } },
        ]
      : []
    const rest = steps.map(({ command, stepInMs, policy }, index): Moment => {
      now += stepInMs
      const steady = 'planned' in command && index % 4 !== 0
      return { command: steady ? { ...command, planned: { plan: usual } } : command, circumstances: { now, policy } }
    })
    return [...opening.map((command) => ({ command, circumstances: { now: start, policy } })), ...rest]
  })

interface Lived {
  readonly events: readonly IncidentEvent[]
  readonly starts: readonly { readonly at: number; readonly moment: Moment; readonly action: string }[]
}

const live = (run: readonly Moment[]): Lived => {
  const opening = reported()
  const events = [...opening.events]
  const starts: Lived['starts'][number][] = []
  let incident = opening.incident
  for (const moment of run) {
    for (const event of decide(moment.command, incident, moment.circumstances)) {
      if (event.type === 'MitigationStarted') starts.push({ at: events.length, moment, action: event.action })
      events.push(event)
      incident = evolve(incident, event)
    }
  }
  return { events, starts }
}

const holds = (check: (lived: Lived) => void): void => {
  fc.assert(
    fc.property(moments, (run) => {
      check(live(run))
    }),
    { numRuns: 10_000 },
  )
}

it('L2: no interleaving starts an action twice', () => {
  holds(({ starts }) => expect(new Set(starts.map(({ action }) => action)).size).toBe(starts.length))
})

it('L1, L8: nothing starts without enough distinct people whom the policy accepts, the requester not among them', () => {
  let seen = 0
  holds(({ events, starts }) => {
    for (const { at, action, moment } of starts) {
      seen += 1
      const before = events.slice(0, at)
      const requested = before.find((event) => event.type === 'StepRequested' && event.action === action)
      if (requested?.type !== 'StepRequested') throw new Error('started without a request')
      if (requested.by.kind === 'lease') continue
      const now = moment.circumstances.policy
      if (now === undefined) throw new Error('started without a policy')
      const rule = ruleFor(policy, app, requested.request)
      const voters = before.flatMap((event) =>
        event.type === 'ApprovalGiven' && event.action === action ? (personKey(policy, event.by) ?? []) : [],
      )
      const lenientProposal = before.some(
        (event) => event.type === 'ActionProposed' && event.action === action && event.rule.requesterCounts,
      )
      const requester = personKey(policy, requested.by.person)
      const counted = new Set(voters.filter((voter) => lenientProposal || voter !== requester))
      const leads = [...counted].filter((key) => now.people[key]?.roles.includes('lead'))
      expect(leads.length).toBeGreaterThanOrEqual(lenientProposal ? 1 : (rule?.needed ?? 99))
    }
  })
  // The property must have had something to hold for.
  expect(seen).toBeGreaterThan(300)
})

it('L3: nothing starts on a state other than the one approved, nor past its expiry, nor in a freeze', () => {
  holds(({ events, starts }) => {
    for (const { at, action, moment } of starts) {
      const proposal = events
        .slice(0, at)
        .findLast((event) => event.type === 'ActionProposed' && event.action === action)
      if (
        proposal?.type !== 'ActionProposed' ||
        moment.command.type !== 'Begin' ||
        !('plan' in moment.command.planned)
      ) {
        throw new Error('started without a proposal or a fresh look')
      }
      const { now } = moment.circumstances
      expect(planHash(moment.command.planned.plan)).toBe(proposal.hash)
      if (proposal.rule.needed === 0) continue
      expect(now).toBeLessThan(proposal.expiresAt)
      expect(freezeOn(policy, app, proposal.plan, now)).toBeUndefined()
    }
  })
})

it('L4: the state is the fold of the events, whatever happened', () => {
  holds(({ events }) => {
    const incident = fold(events)

    expect(incident?.version).toBe(events.length)
    expect(fold(structuredClone(events))).toEqual(incident)
  })
})
