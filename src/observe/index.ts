import { activityLogProbe } from './activity-log.ts'
import { alertsProbe } from './alerts.ts'
import { appMetricsProbe } from './app-metrics.ts'
import { appStateProbe } from './app-state.ts'
import { applicationInsightsProbe } from './application-insights.ts'
import { applicationLogProbe } from './application-log.ts'
import { containerLogProbe } from './container-log.ts'

import { deploymentsProbe } from './deployments.ts'
import { detectorsProbe } from './detectors.ts'
import { eventLogProbe } from './event-log.ts'
import { instancesProbe } from './instances.ts'
import { logAnalyticsProbe } from './log-analytics.ts'
import { moreDetectorsProbe } from './more-detectors.ts'
import { moreInstancesProbe } from './more-instances.ts'
import { moreNeighboursProbe } from './more-neighbours.ts'
import { neighboursProbe } from './neighbours.ts'
import { networkProbe } from './network.ts'
import { pastMetricsProbe } from './past-metrics.ts'
import { planMetricsProbe } from './plan-metrics.ts'
import { planStateProbe } from './plan-state.ts'
import { processesProbe } from './processes.ts'
import { quotasProbe } from './quotas.ts'
import { resourceHealthProbe } from './resource-health.ts'
import { secretReferencesProbe } from './secret-references.ts'
import { serviceHealthProbe } from './service-health.ts'
import { slotsProbe } from './slots.ts'
import { syntheticRequestProbe } from './synthetic-request.ts'
import type { Probe } from './types.ts'

/** Every probe, in the order in which its result is shown and journaled. */
export const probes: readonly Probe[] = [
  appStateProbe,
  planStateProbe,
  instancesProbe,
  processesProbe,
  moreInstancesProbe,
  slotsProbe,
  appMetricsProbe,
  planMetricsProbe,
  neighboursProbe,
  moreNeighboursProbe,
  pastMetricsProbe,
  quotasProbe,
  secretReferencesProbe,
  networkProbe,
  resourceHealthProbe,
  serviceHealthProbe,
  alertsProbe,
  activityLogProbe,
  deploymentsProbe,
  detectorsProbe,
  moreDetectorsProbe,
  applicationInsightsProbe,
  logAnalyticsProbe,
  syntheticRequestProbe,
  containerLogProbe,
  eventLogProbe,
  applicationLogProbe,
]
