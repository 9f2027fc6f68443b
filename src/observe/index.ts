import { activityLog } from './activity-log.ts'
import { alerts } from './alerts.ts'
import { appMetrics } from './app-metrics.ts'
import { appState } from './app-state.ts'
import { baselines } from './baselines.ts'
import { deployments } from './deployments.ts'
import { detectors } from './detectors.ts'
import { instances } from './instances.ts'
import { neighbours } from './neighbours.ts'
import { planMetrics } from './plan-metrics.ts'
import { planState } from './plan-state.ts'
import { quotas } from './quotas.ts'
import { resourceHealth } from './resource-health.ts'
import { serviceHealth } from './service-health.ts'
import { slots } from './slots.ts'
import { syntheticRequest } from './synthetic-request.ts'
import type { Probe } from './types.ts'

/** Every probe, in the order in which its result is shown and journaled. */
export const probes: readonly Probe[] = [
  appState,
  planState,
  instances,
  slots,
  appMetrics,
  planMetrics,
  neighbours,
  baselines,
  quotas,
  resourceHealth,
  serviceHealth,
  alerts,
  activityLog,
  deployments,
  detectors,
  syntheticRequest,
]
