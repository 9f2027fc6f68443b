import { dayInMs } from '../../physics/simulated-time.ts'
import { slowDependencyFault } from '../slow-dependency.ts'
import type { Lookalike } from '../types.ts'

export const forgottenNameLookalike: Lookalike = {
  ...slowDependencyFault,
  id: 'forgotten-name',
  looksLike: 'bad-certificate',
  title: 'Name of a campaign long over',
  cause: 'A name that nobody uses has had no certificate for months; what visitors feel is the slow database.',
  causes: ['slow-dependency'],
  hostNames: ['spring-2024.contoso.com'],
  inFront: ({ onset }) => ({
    failure: 'tls',
    certificateFault: 'expired',
    certificate: { issuer: 'Contoso Issuing CA 2', expiresAt: onset - 130 * dayInMs },
  }),
}
