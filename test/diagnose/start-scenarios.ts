import type { StateFinding } from '../../src/incident/finding.ts'
import { change, type SceneOf, type Setting } from './scene.ts'

/** What has to do with processes that begin anew: by themselves, by a rule, by a swap, on another worker. */

export const slowWarmUp: SceneOf = (random, setting) => {
  const slow = random.between(50, 100)
  const errors = random.between(0, 0.25)
  const kind = random.chance(0.6) ? 'deployment' : 'swap'
  return {
    minute: (since) => {
      const cold = since < 0 ? 0 : Math.exp(-since / 6.5)
      return { timesResponse: 1 + slow * cold, errors: errors * cold, timesCpu: 1 + 1.2 * cold }
    },
    changes: [change(setting, random.between(0, 2), kind)],
    startedAgo: () => (setting.now - setting.onset) / 60_000 + 0.5,
  }
}

const strictRule: StateFinding = {
  kind: 'state',
  of: 'rule',
  name: 'slow-requests',
  properties: {
    kind: 'slow-requests',
    takenInMs: 1000,
    count: 10,
    withinInMs: 120_000,
    path: null,
    action: 'Recycle',
    leastAgeInMs: 180_000,
  },
}

export const autoHealLoop: SceneOf = (random, setting) => {
  const every = random.whole(3, 5)
  const seconds = random.between(2, 5)
  const phaseOf = (since: number, instance: number) => (Math.floor(since) + instance) % every
  return {
    minute: (since, instance) => {
      if (since < 0) return {}
      const phase = phaseOf(since, instance)
      return {
        seconds: seconds * (1 - phase / 10),
        errors: 0.05,
        memory: -(setting.memory - 15) * ([0.55, 0.4, 0.25, 0.15][phase] ?? 0.1),
      }
    },
    changes: [change(setting, random.between(0, 2), 'configuration')],
    app: { autoHealEnabled: true },
    rules: [strictRule],
    startedAgo: (instance) => ageOfYoungest(setting, every, instance),
  }
}

const ageOfYoungest = ({ now, onset }: Setting, every: number, instance: number): number =>
  0.5 + ((Math.floor((now - onset) / 60_000) + instance) % every)

export const swapFailed: SceneOf = (random, setting) => {
  const errors = random.between(0.2, 0.7)
  return {
    minute: (since) => (since < 0 ? {} : { errors }),
    changes: [{ ...change(setting, random.between(0, 6), 'swap'), status: 'failed' }],
    status: random.chance(0.5) ? 500 : 200,
  }
}

export const workerReplaced: SceneOf = (random, setting) => {
  const errors = random.between(0.15, 0.7)
  return {
    minute: (since) => (since < 0 ? {} : { errors }),
    replaced: true,
    status: random.chance(0.5) ? 500 : 200,
    startedAgo: () => (setting.now - setting.onset) / 60_000 + 0.5,
  }
}
