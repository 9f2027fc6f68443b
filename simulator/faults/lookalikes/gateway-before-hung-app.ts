import { hungProcessFault } from '../hung-process.ts'
import type { Lookalike } from '../types.ts'

export const gatewayBeforeHungAppLookalike: Lookalike = {
  ...hungProcessFault,
  id: 'gateway-before-hung-app',
  looksLike: 'failure-in-front',
  title: 'Gateway that tells of an app that hangs',
  cause: 'The gateway answers with a 502 of its own because the processes behind it stand still.',
  causes: ['hung-process'],
  hostNames: ['www.contoso.com'],
  inFront: ({ now, onset }) =>
    now < onset ? {} : { answer: { status: 502, headers: { Server: 'Microsoft-Azure-Application-Gateway/v2' } } },
}
