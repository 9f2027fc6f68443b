import { calm, type Minute, type Scene, type SceneOf } from './scene.ts'

/** Two troubles on one app, each as it is alone; the second may begin later. */
export const together =
  (one: SceneOf, other: SceneOf, laterInMinutes = 0): SceneOf =>
  (random, setting) => {
    const first = one(random, setting)
    const second = other(random, { ...setting, onset: setting.onset + laterInMinutes * 60_000 })
    return {
      ...second,
      ...first,
      ...latest(first, second),
      minute: (since, instance, minute) =>
        both(
          { ...calm, ...first.minute(since, instance, minute) },
          { ...calm, ...second.minute(since - laterInMinutes, instance, minute) },
        ),
      changes: [...(first.changes ?? []), ...(second.changes ?? [])],
    }
  }

const latest = (first: Scene, second: Scene): Partial<Scene> => ({
  status: Math.max(first.status ?? 200, second.status ?? 200),
  requestInMs: Math.max(first.requestInMs ?? 150, second.requestInMs ?? 150),
  startedAgo: (instance) => Math.min(first.startedAgo?.(instance) ?? 3000, second.startedAgo?.(instance) ?? 3000),
})

/** Times multiply, shares and amounts add up. */
const both = (a: Minute, b: Minute): Minute => ({
  ...a,
  timesRequests: a.timesRequests * b.timesRequests,
  timesResponse: a.timesResponse * b.timesResponse,
  timesCpu: a.timesCpu * b.timesCpu,
  timesThreads: a.timesThreads * b.timesThreads,
  errors: Math.min(0.95, a.errors + b.errors),
  cpuFloor: Math.max(a.cpuFloor, b.cpuFloor),
  memory: a.memory + b.memory,
  queue: a.queue + b.queue,
  healthy: a.healthy && b.healthy,
})
