import { availabilityDetectors } from './detector-availability.ts'
import type { SimulatedDetector } from './detector-figures.ts'
import { processDetectors } from './detector-processes.ts'
import { resourceDetectors } from './detector-resources.ts'

/** App Service diagnostics: each tells what was measured, and knows nothing of what was broken. */
export const simulatedDetectors: readonly SimulatedDetector[] = [
  ...availabilityDetectors,
  ...resourceDetectors,
  ...processDetectors,
]
