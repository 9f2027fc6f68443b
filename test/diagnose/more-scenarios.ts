import type { ChangeFinding } from '../../src/incident/finding.ts'
import { change, type SceneOf } from './scene.ts'

const minuteInMs = 60_000

/** A setting that somebody changed: the app restarts by it, and fails. */
export const configChange: SceneOf = (random, setting) => {
  const atFrontEnd = random.chance(0.3)
  const errors = atFrontEnd ? 0 : random.between(0.2, 0.9)
  const before = random.between(0, 4)
  return {
    minute: (since) => (since < 0 ? {} : { errors, timesRequests: atFrontEnd ? 0.1 : 1, healthy: false }),
    changes: [change(setting, before, 'configuration')],
    status: atFrontEnd || random.chance(0.7) ? 500 : 200,
    startedAgo: () => (setting.now - setting.onset) / minuteInMs + before - 0.3,
  }
}

export const appStopped: SceneOf = (random, setting) => ({
  minute: (since) => (since < 0 ? {} : { timesRequests: 0, timesCpu: 0.02, healthy: false }),
  app: { state: 'Stopped', enabled: false },
  status: 403,
  changes: random.chance(0.7) ? [by(change(setting, 0.2, 'stop'), 'Ada')] : [],
})

export const planQuota: SceneOf = (random, setting) => ({
  minute: (since) => (since < 0 ? {} : { timesRequests: 0, timesCpu: 0.02, healthy: false }),
  app: { state: 'QuotaExceeded', usageState: 'Exceeded' },
  status: 403,
  quotas: [
    {
      name: 'CpuTime',
      properties: { current: 3_600_000, limit: 3_600_000, exceeded: random.chance(0.8), resetsAt: setting.now + 9e6 },
    },
  ],
})

/** Storage of the size that a Standard plan has. */
export const diskFull: SceneOf = (random) => ({
  minute: (since) => (since < 0 ? {} : { errors: random.between(0.05, 0.6) }),
  status: random.chance(0.4) ? 500 : 200,
  quotas: [
    { name: 'FileSystemStorage', properties: { current: 53_687_091_200, limit: 53_687_091_200, exceeded: true } },
  ],
})

export const containerBlocked: SceneOf = (random, setting) => ({
  linux: true,
  minute: (since) => (since < 0 ? {} : { timesRequests: 0, timesCpu: 0.05, healthy: false }),
  changes: [change(setting, random.between(0, 3), 'configuration')],
  status: 503,
  containers: 0,
  ...(random.chance(0.6) ? { lastError: 'ImagePullFailure: manifest unknown' } : {}),
})

export const hungProcess: SceneOf = (random) => ({
  minute: (since) =>
    since < 0
      ? {}
      : { timesRequests: random.between(0, 0.08), timesCpu: 0.08, queue: Math.min(150, since * 40), healthy: false },
  status: random.chance(0.5) ? 502 : 200,
  requestInMs: 15_000,
})

/** Each instance at its own time, every few minutes; the onset is the first. */
export const crashing: SceneOf = (random, setting) => {
  const every = random.between(3, 6)
  const share = random.between(0.1, 0.5)
  const phase = (since: number, instance: number): number => (since + instance * 1.7) % every
  return {
    minute: (since, instance) => {
      if (since < 0) return {}
      const young = phase(since, instance) < 1.2
      return { errors: young ? share : share / 20, memory: young ? -15 : 0, timesThreads: young ? 0.6 : 1 }
    },
    startedAgo: (instance) => phase((setting.now - setting.onset) / minuteInMs, instance),
    status: random.chance(0.3) ? 502 : 200,
  }
}

export const memoryTooSmall: SceneOf = (random, setting) => ({
  minute: (since) => ({
    memory: 93 - setting.memory,
    disk: random.between(4, 15),
    ...(since < 0 ? {} : { timesResponse: random.between(3, 8), errors: random.between(0, 0.08) }),
  }),
  baselineMemory: 92,
})

export const noisyNeighbour: SceneOf = (random, setting) => ({
  minute: (since) =>
    since < 0
      ? {}
      : { timesPlanCpu: 100 / setting.cpu, timesResponse: random.between(4, 20), queue: random.between(5, 80) },
  // Of what this app leaves of the plan's CPU, as `estate.ts` counts seconds.
  neighbours: { before: 10, now: random.between(0.7, 1) * setting.instances * 1.1 * (100 - setting.cpu) },
})

export const snatExhaustion: SceneOf = (random) => ({
  minute: (since) =>
    since < 0
      ? {}
      : {
          sockets: random.between(600, 1024),
          timeWait: random.between(500, 2000),
          timesResponse: random.between(10, 60),
          errors: random.between(0.1, 0.4),
          timesConnections: 3,
          timesThreads: random.between(1, 1.6),
        },
  status: random.chance(0.5) ? 500 : 200,
})

export const threadExhaustion: SceneOf = (random) => {
  const pace = random.between(15, 40)
  return {
    minute: (since) =>
      since < 0
        ? {}
        : {
            timesThreads: 1 + (since * pace) / 45,
            timesResponse: 4 + since * 3,
            queue: Math.min(400, 15 + since * 20),
            timesCpu: 0.8,
          },
    requestInMs: 8000,
  }
}

/** Little traffic with pauses, and a start of half a minute after each. */
export const coldStart: SceneOf = (random) => {
  const period = random.whole(25, 32)
  const cold = random.between(15, 40)
  return {
    quiet: true,
    app: { alwaysOn: false },
    minute: (_since, _instance, minuteOfHour) => {
      const phase = (minuteOfHour + period - 4) % period
      if (phase > 3) return { timesRequests: 0, timesResponse: 0 }
      return { timesRequests: 1, seconds: phase === 0 ? cold : 0 }
    },
    startedAgo: () => 20,
  }
}

const by = (finding: ChangeFinding, who: string): ChangeFinding => ({ ...finding, by: who })

/** Somebody wrote a rule or switched the sign-in on: refused at the front end, which the app's figures may not count. */
export const accessRestricted: SceneOf = (random, setting) => {
  const isSignIn = random.chance(0.3)
  const isCounted = isSignIn || random.chance(0.6)
  const share = random.between(0.6, 0.98)
  const isMarked = random.chance(0.5)
  const turnedAwayBy = isSignIn ? 'sign-in' : 'access-rules'
  const written = change(setting, random.between(0, 3), 'configuration')
  return {
    minute: (since) => (since < 0 ? {} : isCounted ? { forbidden: share } : { timesRequests: 1 - share }),
    changes: [{ ...written, target: isSignIn ? 'config/authsettingsV2' : 'config/web' }],
    ...(isSignIn ? {} : { access: { restrictions: 1, others: 'refused' } }),
    requests: [{ host: 'default', status: 403, ...(isMarked ? { turnedAwayBy } : {}) }],
  }
}

const own = { host: 'default', status: 200 } as const

export const badCertificate: SceneOf = (random, setting) => ({
  minute: (since) => (since < 0 ? {} : { timesRequests: random.chance(0.5) ? 0.1 : 0.15 }),
  requests: [
    own,
    {
      url: 'https://shop.contoso.com/',
      host: 'custom',
      failure: 'tls',
      certificateFault: 'expired',
      certificate: { issuer: 'Contoso CA', expiresAt: setting.onset - 1000 },
    },
  ],
})

/** A gateway that finds nobody behind it, or a name that leads nowhere. */
export const failureInFront: SceneOf = (random) => {
  const name = { url: 'https://shop.contoso.com/', host: 'custom' } as const
  const request = random.chance(0.5)
    ? ({ ...name, status: 502, ...(random.chance(0.5) ? { server: 'application-gateway' as const } : {}) } as const)
    : ({ ...name, failure: 'dns' } as const)
  return {
    minute: (since) => (since < 0 ? {} : { timesRequests: random.between(0, 0.1), timesCpu: 0.1 }),
    requests: random.chance(0.7) ? [own, request] : [own],
  }
}
