import type { ArmRoute } from '../http/arm-route.ts'
import { analysesRoutes } from './diagnostics/analyses.ts'
import { detectorsRoutes } from './diagnostics/detectors.ts'
import { containerLogsRoutes } from './instances/container-logs.ts'
import { instancesRoutes } from './instances/instances.ts'
import { processDumpRoutes } from './instances/process-dump.ts'
import { processesRoutes } from './instances/processes.ts'
import { longRunningOperationsRoutes } from './long-running-operations.ts'
import { activityLogRoutes } from './monitor/activity-log.ts'
import { metricDefinitionsRoutes } from './monitor/metric-definition-list.ts'
import { monitorMetricsRoutes } from './monitor/monitor-metrics.ts'
import { monitorResourcesRoutes } from './monitor/monitor-resources.ts'
import { telemetryResourcesRoutes } from './monitor/telemetry-resources.ts'
import { permissionsRoutes } from './permissions.ts'
import { planWritesRoutes } from './plans/plan-writes.ts'
import { plansRoutes } from './plans/plans.ts'
import { resourceGraphRoutes } from './resource-graph/resource-graph-query.ts'
import { resourceHealthRoutes } from './resource-health.ts'
import { deploymentsRoutes } from './sites/deployments.ts'
import { privateEndpointsRoutes } from './sites/private-endpoints.ts'
import { publishingRoutes } from './sites/publishing.ts'
import { secretReferencesRoutes } from './sites/secret-references.ts'
import { siteActionsRoutes } from './sites/site-actions.ts'
import { siteConfigRoutes } from './sites/site-config.ts'
import { siteWritesRoutes } from './sites/site-writes.ts'
import { sitesRoutes } from './sites/sites.ts'
import { slotSwapRoutes } from './sites/slot-swap.ts'
import { subscriptionsRoutes } from './subscriptions.ts'
import { usagesRoutes } from './usages.ts'

/** Every ARM operation that the simulator answers. */
export const armRoutes: readonly ArmRoute[] = [
  ...activityLogRoutes,
  ...analysesRoutes,
  ...containerLogsRoutes,
  ...deploymentsRoutes,
  ...detectorsRoutes,
  ...instancesRoutes,
  ...metricDefinitionsRoutes,
  ...monitorMetricsRoutes,
  ...monitorResourcesRoutes,
  ...longRunningOperationsRoutes,
  ...permissionsRoutes,
  ...planWritesRoutes,
  ...plansRoutes,
  ...privateEndpointsRoutes,
  ...processDumpRoutes,
  ...processesRoutes,
  ...publishingRoutes,
  ...resourceGraphRoutes,
  ...resourceHealthRoutes,
  ...secretReferencesRoutes,
  ...siteActionsRoutes,
  ...siteConfigRoutes,
  ...sitesRoutes,
  ...siteWritesRoutes,
  ...slotSwapRoutes,
  ...subscriptionsRoutes,
  ...telemetryResourcesRoutes,
  ...usagesRoutes,
]
