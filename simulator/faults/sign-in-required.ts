import type { Fault } from './types.ts'

export const signInRequiredFault: Fault = {
  id: 'sign-in-required',
  title: 'Sign-in switched on',
  cause:
    'A colleague switched App Service authentication on for an app that everybody may use: who is not signed in, which ' +
    'is everybody, is sent to a sign-in page. Only switching it off, or letting visitors in without, helps.',
  causes: ['access-restricted'],
  app: 'contoso-shop',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart', 'swap-back'],
  outcome: 'left-alone',
  reach: 'app',
  effects: () => ({}),
  operatorChanges: (onset) => [
    {
      at: onset - 20_000,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PUT',
      below: '/config/authsettingsV2',
      signIn: 'RedirectToLoginPage',
      effect: 'recycled',
    },
  ],
}
