import { zipDeployment } from '../estate/everyday-history.ts'
import type { Fault } from './types.ts'

export const badDeploymentFault: Fault = {
  id: 'bad-deployment',
  title: 'Bad deployment',
  cause:
    'The newest deployment throws on about a third of the requests and, now and then, on a background thread, which takes ' +
    'the process down. Only the former version helps.',
  practisedOn: 'contoso-shop',
  // Where the former version stands in a slot; who deployed straight to the app has none there.
  right: ['swap-back'],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'health-check', 'automatic-scaling'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ draw }) => ({ errorRatio: 0.26 + 0.2 * draw, crashesPerMinute: 0.2 }),
  failure: {
    exception: 'System.NullReferenceException',
    message: 'Object reference not set to an instance of an object.',
    path: '/checkout',
    frames: [
      'Contoso.Web.Pricing.PricingClient.Quote(Basket basket)',
      'Contoso.Web.Controllers.CheckoutController.Index()',
    ],
  },
  deployment: (onset) => ({
    ...zipDeployment({
      id: '8f0c2d61e5b94a7c93d1aa04be72f610',
      message: 'Move checkout to the new pricing client',
      endedAt: onset - 40_000,
    }),
    log: [
      'Preparing deployment for the zip package.',
      'Copying 218 files to wwwroot.',
      'Removing Contoso.Pricing.Legacy.dll.',
      'Deployment successful.',
    ],
  }),
}
