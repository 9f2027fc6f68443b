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
  effects: (moment) => ({ surge: surgeThatFills(moment) }),
}

/** The usual workers are just not enough; one more of three is. */
const demand = 1.03

function surgeThatFills(moment: FaultContext): number {
  const cores = moment.usualWorkers * moment.coresAWorker
  const usual = (moment.app.requestsPerSecond * moment.app.cpuInMs) / 1000
  return (cores * demand - moment.otherCores) / usual
}
