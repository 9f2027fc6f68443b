import { dayInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

const issuer = 'Contoso Issuing CA 2'

export const badCertificateFault: Fault = {
  id: 'bad-certificate',
  title: 'Certificate that ran out',
  cause:
    'The certificate of the name that visitors use was renewed by hand every year, and nobody did this time: browsers ' +
    'refuse it since the minute it ran out, and few come by Azure’s own name. Only a new certificate helps.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart', 'swap-back'],
  outcome: 'left-alone',
  reach: 'app',
  hostNames: ['www.contoso.com'],
  inFront: ({ now, onset }) => {
    const certificate = { issuer, expiresAt: onset }
    return now < onset ? { certificate } : { failure: 'tls', certificateFault: 'expired', certificate }
  },
  // The rest comes by another name, or asks no questions.
  effects: ({ draw }) => ({ lostInFront: 0.5 + 0.45 * draw }),
  // A change of days before that has nothing to do with it.
  operatorChanges: (onset) => [
    {
      at: onset - dayInMs,
      caller: 'p.devries@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PUT',
      below: '/config/logs',
      effect: 'none',
    },
  ],
}
