import { deploymentLog } from './deployment-log.ts'
import { detectors } from './detectors.ts'
import { processes } from './processes.ts'
import type { Collector } from './types.ts'

/** Every collector, in the order in which it is offered. */
export const collectors: readonly Collector[] = [processes, deploymentLog, detectors]
