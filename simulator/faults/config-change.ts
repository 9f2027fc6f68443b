import type { Fault } from './types.ts'

const setting = 'Pricing__BaseUrl'
const mistyped = 'https://pricing.contoso.internal:8843/v2'

export const configChangeFault: Fault = {
  id: 'config-change',
  title: 'Configuration change',
  cause:
    'A colleague changed an app setting: the address of the pricing service is mistyped. The app restarted with it, ' +
    'and every page that needs a price fails at once. Only the former setting helps.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ appSettings, draw }) => (appSettings[setting] === mistyped ? { errorRatio: 0.35 + 0.35 * draw } : {}),
  failure: {
    exception: 'System.Net.Http.HttpRequestException',
    message: 'No such host is known. (pricing.contoso.internal:8843)',
    path: '/products',
    frames: [
      'Contoso.Web.Pricing.PricingClient.Quote(Basket basket)',
      'Contoso.Web.Controllers.ProductController.Index()',
    ],
  },
  operatorChanges: (onset) => [
    {
      at: onset - 30_000,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PUT',
      below: '/config/appsettings',
      appSettings: { [setting]: mistyped },
      effect: 'recycled',
    },
  ],
}
