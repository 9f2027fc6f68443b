import type { SimulatorConditions } from '../simulator/types.ts'
import { practiceCredential } from '../src/cli/practice-environment.ts'
import { connectAzure } from '../src/composition/azure-connection.ts'
import type { ProbeResult } from '../src/incident/finding.ts'
import { probes } from '../src/observe/index.ts'
import { runProbes } from '../src/observe/run-probes.ts'
import type { ObservationTarget, Probe } from '../src/observe/types.ts'

/** An app of the simulated estate, and what looking at it takes. */
export interface Sight {
  look(through?: readonly Probe[]): Promise<Looking>
  setConditions(conditions: SimulatorConditions): Promise<void>
}

export interface Looking {
  readonly tookInMs: number
  readonly results: readonly ProbeResult[]
}

const hour = 3_600_000

export const openSight = async (simulatorUrl: string, appName: string): Promise<Sight> => {
  const { azure, directory } = await connectAzure({
    azure: { credential: practiceCredential, simulatorUrl },
    clock: { now: Date.now, at: () => () => undefined },
    policy: () => undefined,
  })
  const found = await directory.find(appName)
  if (found.is !== 'one') throw new Error(`${appName} is ${found.is}`)
  const { app } = found
  return {
    look: async (through = probes) => {
      const now = Date.now()
      const target: ObservationTarget = { app, window: { from: now - hour, to: now } }
      const from = performance.now()
      const results = await runProbes(through, azure.reading, target, { deadline: AbortSignal.timeout })
      return { tookInMs: performance.now() - from, results }
    },
    setConditions: async (conditions) => {
      const body = JSON.stringify(conditions)
      const headers = { 'content-type': 'application/json' }
      const { status } = await fetch(`${simulatorUrl}/simulator/conditions`, { method: 'PUT', headers, body })
      if (status !== 200) throw new Error(`the simulator answered ${status}`)
    },
  }
}
