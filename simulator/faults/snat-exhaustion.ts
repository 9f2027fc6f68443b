import { snatPortHoldInSeconds, snatPortsPerInstance } from '../physics/snat-ports.ts'
import type { Fault, FaultContext } from './types.ts'

export const snatExhaustionFault: Fault = {
  id: 'snat-exhaustion',
  title: 'SNAT ports run out',
  cause:
    'The partner behind an API closes every connection after one answer, so that each request opens a new one. An ' +
    'instance has 128 ports for a destination; connections beyond them wait 21 s and fail. More instances bring more ports.',
  right: ['scale-out'],
  useless: ['soft-restart', 'restart-instance'],
  harmful: ['restart', 'scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) => ({ outboundPerRequest: connectionsFor(context) }),
  failure: {
    exception: 'System.Net.Sockets.SocketException',
    message:
      'A connection attempt failed because the connected party did not properly respond after a period of time. (partner.example:443)',
    path: '/delivery/slots',
    frames: [
      'Contoso.Web.Delivery.PartnerClient.Slots(Address address)',
      'Contoso.Web.Controllers.DeliveryController.Slots()',
    ],
  },
}

/** A sixth more than the usual workers have ports for; one more of three is enough. By night the exports to the partner make up for fewer visitors. */
const demand = 1.17

function connectionsFor({ app, usualWorkers, traffic }: FaultContext): number {
  const openedPerSecond = (demand * usualWorkers * snatPortsPerInstance) / snatPortHoldInSeconds
  return openedPerSecond / (app.requestsPerSecond * traffic)
}
