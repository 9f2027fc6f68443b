import type { ArmRoute } from '../http/arm-route.ts'
import { activityLogRoutes } from './activity-log.ts'
import { analysesRoutes } from './analyses.ts'
import { containerLogsRoutes } from './container-logs.ts'
import { deploymentsRoutes } from './deployments.ts'
import { detectorsRoutes } from './detectors.ts'
import { instancesRoutes } from './instances.ts'
import { longRunningOperationsRoutes } from './long-running-operations.ts'
import { metricDefinitionsRoutes } from './metric-definition-list.ts'
import { monitorMetricsRoutes } from './monitor-metrics.ts'
import { monitorResourcesRoutes } from './monitor-resources.ts'
import { permissionsRoutes } from './permissions.ts'
import { planWritesRoutes } from './plan-writes.ts'
import { plansRoutes } from './plans.ts'
import { processDumpRoutes } from './process-dump.ts'
import { processesRoutes } from './processes.ts'
import { publishingRoutes } from './publishing.ts'
import { resourceGraphRoutes } from './resource-graph-query.ts'
import { resourceHealthRoutes } from './resource-health.ts'
import { siteActionsRoutes } from './site-actions.ts'
import { siteConfigRoutes } from './site-config.ts'
import { siteWritesRoutes } from './site-writes.ts'
import { sitesRoutes } from './sites.ts'
import { slotSwapRoutes } from './slot-swap.ts'
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
  ...processDumpRoutes,
  ...processesRoutes,
  ...publishingRoutes,
  ...resourceGraphRoutes,
  ...resourceHealthRoutes,
  ...siteActionsRoutes,
  ...siteConfigRoutes,
  ...sitesRoutes,
  ...siteWritesRoutes,
  ...slotSwapRoutes,
  ...subscriptionsRoutes,
  ...usagesRoutes,
]
