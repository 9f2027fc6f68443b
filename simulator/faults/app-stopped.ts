import type { Fault } from './types.ts'

export const appStoppedFault: Fault = {
  id: 'app-stopped',
  title: 'App stopped by somebody',
  cause: 'A colleague who tidied up stopped the wrong app in the portal. Starting it is all that it takes.',
  right: ['start'],
  useless: ['scale-out', 'scale-up', 'auto-heal'],
  harmful: [],
  outcome: 'recovered',
  reach: 'app',
  effects: () => ({}),
  operatorChanges: (onset) => [
    {
      at: onset,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/stop/action',
      method: 'POST',
      below: '',
      effect: 'stopped',
    },
  ],
}
