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

/** Each of them takes all that there is within a minute, and is gone. */
export const containerOutOfMemory: SceneOf = (random, setting) => {
  const every = random.whole(3, 6)
  const share = random.between(0.1, 0.5)
  const told = random.chance(0.5)
  return {
    linux: true,
    peaks: true,
    minute: (since, instance) => {
      if (since < 0) return {}
      const isKilled = Math.floor(since + instance) % every === 0
      return isKilled
        ? { errors: share, memory: -12, timesThreads: 0.6, memoryPeak: random.between(95, 99) }
        : { errors: share / 20, memory: 0 }
    },
    startedAgo: (instance) => random.between(0.2, 1.5) + instance * 0.3,
    ...(told
      ? {
          lastFailure: {
            said: 'Container has exited with exit code 137 (OOMKilled).',
            ago: Math.min(2, (setting.now - setting.onset) / minuteInMs),
          },
        }
      : {}),
  }
}

/** A few in a hundred end where the front end stops waiting, and make the average what it is. */
export const requestTimeLimit: SceneOf = (random) => {
  const share = random.between(0.01, 0.05)
  return {
    peaks: true,
    minute: (since) =>
      since < 0 ? {} : { errors: share, seconds: 0.2 + share * 230, longest: random.between(229.5, 231) },
  }
}

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

/** A restart that fetched the secrets anew, and did not get one: by a setting, or by itself. */
export const secretUnresolved: SceneOf = (random, setting) => {
  const errors = random.between(0.15, 0.8)
  const before = random.between(0, 3)
  return {
    minute: (since) => (since < 0 ? {} : { errors, healthy: random.chance(0.5) }),
    changes: random.chance(0.6) ? [change(setting, before, 'configuration')] : [],
    references: { ApiKey: 'AccessToKeyVaultDenied', MailKey: 'Resolved' },
    status: random.chance(0.6) ? 500 : 200,
    startedAgo: () => (setting.now - setting.onset) / minuteInMs + before - 0.3,
  }
}

/** The app's subnet was changed, or a zone of the network: answers wait and fail, or fail at once. */
export const networkUnreachable: SceneOf = (random, setting) => {
  const waits = random.chance(0.5)
  const found = change(setting, random.between(0, 4), waits ? 'configuration' : 'other')
  return {
    minute: (since) =>
      since < 0
        ? {}
        : waits
          ? { timesResponse: random.between(10, 40), errors: 0.15, timesThreads: 1.5, timesConnections: 1.8 }
          : { errors: random.between(0.2, 0.7) },
    changes: [
      waits
        ? { ...found, operation: 'Microsoft.Web/sites/networkConfig/write' }
        : { ...found, of: 'network', operation: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/delete' },
    ],
    status: random.chance(0.5) ? 500 : 200,
  }
}

const by = (finding: ChangeFinding, who: string): ChangeFinding => ({ ...finding, by: who })

/** Of several, half go, and the others get what was theirs. */
export const capacityRemoved: SceneOf = (random, setting) => {
  const left = Math.max(1, setting.instances >> 1)
  const slow = random.between(4, 30)
  const errors = random.between(0, 0.2)
  const before = random.between(0, 3)
  return {
    minute: (since, instance) => {
      if (since < -before) return {}
      if (instance >= left) return { gone: true }
      const timesRequests = setting.instances / left
      return since < 0
        ? { timesRequests }
        : {
            timesRequests,
            timesResponse: slow,
            errors,
            cpuFloor: random.between(94, 100),
            queue: random.between(20, 200),
          }
    },
    changes: random.chance(0.7) ? [{ ...by(change(setting, before, 'scale'), 'Ada'), of: 'plan' }] : [],
    plan: { workers: left, autoscale: random.chance(0.3) },
    requestInMs: 6000,
  }
}

/** In and out by turns; since the load rose, those that are left in between are too few. */
export const autoscaleFlapping: SceneOf = (random, setting) => {
  const left = Math.max(1, setting.instances >> 1)
  const half = random.whole(5, 8)
  const slow = random.between(5, 30)
  const isFew = (since: number): boolean => since > -34 && ((since % (2 * half)) + 2 * half) % (2 * half) < half
  return {
    minute: (since, instance) => {
      if (!isFew(since)) return {}
      if (instance >= left) return { gone: true }
      const timesRequests = setting.instances / left
      return since < 0 ? { timesRequests } : { timesRequests, timesResponse: slow, cpuFloor: 97, queue: 90 }
    },
    plan: {
      workers: isFew((setting.now - setting.onset) / minuteInMs) ? left : setting.instances,
      autoscale: true,
      autoscaleMinimum: 1,
      autoscaleMaximum: setting.instances,
    },
  }
}

/** A check that fails on half of them, which serve as ever until they are taken out; the rest is too few. */
export const healthCheckEviction: SceneOf = (random, setting) => {
  const ill = setting.instances >> 1
  const slow = random.between(4, 20)
  const before = random.between(8, 11)
  return {
    minute: (since, instance) => {
      if (since < -before) return {}
      if (instance < ill) return since < 0 ? { healthy: false } : { healthy: false, timesRequests: 0.01, timesCpu: 0.1 }
      const timesRequests = setting.instances / (setting.instances - ill)
      return since < 0 ? {} : { timesRequests, timesResponse: slow, cpuFloor: 95, queue: random.between(10, 100) }
    },
    changes: random.chance(0.7) ? [change(setting, before + 0.5, 'configuration')] : [],
    healthStatus: random.chance(0.5) ? 503 : 404,
  }
}

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
