import type { Fault } from './types.ts'

export const azureOutageFault: Fault = {
  id: 'azure-outage',
  title: 'Azure outage',
  cause: 'The App Service front ends and file servers of the region are failing; nothing in the app is to blame.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart', 'scale-in'],
  outcome: 'left-alone',
  reach: 'region',
  effects: () => ({ lostAtFrontEnd: 0.45, waitInMs: 2400, errorRatio: 0.14, startFactor: 10 }),
  serviceHealth: {
    trackingId: 'VN3C-9B8',
    title: 'App Service in West Europe: availability issues',
    summary:
      'Customers using App Service in West Europe may see intermittent HTTP 5xx errors, latency or timeouts. ' +
      'Engineers are looking into failing front-end and storage instances.',
  },
}
