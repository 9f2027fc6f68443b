import { gigabyteInBytes } from '../estate/estate-spec.ts'
import { type ArmRoute, okAnswer, planPath, type RouteCall, sitePath } from '../http/arm-route.ts'
import { findPlan, findSite } from '../http/find-resource.ts'
import { keptBytesOf, storageLimitOf, usedStorageOf } from '../physics/content-storage.ts'
import { isOverQuota, quotaDayAt } from '../physics/cpu-quota.ts'
import { dailyCpuQuotaInSecondsOf } from '../physics/cpu-quota-limits.ts'
import type { AppState } from '../physics/simulated-app.ts'

/** Quotas. Only Free and Shared plans limit CPU and memory; the others have -1 there. */
export const usagesRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/usages`,
    action: 'Microsoft.Web/sites/usages/read',
    answer: (call) => okAnswer({ value: ofSite(call, findSite(call)), nextLink: null }),
  },
  {
    method: 'get',
    path: `${planPath}/usages`,
    action: 'Microsoft.Web/serverfarms/usages/read',
    answer: (call) => {
      const plan = findPlan(call)
      const workers = { used: plan.capacity, limit: plan.size.maximumWorkers }
      const storage = { used: usedStorageOf(call.world, plan, call.now), limit: storageLimitOf(plan) }
      return okAnswer({
        value: [
          usage(call, { name: 'Workers', title: 'Workers', unit: 'Count', ...workers }),
          usage(call, { name: 'FileSystemStorage', title: 'File System Storage', unit: 'Bytes', ...storage }),
        ],
        nextLink: null,
      })
    },
  },
]

function ofSite(call: RouteCall, app: AppState) {
  const { tier } = app.plan.size.sku
  const memory = app.processes.reduce((bytes, process) => bytes + process.last.workingSet, 0)
  const used = Math.min(storageLimitOf(app.plan), keptBytesOf(call.world, app, call.now))
  return [
    usage(call, { name: 'CpuTime', title: 'CPU Time', unit: 'Milliseconds', ...cpuOf(app) }),
    usage(call, {
      name: 'MemoryWorkingSet',
      title: 'Memory Working Set',
      unit: 'Bytes',
      used: memory,
      limit: isFree(tier) ? gigabyteInBytes : -1,
    }),
    usage(call, {
      name: 'FileSystemStorage',
      title: 'File System Storage',
      unit: 'Bytes',
      used,
      limit: storageLimitOf(app.plan),
    }),
  ]
}

/** Azure stops counting where it holds the app. */
function cpuOf(app: AppState): Pick<Quota, 'used' | 'limit'> {
  const limit = dailyCpuQuotaInSecondsOf(app.plan.size.sku.tier) * 1000
  if (Number.isFinite(limit)) return { used: isOverQuota(app) ? limit : app.cpuTodayInSeconds * 1000, limit }
  return { used: app.processes.reduce((seconds, process) => seconds + process.cpuInSeconds, 0) * 1000, limit: -1 }
}

function isFree(tier: string): boolean {
  return tier === 'Free' || tier === 'Shared'
}

interface Quota {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly used: number
  /** -1 where there is none. */
  readonly limit: number
}

function usage({ world, now }: RouteCall, { name, title, unit, used, limit }: Quota) {
  return {
    unit,
    nextResetTime: new Date(quotaDayAt(world, now).endsAt).toISOString(),
    currentValue: Math.round(used),
    limit,
    name: { value: name, localizedValue: title },
  }
}
