import type { HealthFinding } from '../../src/incident/finding.ts'
import { change, type SceneOf } from './scene.ts'

export const healthy: SceneOf = () => ({ minute: () => ({}) })

export const cpuSaturation: SceneOf = (random, setting) => {
  const surge = random.between(1.5, 4)
  const slow = random.between(4, 60)
  const errors = random.between(0, 0.2)
  return {
    minute: (since) =>
      since < 0
        ? {}
        : {
            timesRequests: surge,
            timesResponse: slow,
            errors,
            timesCpu: Math.max(2, 100 / setting.cpu),
            cpuFloor: random.between(93, 100),
            memory: 5,
            queue: random.between(20, 300),
            timesThreads: 1.5,
          },
    requestInMs: 7000,
  }
}

export const memoryLeak: SceneOf = (random, setting) => {
  const lead = random.between(6, 14)
  const pace = (97 - setting.memory) / (lead + random.between(4, 8))
  const crashAfter = random.whole(8, 30)
  const crashes = random.chance(0.5)
  const leaked = (since: number, instance: number): number => {
    const age = since + lead
    if (age < 0) return 0
    const reborn = crashAfter + instance
    return crashes && since > reborn ? (since - reborn) * pace : Math.min(97 - setting.memory, age * pace)
  }
  return {
    minute: (since, instance) => {
      const memory = leaked(since, instance)
      const short = setting.memory + memory > 86
      return {
        memory,
        timesResponse: short ? random.between(4, 20) : 1,
        errors: short ? random.between(0.05, 0.3) : 0,
        timesCpu: short ? 1.4 : 1,
        timesThreads: short ? 1.4 : 1,
      }
    },
    status: random.chance(0.4) ? 500 : 200,
  }
}

export const badDeployment: SceneOf = (random, setting) => {
  const kind = random.chance(0.6) ? 'deployment' : 'swap'
  const atFrontEnd = random.chance(0.3)
  const errors = atFrontEnd ? 0 : random.between(0.2, 0.9)
  const crashLoop = random.chance(0.6)
  return {
    minute: (since) =>
      since < 0
        ? {}
        : { errors, timesRequests: atFrontEnd ? 0.1 : 1, healthy: false, timesResponse: random.between(0.5, 1.5) },
    changes: [change(setting, random.between(0, 4), kind)],
    status: atFrontEnd || random.chance(0.7) ? 503 : 200,
    startedAgo: () => (crashLoop ? random.between(0.5, 4) : (setting.now - setting.onset) / 60_000 + 0.5),
  }
}

export const badInstance: SceneOf = (random, setting) => {
  const sick = random.whole(0, setting.instances - 1)
  const slow = random.between(15, 80)
  const errors = random.between(0.15, 0.7)
  const burns = random.chance(0.5)
  return {
    sick,
    minute: (since, instance) =>
      since < 0 || instance !== sick
        ? {}
        : {
            timesResponse: slow,
            errors,
            queue: random.between(5, 60),
            cpuFloor: burns ? random.between(85, 99) : 0,
            timesThreads: 2,
            healthy: false,
          },
    status: random.chance(1 / setting.instances) ? 500 : 200,
  }
}

export const slowDependency: SceneOf = (random) => {
  const slow = random.between(8, 80)
  const errors = random.chance(0.5) ? random.between(0, 0.15) : 0
  return {
    minute: (since) =>
      since < 0
        ? {}
        : {
            timesResponse: slow,
            errors,
            timesCpu: 0.8,
            queue: random.between(0, 150),
            timesThreads: random.between(1.5, 4),
            memory: 6,
          },
    requestInMs: 6000,
    status: errors > 0.05 ? 500 : 200,
  }
}

export const azureOutage: SceneOf = (random, setting) => {
  const lost = random.between(0.2, 0.9)
  const both = random.chance(0.6)
  const resource: HealthFinding = {
    kind: 'health',
    source: 'resource',
    state: random.chance(0.5) ? 'unavailable' : 'degraded',
    platformInitiated: true,
    since: setting.onset,
    summary: 'We are looking into it.',
  }
  const service: HealthFinding = {
    kind: 'health',
    source: 'service',
    state: 'unavailable',
    platformInitiated: true,
    trackingId: 'ABCD-123',
    summary: 'App Service.',
  }
  return {
    minute: (since) =>
      since < 0
        ? {}
        : { timesRequests: 1 - lost, timesResponse: random.between(2, 20), errors: random.between(0.05, 0.3) },
    health: both ? [resource, service] : [resource],
    status: random.chance(0.8) ? 503 : 200,
  }
}
