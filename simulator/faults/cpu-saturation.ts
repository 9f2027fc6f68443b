import type { Fault, FaultContext } from './types.ts'

export const cpuSaturationFault: Fault = {
  id: 'cpu-saturation',
  title: 'CPU saturated by traffic',
  cause: 'A campaign brings several times the usual traffic: every instance is out of CPU and requests queue.',
  practisedOn: 'contoso-web',
  right: ['scale-out', 'autoscale-set', 'automatic-scaling', 'scale-up'],
  useless: ['soft-restart', 'restart-instance', 'swap-back'],
  harmful: ['restart', 'scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) => ({ surge: surgeThatFills(context) }),
}

/** The usual workers are just not enough; one more of three is. */
const demand = 1.03

function surgeThatFills(context: FaultContext): number {
  const cores = context.usualWorkers * context.coresAWorker
  const usual = (context.app.requestsPerSecond * context.app.cpuInMs) / 1000
  return (cores * demand - context.otherCores) / usual
}
