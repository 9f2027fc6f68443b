import type { Fault } from './types.ts'

const subnet = 'apps-new'
/** Windows gives up a connection after three attempts. */
const connectTimeoutInMs = 21_000

export const networkUnreachableFault: Fault = {
  id: 'network-unreachable',
  title: 'Moved to a subnet that leads nowhere',
  cause:
    'A colleague moved the app to a subnet whose route leads through a firewall, and that drops what goes to the stock ' +
    'service: each request that needs it waits for a connection that never comes. Only the former subnet helps, or a ' +
    'rule of the firewall.',
  noticedAs: 'slow',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'auto-heal', 'automatic-scaling'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ config, draw }) => {
    const share = 0.12 + 0.12 * draw
    return config.subnet === subnet ? { errorRatio: share, waitInMs: share * connectTimeoutInMs } : {}
  },
  failure: {
    exception: 'System.Net.Sockets.SocketException',
    message:
      'A connection attempt failed because the connected party did not properly respond after a period of time. ' +
      '(stock.contoso.internal:443)',
    path: '/products',
    frames: ['System.Net.Sockets.Socket.ConnectAsync()', 'Contoso.Web.Stock.StockClient.Levels(String sku)'],
  },
  operatorChanges: (onset) => [
    // A new tag, which changes nothing.
    {
      at: onset - 6 * 60_000,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/write',
      method: 'PATCH',
      below: '',
      effect: 'none',
    },
    {
      at: onset - 20_000,
      caller: 'r.visser@contoso.com',
      action: 'Microsoft.Web/sites/networkConfig/write',
      method: 'PUT',
      below: '/networkConfig/virtualNetwork',
      config: { subnet },
      effect: 'recycled',
    },
  ],
}
