import { practiceFaults, type Simulator, startSimulator } from '../../simulator/index.ts'
import { runningClock } from '../clock/running-clock.ts'
import type { Config } from '../config/index.ts'
import type { PracticeEnvironment } from './practice-environment.ts'

type SimulatorConfig = Extract<Config['azure'], { kind: 'simulator' }>

/** An estate of our own, on loopback, for as long as the program runs. */
export const startPractice = async ({ speed, seed, faults }: SimulatorConfig): Promise<PracticeEnvironment> => {
  const clock = runningClock(speed)
  const put = faults === undefined ? practiceFaults : Object.fromEntries(faults.map(({ app, fault }) => [app, fault]))
  const simulator: Simulator = await startSimulator({ seed, clock: { now: clock.now, speed }, faults: put })
  return { url: simulator.url, clock, speed, stop: () => simulator.stop() }
}
