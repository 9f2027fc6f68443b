import { startSimulator } from '../../simulator/index.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { Instant, ProbeResult, TimeWindow } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'

export interface Practice {
  readonly fault: string
  readonly seed: number
  /** The app that the fault is put on. */
  readonly app?: string
  /** The app that is reported; the same one by default. */
  readonly seenFrom?: string
  /** How long after the start of the simulator somebody reports. */
  readonly laterInMs?: number
}

const startedAt = Date.UTC(2026, 2, 4, 12, 0)

/** One round of the real probes, through the real clients, over HTTP, at a simulated estate with one fault. */
export const practise = async ({
  fault,
  seed,
  app = 'contoso-web',
  seenFrom = app,
  laterInMs = 0,
}: Practice): Promise<{ results: readonly ProbeResult[]; window: TimeWindow; at: Instant }> => {
  let now = startedAt
  const simulator = await startSimulator({ seed, clock: { now: () => now }, faults: { [app]: fault } })
  now += laterInMs
  try {
    const { reading } = await createAzure({
      credential: { getToken: async () => ({ token: 'practice', expiresOnTimestamp: Date.now() + 3_600_000 }) },
      mayVisit: (host) => host.endsWith('.azurewebsites.net'),
      simulatorUrl: simulator.url,
      deadline: noDeadline,
    })
    const target = (await createAppDirectory({ reading, now: () => now }).apps()).find(
      ({ name, slot }) => name === seenFrom && !slot,
    )
    if (target === undefined) throw new Error(`no ${seenFrom}`)
    const window = { from: now - 3_600_000, to: now }
    const inTime = { deadline: noDeadline }
    return { results: await runProbes(probes, reading, { app: target, window }, inTime), window, at: now }
  } finally {
    await simulator.stop()
  }
}
