import { expect, it } from 'vitest'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import type { IncidentCommand } from '../../../src/incident/command.ts'
import { forecastCapacity } from '../../../src/incident/lease/forecast.ts'
import type { CapacityChange, MitigationPlan } from '../../../src/incident/mitigation-plan.ts'
import { scaleSuccess } from '../../../src/incident/verification/success-criteria.ts'
import { approve, begin, person, planOf, policy, proposed, type Story, scaleInOf, start } from '../story.ts'
import { createRandom, figuresOf, findingsAt, type Load, minute, randomLoad } from './load-model.ts'

const hour = 60 * minute
const origin = 'INC-1.a'
const rules = policy.rules.map((rule) => ({ ...rule, maximumLeaseInMs: 12 * hour, maximumInstances: 20 }))
const usual: Policy = { ...policy, freezes: [], rules }

interface Leased {
  readonly load: Load
  readonly memory: number
  readonly before: number
  readonly after: number
}

const leasedOf = (random: () => number): Leased => {
  const before = 1 + Math.floor(random() * 5)
  return { load: randomLoad(random), memory: 30 + random() * 50, before, after: before + 1 + Math.floor(random() * 3) }
}

const planFor = ({ before, after }: Leased): MitigationPlan => ({
  ...planOf(before, 'scale-out'),
  args: { workers: after },
  changes: [{ what: { key: 'step.change.workers' }, before: `${before}`, after: `${after}` }],
  success: scaleSuccess,
  leaseInMs: 2 * hour,
})

const verified = (plan: MitigationPlan): Story => {
  const commands: readonly IncidentCommand[] = [
    approve(person('bram')),
    approve(person('chloe')),
    begin(plan),
    { type: 'RecordFinished', action: origin, outcome: 'done' },
    { type: 'StartVerification', action: origin, before: [] },
  ]
  return commands
    .reduce(
      (story, command) => story.when(command, { policy: usual }),
      proposed(plan, person('ada'), { policy: usual }),
    )
    .when({ type: 'RecordReadings', action: origin, readings: [] }, { now: start + plan.success.withinInMs })
}

const isBroken = (requests: number, instances: number, memory: number): boolean => {
  const figures = figuresOf(requests, instances, memory)
  return figures.cpu > 80 || figures.memory > 90 || figures.seconds > 5 || figures.errors > 5
}

/** As the bot lives it: looked at when it is due, held or taken back, until it has gone or twelve hours are over. */
const live = (leased: Leased, at: number) => {
  const plan = planFor(leased)
  const capacity: CapacityChange = {
    before: { instances: leased.after, size: 'P1v3' },
    after: { instances: leased.before, size: 'P1v3' },
  }
  let story = verified(plan)
  // The clock of the story starts at one time of day; the load at any.
  const loadAt = (now: number): number => now + at
  for (;;) {
    const { lease } = story.incident.actions[0] ?? {}
    const now = lease?.held?.until ?? lease?.endsAt ?? 0
    const seen = { load: leased.load, instances: leased.after, memory: leased.memory }
    const measurements = { findings: findingsAt(seen, loadAt(now)), notOffered: [] }
    const forecast = forecastCapacity(capacity, plan.success, { measurements, at: loadAt(now) })
    const before = story.events.length
    story = story.when(
      { type: 'EndLease', action: origin, return: 'INC-1.r', ...(forecast === undefined ? {} : { forecast }) },
      { now, policy: usual },
    )
    // Never without a word of it in the journal.
    expect(story.events.length).toBe(before + 1)
    const last = story.events.at(-1)
    if (last?.type === 'StepRequested') return { story, returnedAt: now, forecast }
    if (now - start > 14 * hour) return { story, forecast }
  }
}

it('of 1,000 leases that end under random load none comes back to limits that break, and each says what became of it', () => {
  const random = createRandom(16)
  const seen = { returned: 0, held: 0, heldThenReturned: 0, wouldHaveBroken: 0, atMaximum: 0 }
  for (let nth = 0; nth < 1000; nth += 1) {
    const leased = leasedOf(random)
    const at = Math.floor(random() * 1440) * minute
    const { story, returnedAt } = live(leased, at)
    const holds = story.events.filter(({ type }) => type === 'LeaseHeld')
    const firstEnd = start + 2 * hour + at
    if (nextMinutes(firstEnd).some((time) => isBroken(leased.load.at(time), leased.before, leased.memory)))
      seen.wouldHaveBroken += 1
    if (holds.length > 0) seen.held += 1
    if (holds.some((event) => event.type === 'LeaseHeld' && event.asks === 'maximum')) seen.atMaximum += 1
    if (returnedAt === undefined) continue
    seen.returned += 1
    if (holds.length > 0) seen.heldThenReturned += 1
    const broken = nextMinutes(returnedAt + at).filter((time) =>
      isBroken(leased.load.at(time), leased.before, leased.memory),
    )
    expect(broken, `lease ${nth}`).toEqual([])
  }
  // All of it happened, and often.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(50)
})

/** As long as the way back is verified. */
const nextMinutes = (from: number): readonly number[] => Array.from({ length: 15 }, (_, index) => from + index * minute)

it('goes back as promised, on the state that it made', () => {
  const leased: Leased = { load: { at: () => 100 }, memory: 40, before: 3, after: 5 }
  const { story } = live(leased, 0)

  story
    .when({ type: 'Propose', action: 'INC-1.r', planned: { plan: { ...scaleInOf(5), args: { workers: 3 } } } })
    .gives('ActionProposed', 'ActionApproved')
})
