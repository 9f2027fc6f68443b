import type { Fault } from './types.ts'

export const secretUnresolvedFault: Fault = {
  id: 'secret-unresolved',
  title: 'Secret that the vault no longer gives',
  cause:
    'Yesterday the vault was moved from access policies to roles, and the identity of the app got none. Nobody felt it ' +
    'until a colleague switched on request tracing: Azure started the app anew, fetched its secrets, and was denied. ' +
    'Every payment now fails. Only access to the vault helps, and then another start.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'swap-back'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ draw }) => ({
    unresolvedSecrets: { Payments__ApiKey: 'AccessToKeyVaultDenied' },
    missedSecretRatio: 0.25 + 0.35 * draw,
  }),
  failure: {
    exception: 'System.FormatException',
    message: 'The format of value of the Authorization header is invalid.',
    path: '/checkout',
    frames: [
      'System.Net.Http.Headers.AuthenticationHeaderValue.Parse(String input)',
      'Contoso.Web.Payments.PaymentClient.Charge(Order order)',
    ],
  },
  operatorChanges: (onset) => [
    {
      at: onset,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      effect: 'recycled',
    },
  ],
}
