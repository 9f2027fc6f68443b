import type { Route } from '../http/route.ts'
import { activityLog } from './activity-log.ts'
import { analyses } from './analyses.ts'
import { containerLogs } from './container-logs.ts'
import { deployments } from './deployments.ts'
import { detectors } from './detectors.ts'
import { instances } from './instances.ts'
import { metricDefinitionList } from './metric-definition-list.ts'
import { metrics } from './metrics.ts'
import { monitorResources } from './monitor-resources.ts'
import { operations } from './operations.ts'
import { permissions } from './permissions.ts'
import { planWrites } from './plan-writes.ts'
import { plans } from './plans.ts'
import { processDump } from './process-dump.ts'
import { processes } from './processes.ts'
import { publishing } from './publishing.ts'
import { resourceGraph } from './resource-graph.ts'
import { resourceHealth } from './resource-health.ts'
import { siteActions } from './site-actions.ts'
import { siteConfig } from './site-config.ts'
import { siteWrites } from './site-writes.ts'
import { sites } from './sites.ts'
import { slotSwap } from './slot-swap.ts'
import { subscriptions } from './subscriptions.ts'
import { usages } from './usages.ts'

/** Every ARM operation that the simulator answers. */
export const routes: readonly Route[] = [
  ...activityLog,
  ...analyses,
  ...containerLogs,
  ...deployments,
  ...detectors,
  ...instances,
  ...metricDefinitionList,
  ...metrics,
  ...monitorResources,
  ...operations,
  ...permissions,
  ...planWrites,
  ...plans,
  ...processDump,
  ...processes,
  ...publishing,
  ...resourceGraph,
  ...resourceHealth,
  ...siteActions,
  ...siteConfig,
  ...sites,
  ...siteWrites,
  ...slotSwap,
  ...subscriptions,
  ...usages,
]
