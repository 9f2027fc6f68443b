import { planOf, siteOf } from '../http/find.ts'
import { ok, planPath, type Route, sitePath } from '../http/route.ts'

/** Quotas. Plans of these sizes have few; what is there is used as the physics say. */
export const usages: readonly Route[] = [
  {
    method: 'get',
    path: `${sitePath}/usages`,
    action: 'Microsoft.Web/sites/usages/read',
    answer: (call) => {
      const app = siteOf(call)
      const cpu = app.processes.reduce((seconds, process) => seconds + process.cpuInSeconds, 0)
      const memory = app.processes.reduce((bytes, process) => bytes + process.last.workingSet, 0)
      return ok({
        value: [
          usage({ name: 'CpuTime', title: 'CPU Time', unit: 'Milliseconds', used: cpu * 1000, limit: -1 }, call.now),
          usage(
            { name: 'MemoryWorkingSet', title: 'Memory Working Set', unit: 'Bytes', used: memory, limit: -1 },
            call.now,
          ),
          usage(
            {
              name: 'FileSystemStorage',
              title: 'File System Storage',
              unit: 'Bytes',
              used: 412_876_800,
              limit: 268_435_456_000,
            },
            call.now,
          ),
        ],
        nextLink: null,
      })
    },
  },
  {
    method: 'get',
    path: `${planPath}/usages`,
    action: 'Microsoft.Web/serverfarms/usages/read',
    answer: (call) => {
      const plan = planOf(call)
      return ok({
        value: [
          usage(
            { name: 'Workers', title: 'Workers', unit: 'Count', used: plan.capacity, limit: plan.spec.maximumWorkers },
            call.now,
          ),
          usage(
            {
              name: 'FileSystemStorage',
              title: 'File System Storage',
              unit: 'Bytes',
              used: 1_238_630_400,
              limit: 268_435_456_000,
            },
            call.now,
          ),
        ],
        nextLink: null,
      })
    },
  },
]

interface Quota {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly used: number
  /** -1 where there is none. */
  readonly limit: number
}

function usage({ name, title, unit, used, limit }: Quota, now: number) {
  const midnight = now - (now % 86_400_000) + 86_400_000
  return {
    unit,
    nextResetTime: new Date(midnight).toISOString(),
    currentValue: Math.round(used),
    limit,
    name: { value: name, localizedValue: title },
  }
}
