import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { type Recorder, startRecorder } from './recorder.ts'

/** A simulated estate behind a recorder, on a clock that moves a little with each request and else when told. */
export interface Estate {
  readonly recorder: Recorder
  readonly simulator: Simulator
  now(): number
  pass(inMs: number): void
  stop(): Promise<void>
}

const origin = Date.UTC(2026, 2, 4, 12, 0)
/** Fast enough to be one moment, slow enough that ARM's token bucket fills again. */
const betweenRequestsInMs = 100

export async function openEstate(faults: Readonly<Record<string, string>> = {}): Promise<Estate> {
  const clock = steppedClock(origin)
  const pass = (inMs: number) => clock.advanceTo(clock.now() + inMs)
  const simulator = await startSimulator({ seed: 7, clock, faults })
  const recorder = await startRecorder({
    simulatorUrl: simulator.url,
    onRequest: () => pass(betweenRequestsInMs),
  })
  return {
    recorder,
    simulator,
    now: clock.now,
    pass,
    stop: async () => {
      await recorder.stop()
      await simulator.stop()
    },
  }
}
