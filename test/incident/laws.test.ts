import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import type { Person } from '../../src/incident/person.ts'
import { hour, type Lived, live, lives, type Start, usual } from './lives.ts'
import { minute, start } from './story.ts'

/*
 * What must hold is told here once more, in the plainest words, and not by the code that is tested.
 */

type Of<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>

const isOften = (seen: Readonly<Record<string, number>>): boolean => Object.values(seen).every((times) => times >= 30)

const holds = (check: (lived: Lived) => void): void => {
  fc.assert(
    fc.property(lives, (run) => {
      check(live(run))
    }),
    { numRuns: 10_000 },
  )
}

/** Who that is, whatever the platform. */
const identities: Readonly<Record<string, string>> = {
  'web/ada': 'ada',
  'web/bram': 'bram',
  'web/chloe': 'chloe',
  'web/dirk': 'dirk',
  'slack/U-ADA': 'ada',
  'slack/U-BRAM': 'bram',
  'teams/O-BRAM': 'bram',
  'teams/O-CHLOE': 'chloe',
}
const keyOf = ({ platform, id }: Person, policy: Policy): string | undefined => {
  const key = identities[`${platform}/${id}`]
  // The demoted one has no accounts any more.
  return key === 'bram' && policy.people.bram?.identities.slack === undefined && platform !== 'web' ? undefined : key
}

const isLead = (key: string | undefined, policy: Policy): boolean =>
  key !== undefined && (policy.people[key]?.roles.includes('lead') ?? false)

const ruleOf = (policy: Policy, { step }: Pick<MitigationPlan, 'step'>): PolicyRule => {
  const rule = policy.rules[step.startsWith('scale') ? 1 : 0]
  if (rule === undefined) throw new Error('no rule')
  return rule
}

const of = <T extends IncidentEvent['type']>({ events }: Lived, { at, action }: Start, type: T): readonly Of<T>[] =>
  events
    .slice(0, at)
    .filter((event): event is Of<T> => event.type === type && 'action' in event && event.action === action)

const one = <T>(found: readonly T[]): T => {
  const [first, ...more] = found
  if (first === undefined || more.length > 0) throw new Error(`${found.length} in place of one`)
  return first
}

const policyAt = ({ moment }: Start): Policy => {
  const { policy } = moment.circumstances
  if (policy === undefined) throw new Error('started without a policy')
  return policy
}

/** Those that somebody wished for; a lease's return is a law of its own. */
const wished = (lived: Lived) =>
  lived.starts.flatMap((each) => {
    const { by, request } = one(of(lived, each, 'StepRequested'))
    return by.kind === 'person' ? [{ each, by, request, proposal: one(of(lived, each, 'ActionProposed')) }] : []
  })

/** The people whose yes counts, by the policy of now and by what was proposed. */
const votersOf = (
  lived: Lived,
  each: Start,
  requester: Person,
  proposal: Of<'ActionProposed'>,
): ReadonlySet<string> => {
  const policy = policyAt(each)
  const rule = ruleOf(policy, proposal.plan)
  const selfCounts = rule.requesterCounts && proposal.rule.requesterCounts
  const keys = of(lived, each, 'ApprovalGiven').map(({ by }) => keyOf(by, policy))
  const self = selfCounts ? undefined : keyOf(requester, policy)
  return new Set(keys.flatMap((key) => (key !== undefined && key !== self && isLead(key, policy) ? [key] : [])))
}

/** Broken by one who may, in as many words as a reason takes. */
const isBroken = (lived: Lived, each: Start): boolean => {
  const policy = policyAt(each)
  const [glass] = of(lived, each, 'GlassBroken')
  if (glass === undefined) return false
  expect(glass.reason.replaceAll(/[^a-zA-Z]/g, '').length).toBeGreaterThanOrEqual(10)
  return policy.breakGlass?.roles.includes('lead') === true && isLead(keyOf(glass.by, policy), policy)
}

/** The state is the fold of the events, and nothing starts twice or after its end, whatever happened (L2, L4). */
const startsOnce = ({ starts, events }: Lived): void => {
  expect(new Set(starts.map(({ action }) => action)).size).toBe(starts.length)
  for (const { at, action } of starts) {
    const before = events.slice(0, at)
    expect(before.some((event) => ends.includes(event.type) && 'action' in event && event.action === action)).toBe(
      false,
    )
  }
  expect(foldEvents(events)?.version).toBe(events.length)
}
const ends: readonly string[] = [
  'ActionRejected',
  'ActionWithdrawn',
  'ActionExpired',
  'ActionVoided',
  'MitigationFinished',
]

it('L1, L2, L8: nothing starts twice, nor without enough distinct people whom the policy accepts, the requester not among them, or a glass broken by one who may', () => {
  const seen = { byPeople: 0, byGlass: 0, byNobody: 0, onTwoPlatforms: 0 }
  holds((lived) => {
    startsOnce(lived)
    for (const { each, by, proposal } of wished(lived)) {
      const needed = Math.max(proposal.rule.needed, ruleOf(policyAt(each), proposal.plan).needed)
      const voters = votersOf(lived, each, by.person, proposal)
      const clicks = of(lived, each, 'ApprovalGiven').map(({ person }) => person)
      expect(new Set(clicks).size, 'one person, one yes').toBe(clicks.length)
      if (voters.size < needed) {
        expect(isBroken(lived, each), 'not enough, and no glass').toBe(true)
        seen.byGlass += 1
      } else if (needed === 0) seen.byNobody += 1
      else seen.byPeople += 1
    }
    seen.onTwoPlatforms += lived.events.filter(
      (event) => event.type === 'Refused' && event.refusal.reason === 'duplicate',
    ).length
  })
  // Each must have had something to hold for.
  expect(seen, JSON.stringify(seen)).toSatisfy(isOften)
})

const isFrozen = (now: number): boolean => {
  const isOnce = now >= start + 5 * hour && now < start + 6 * hour
  // 15 January 2026 is a Thursday, and Amsterdam an hour ahead: 4:20 to 4:32 there.
  const night = Date.UTC(2026, 0, 15, 3, 20)
  return isOnce || (now >= night && now < night + 12 * minute)
}

const isTripped = ({ moment, past }: Start): boolean => {
  const { now } = moment.circumstances
  return (
    past.filter(({ failed, finishedAt }) => failed && finishedAt !== undefined && now - finishedAt < hour).length >= 2
  )
}

const isCooling = ({ moment, past }: Start, plan: MitigationPlan): boolean => {
  const { now } = moment.circumstances
  const wait = ruleOf(policyAt({ moment } as Start), plan).coolDownInMs
  return past.some(({ finishedAt }) => finishedAt !== undefined && now - finishedAt < wait)
}

const isOverBudget = ({ past }: Start, { cost }: MitigationPlan): boolean => {
  if (added(cost) <= 0) return false
  const spent = past.filter(({ stands }) => stands).reduce((sum, { perHour = 0 }) => sum + perHour, 0)
  return spent + added(cost) > 1 + 1e-9
}
const added = (cost: MitigationPlan['cost']): number => (cost.known ? cost.perHour : 0)

/** From the five workers that the scale-out of these lives makes to the three that stood before. */
const isWayBack = ({ step, changes }: MitigationPlan): boolean =>
  step === 'scale-in' && changes[0]?.before === '5' && changes[0]?.after === '3'

it('L3: nothing starts on another state, past its expiry, in a freeze, after the breaker, above size or budget, or out of scope', () => {
  const seen: Record<string, number> = {}
  const count = (what: string): void => {
    seen[what] = (seen[what] ?? 0) + 1
  }
  holds((lived) => {
    for (const { each, by, proposal } of wished(lived)) {
      const { command, circumstances } = each.moment
      if (command.type !== 'Begin' || !('plan' in command.planned)) throw new Error('started without a fresh look')
      const { plan } = proposal
      const fresh = command.planned.plan
      for (const part of ['resource', 'step', 'args', 'writes', 'state', 'success', 'leaseInMs'] as const) {
        expect(JSON.stringify(fresh[part]), part).toBe(JSON.stringify(plan[part]))
      }
      expect(circumstances.now, 'past its expiry').toBeLessThan(proposal.expiresAt)
      const policy = policyAt(each)
      const limit = ruleOf(policy, plan).maximumInstances
      if (limit !== undefined) expect(Number(plan.args.workers ?? 0), 'too large').toBeLessThanOrEqual(limit)
      if (policy.channels !== undefined) expect(by.place.platform, 'out of scope').toBe('slack')
      if (of(lived, each, 'GlassBroken').length > 0) {
        if (isFrozen(circumstances.now) || isTripped(each)) count('glass through a freeze or a breaker')
        continue
      }
      // What takes back the very step that stands there holds up nobody.
      const isUndo = one(of(lived, each, 'StepRequested')).undoes !== undefined && isWayBack(plan)
      if (!isUndo) {
        expect(isFrozen(circumstances.now), 'in a freeze').toBe(false)
        expect(isTripped(each), 'after the breaker').toBe(false)
        expect(isCooling(each, plan), 'cooling down').toBe(false)
      }
      expect(isOverBudget(each, plan), 'over the budget').toBe(false)
    }
    for (const { event, moment } of lived.given) {
      const asked = 'place' in moment.command ? moment.command.place.platform : 'web'
      const says = event.type === 'ApprovalGiven' || event.type === 'GlassBroken'
      if (says && moment.circumstances.policy?.channels !== undefined)
        expect(asked, 'a yes from elsewhere').toBe('slack')
      if (event.type === 'ActionVoided') count(event.drift.length > 0 ? 'drift' : (event.why?.key ?? ''))
      if (event.type === 'Refused') count(`refusal.${event.refusal.reason}`)
    }
  })
  // Each must have been tried, and stopped, often enough.
  const tried = [
    'expired',
    'frozen',
    'tripped',
    'cool-down',
    'too-large',
    'over-budget',
    'out-of-scope',
    'self',
    'foreign',
  ]
  const all = ['drift', 'glass through a freeze or a breaker', ...tried.map((reason) => `refusal.${reason}`)]
  expect(seen, JSON.stringify(seen)).toSatisfy(() => all.every((what) => (seen[what] ?? 0) >= 20))
})

it('a lease goes back once, to what stood before, not before its time, and only where nobody else has changed it', () => {
  const seen = { returned: 0, left: 0, extended: 0 }
  holds((lived) => {
    for (const { event, moment } of lived.given) {
      if (event.type === 'LeaseEnded' && event.how === 'left') seen.left += 1
      if (event.type !== 'LeaseExtended') continue
      seen.extended += 1
      const { policy } = moment.circumstances
      expect(policy !== undefined && isLead(keyOf(event.by, policy), policy)).toBe(true)
    }
    for (const each of lived.starts) {
      const { by, request } = one(of(lived, each, 'StepRequested'))
      if (by.kind === 'person') continue
      seen.returned += 1
      const origin = { ...each, action: by.of }
      const { plan } = one(of(lived, origin, 'ActionProposed'))
      const ends = [...of(lived, origin, 'LeaseStarted'), ...of(lived, origin, 'LeaseExtended')].map(
        ({ endsAt }) => endsAt,
      )
      const { command, circumstances } = each.moment
      expect(of(lived, origin, 'MitigationStarted')).toHaveLength(1)
      expect(request).toEqual(plan.undo)
      // Sooner only where somebody says so who may approve it.
      if (by.person === undefined) expect(circumstances.now).toBeGreaterThanOrEqual(Math.max(...ends))
      expect('planned' in command && 'plan' in command.planned && command.planned.plan.state.workers).toBe(
        plan.args.workers,
      )
    }
  })
  expect(seen, JSON.stringify(seen)).toSatisfy(isOften)
})

it('the usual policy is the one that the laws above speak of', () => {
  expect(usual).toMatchObject({ breaker: { failures: 2, withinInMs: hour }, budgets: [{ perHour: 1 }] })
})
