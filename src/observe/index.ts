import { activityLog } from './activity-log.ts'
import { appMetrics } from './app-metrics.ts'
import { appState } from './app-state.ts'
import { deployments } from './deployments.ts'
import { instances } from './instances.ts'
import { planMetrics } from './plan-metrics.ts'
import { planState } from './plan-state.ts'
import { resourceHealth } from './resource-health.ts'
import { serviceHealth } from './service-health.ts'
import { syntheticRequest } from './synthetic-request.ts'
import type { Probe } from './types.ts'

/** Every probe, in the order in which its result is shown and journaled. */
export const probes: readonly Probe[] = [
  appState,
  planState,
  instances,
  appMetrics,
  planMetrics,
  resourceHealth,
  serviceHealth,
  activityLog,
  deployments,
  syntheticRequest,
]
