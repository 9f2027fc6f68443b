import { expect } from 'vitest'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { ChatPlace } from '../../src/incident/chat-place.ts'
import type { CommandOf, DecisionContext, IncidentCommand } from '../../src/incident/command.ts'
import { decide } from '../../src/incident/decide/index.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import type { CapacityForecast } from '../../src/incident/lease/capacity-forecast.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import type { Person } from '../../src/incident/person.ts'
import type { StepFacts } from '../../src/incident/step-facts.ts'

export const start = Date.UTC(2026, 0, 15, 3, 0)
export const minute = 60_000

export const app: AppRef = {
  id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/contoso-web',
  name: 'contoso-web',
  subscriptionId: 's',
  resourceGroup: 'rg',
  planId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/contoso-plan',
  location: 'westeurope',
  os: 'windows',
  hostNames: ['contoso-web.azurewebsites.net'],
  tags: { env: 'production' },
}

export const place: ChatPlace = { platform: 'web', tenant: 'local', channel: 'incidents' }
export const elsewhere: ChatPlace = { ...place, channel: 'random' }

export const person = (id: string): Person => ({ platform: 'web', tenant: 'local', id, name: id })
export const onSlack = (id: string): Person => ({ platform: 'slack', tenant: 'T1', id, name: id })

export const policy: Policy = {
  people: {
    ada: { name: 'Ada', roles: ['oncall', 'lead'], identities: { web: 'local/ada', slack: 'T1/U-ADA' } },
    bram: { name: 'Bram', roles: ['lead'], identities: { web: 'local/bram', slack: 'T1/U-BRAM' } },
    chloe: { name: 'Chloé', roles: ['lead'], identities: { web: 'local/chloe' } },
    dirk: { name: 'Dirk', roles: ['oncall'], identities: { web: 'local/dirk' } },
  },
  rules: [
    {
      name: 'restarts',
      steps: ['*restart*'],
      approvers: ['lead'],
      needed: 1,
      requesterCounts: false,
      expiresInMs: 15 * minute,
      coolDownInMs: 10 * minute,
    },
    {
      name: 'scale',
      steps: ['scale-*'],
      approvers: ['lead'],
      needed: 2,
      requesterCounts: false,
      expiresInMs: 15 * minute,
      coolDownInMs: 0,
      maximumInstances: 6,
    },
  ],
  freezes: [{ name: 'quarter end', from: start + 5 * 60 * minute, to: start + 6 * 60 * minute }],
}

export const steps: readonly StepFacts[] = ['scale-out', 'scale-in'].map((id) => ({
  id,
  kind: 'change',
  inputs: { workers: 'instance-count' },
}))

export const planOf = (workers = 3, step = 'soft-restart'): MitigationPlan => ({
  step,
  args: step.startsWith('scale') ? { workers: 5 } : {},
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/restart` }],
  state: { workers, state: 'Running' },
  changes: step.startsWith('scale') ? [workersChange(workers, 5)] : [],
  touches: { apps: ['contoso-web'], instances: [] },
  notice: [],
  cost: { known: false, why: { key: 'step.cost.none' } },
  success: {
    limits: [{ metric: 'Http5xx', of: 'app', comparison: 'at-most', limit: 10, unit: 'count' }],
    holdInMs: 3 * minute,
    withinInMs: 15 * minute,
  },
  commands: { az: 'az webapp restart', powershell: 'Restart-AzWebApp' },
  destroysEvidence: true,
  ...(step === 'scale-out' ? { undo: { step: 'scale-in', args: { workers } } } : {}),
})

/** The way back from five workers, or from what somebody else has made of them. */
export const scaleInOf = (workers: number, to = 3): MitigationPlan => ({
  ...planOf(workers, 'scale-in'),
  args: { workers: to },
  changes: [workersChange(workers, to)],
})

/** What the end of a lease is decided on: CPU with three instances, at the load of now. */
const forecastOf = (percent: number): CapacityForecast => ({
  instances: 3,
  limits: [{ limit: 0, metric: 'CpuPercentage', atMost: 80, now: 30, after: percent, holds: percent <= 70 }],
})
export const calm = forecastOf(50)
export const busy = forecastOf(92)

const workersChange = (before: number, after: number): MitigationPlan['changes'][number] => ({
  what: { key: 'step.change.workers', args: { plan: 'contoso-plan' } },
  before: String(before),
  after: String(after),
})

/** A conversation with the core: every command is decided on the state so far. */
export interface Story {
  readonly events: readonly IncidentEvent[]
  readonly incident: Incident
  when(command: IncidentCommand, circumstances?: Partial<DecisionContext>): Story
  /** Types of the events of the last command. */
  gives(...types: readonly IncidentEvent['type'][]): Story
  refuses(reason: string): Story
}

const story = (events: readonly IncidentEvent[], last: readonly IncidentEvent[]): Story => {
  const incident = foldEvents(events)
  return {
    events,
    get incident() {
      if (incident === undefined) throw new Error('nothing happened yet')
      return incident
    },
    when: (command, circumstances = {}) => {
      const decided = decide(command, incident, { now: start, policy, steps, ...circumstances })
      return story([...events, ...decided], decided)
    },
    gives: (...types) => {
      expect(last.map(({ type }) => type)).toEqual(types)
      return story(events, last)
    },
    refuses: (reason) => {
      const refusals = last.filter(({ type }) => type === 'Refused')
      expect(refusals).toMatchObject([{ refusal: { reason } }])
      return story(events, last)
    },
  }
}

const looking = { probes: ['app-state', 'app-metrics'], window: { from: start - 60 * minute, to: start } }

export const reported = (other: Partial<CommandOf<'Report'>> = {}): Story =>
  story([], []).when({
    type: 'Report',
    incident: 'INC-1',
    by: person('ada'),
    place,
    text: 'contoso-web is 503ing',
    symptom: 'outage',
    codes: [503],
    language: 'en',
    app,
    looking,
    ...other,
  })

export const proposed = (
  plan: MitigationPlan = planOf(),
  by = person('ada'),
  circumstances: Partial<DecisionContext> = {},
): Story =>
  reported()
    .when(
      {
        type: 'RequestStep',
        action: 'INC-1.a',
        request: { step: plan.step, args: plan.args },
        by: { kind: 'person', person: by, place },
        ...(plan.leaseInMs === undefined ? {} : { leaseInMs: plan.leaseInMs }),
      },
      // Asked for under the usual policy, where the one in question is that there is none.
      circumstances.policy === undefined ? {} : circumstances,
    )
    .when({ type: 'Propose', action: 'INC-1.a', planned: { plan } }, circumstances)

export const approve = (by: Person, at: ChatPlace = place): IncidentCommand => ({
  type: 'Approve',
  action: 'INC-1.a',
  by,
  place: at,
})

export const begin = (plan: MitigationPlan = planOf(), action = 'INC-1.a'): IncidentCommand => ({
  type: 'Begin',
  action,
  planned: { plan },
  correlationId: 'c-1',
})
