import type { Fault } from './types.ts'

const minuteInMs = 60_000

export const autoscaleFlappingFault: Fault = {
  id: 'autoscale-flapping',
  title: 'Autoscale that goes in and out',
  cause:
    'New rules add a worker when requests queue and take one away below 72% CPU. Two workers are at 65%, so one is taken ' +
    'away; the one that is left cannot carry the load, requests queue, and a second one is added again. So it goes on.',
  noticedAs: 'slow',
  right: ['autoscale-set'],
  useless: ['soft-restart', 'restart-instance', 'swap-back', 'scale-out'],
  harmful: ['restart', 'scale-in'],
  outcome: 'recovered',
  reach: 'app',
  // By then it has gone in and out several times.
  unfeltForInMs: 50 * minuteInMs,
  effects: () => ({}),
  // Machines call it, by day and by night.
  usual: () => ({ surge: 1.65 }),
  autoscale: (onset) => ({
    at: onset,
    minimum: 1,
    maximum: 4,
    rules: [
      {
        metric: 'HttpQueueLength',
        operator: 'GreaterThan',
        threshold: 10,
        windowInMinutes: 5,
        cooldownInMinutes: 3,
        direction: 'Increase',
      },
      {
        metric: 'CpuPercentage',
        operator: 'LessThan',
        threshold: 72,
        windowInMinutes: 5,
        cooldownInMinutes: 5,
        direction: 'Decrease',
      },
    ],
  }),
}
