import { type Simulator, startSimulator } from '../../simulator/index.ts'
import type { SimulatorConditions } from '../../simulator/types.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { type AzureOptions, createAzure } from '../../src/azure/create-azure.ts'
import type { AzureClients } from '../../src/azure/types.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { MitigationPlan, StepArgs } from '../../src/incident/mitigation-plan.ts'
import { steps } from '../../src/mitigate/index.ts'
import type { ApplyResult, MitigationStep, StartedStep, StepProgress } from '../../src/mitigate/types.ts'
import { noDeadline } from '../deadlines.ts'

export const minute = 60_000
const correlationId = '99999999-9999-4999-8999-999999999999'

export interface World {
  readonly azure: AzureClients
  readonly simulator: Simulator
  readonly now: () => number
  app(query: string): Promise<AppRef>
  pass(inMs: number): void
  under(conditions: SimulatorConditions): void
  /** The plan, or the key of why it is impossible. */
  plan(step: string, query: string, args?: StepArgs): Promise<MitigationPlan>
  impossible(step: string, query: string, args?: StepArgs): Promise<string>
  /** As the runbook does it: the intent's time and id are known before the write is sent. */
  apply(plan: MitigationPlan): Promise<ApplyResult>
  look(plan: MitigationPlan, started: Partial<StartedStep> & { at: number }): Promise<StepProgress['is']>
  stop(): Promise<void>
}

export const createWorld = async (
  faults: Readonly<Record<string, string>> = {},
  deadline: () => AbortSignal = noDeadline,
  identities: Partial<Pick<AzureOptions, 'credential' | 'writerCredential'>> = {},
): Promise<World> => {
  let now = Date.UTC(2026, 2, 4, 12, 0)
  const clock = { now: () => now }
  const simulator = await startSimulator({ seed: 7, clock, faults, historyInMs: 30 * minute })
  const azure = await createAzure({
    credential: { getToken: async () => ({ token: 'simulated', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => true,
    kudu: () => ({ read: true, commands: false }),
    simulatorUrl: simulator.url,
    deadline,
    ...identities,
  })
  const directory = createAppDirectory({ reading: azure.reading, now: clock.now })
  const app = async (query: string): Promise<AppRef> => {
    const found = await directory.find(query)
    if (found.is !== 'one') throw new Error(`${query}: ${found.is}`)
    return found.app
  }
  const planned = async (step: string, query: string, args: StepArgs) =>
    stepOf(step).plan(azure.reading, await app(query), args, now)
  return {
    azure,
    simulator,
    now: clock.now,
    app,
    pass: (inMs) => {
      now += inMs
    },
    under: simulator.configure,
    plan: async (step, query, args = {}) => {
      const result = await planned(step, query, args)
      if ('impossible' in result) throw new Error(`impossible: ${result.impossible.key}`)
      return result.plan
    },
    impossible: async (step, query, args = {}) => {
      const result = await planned(step, query, args)
      return 'impossible' in result ? result.impossible.key : 'possible'
    },
    apply: (plan) => stepOf(plan.step).apply(azure.writing({ writes: plan.writes, correlationId }), plan, noDeadline()),
    look: async (plan, started) =>
      (await stepOf(plan.step).readProgress(azure.reading, plan, { correlationId, ...started })).is,
    stop: () => simulator.stop(),
  }
}

export const stepOf = (id: string): MitigationStep => {
  const step = steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(`there is no step ${id}`)
  return step
}
