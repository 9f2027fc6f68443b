import { practiceFaults, type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import { runningClock } from '../clock/running-clock.ts'
import type { AppFault } from '../config/app-fault.ts'
import type { Config } from '../config/index.ts'
import type { Instant } from '../incident/finding.ts'
import { type PracticeEnvironment, practiceDumpInBytes } from './practice-environment.ts'

type SimulatorConfig = Extract<Config['azure'], { kind: 'simulator' }>

/**
 * An estate of our own, on loopback, for as long as the program runs. Faster than real its time runs ahead: it goes on
 * where the journal left it, so that nothing that was noted lies in the future.
 */
export const startPractice = async (
  { speed, seed, faults }: SimulatorConfig,
  journaledUntil: Instant = 0,
): Promise<PracticeEnvironment> => {
  const real = Date.now()
  const clock = runningClock(speed, { simulated: Math.max(real, journaledUntil), real })
  const put = faults === undefined ? { faults: practiceFaults } : simulatorFaultsOf(faults)
  const simulator: Simulator = await startSimulator({ seed, clock: { now: clock.now, speed }, ...put })
  simulator.configure({ dumpSizeInBytes: practiceDumpInBytes })
  return { url: simulator.url, clock, speed, stop: () => simulator.stop() }
}

/** As the simulator takes them: what is wrong, and for how long, by app. */
export const simulatorFaultsOf = (
  faults: readonly AppFault[],
): Pick<SimulatorOptions, 'faults' | 'troubleAgeInMs'> => ({
  faults: Object.fromEntries(faults.map(({ app, fault }) => [app, fault])),
  troubleAgeInMs: Object.fromEntries(
    faults.flatMap(({ app, ageInMs }) => (ageInMs === undefined ? [] : [[app, ageInMs]])),
  ),
})
