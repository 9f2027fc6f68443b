import { badDeploymentFault } from './bad-deployment.ts'
import { cpuSaturationFault } from './cpu-saturation.ts'
import type { Fault } from './types.ts'

/** Two real faults together: each affects the app as it does alone. */
const both = [cpuSaturationFault, badDeploymentFault] as const

export const twoAtOnceFault: Fault = {
  id: 'two-at-once',
  title: 'A campaign and a bad deployment at once',
  cause: `The campaign began right after its new version went out. ${both.map(({ cause }) => cause).join(' ')}`,
  causes: both.map(({ id }) => id),
  // More instances end the queue and not the errors.
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart', 'scale-in'],
  outcome: 'left-alone',
  reach: 'app',
  effects: () => ({}),
  parts: both,
}
