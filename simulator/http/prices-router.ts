import { type Request, type Response, Router } from 'express'
import { azureLocation, geoRegion } from '../estate/estate-spec.ts'
import type { RouteAnswer } from './arm-route.ts'
import { replyUnderConditions } from './reply-under-conditions.ts'
import type { SimulatorState } from './simulator-state.ts'

const pageSize = 10

/** The public price list (`prices.azure.com`), with example figures that say so. It asks for no token. */
export function pricesRouter(state: SimulatorState): Router {
  const router = Router()
  router.use((request: Request, response: Response) =>
    replyUnderConditions(state, request, response, { headers: {}, produce: () => answerPrices(request) }),
  )
  return router
}

function answerPrices(request: Request): RouteAnswer {
  if (request.path !== '/api/retail/prices') return { status: 404, body: { error: 'Not found' } }
  const { $filter = '', currencyCode = "'USD'", $skip = '0' } = request.query as Record<string, string>
  const region = /armRegionName eq '([^']*)'/.exec($filter)?.[1]
  const all = region === azureLocation ? itemsIn(currencyCode.replaceAll("'", '')) : []
  const from = Number($skip)
  const page = all.slice(from, from + pageSize)
  const next = from + pageSize < all.length ? nextOf(request, from + pageSize) : null
  return {
    status: 200,
    body: {
      BillingCurrency: currencyCode.replaceAll("'", ''),
      CustomerEntityId: 'Default',
      CustomerEntityType: 'Retail',
      Items: page,
      NextPageLink: next,
      Count: page.length,
    },
  }
}

function nextOf(request: Request, skip: number): string {
  const url = new URL(request.originalUrl, 'https://prices.azure.com')
  url.searchParams.set('$skip', String(skip))
  return url.href
}

function itemsIn(currency: string) {
  return Object.entries(examplePrices).flatMap(([sku, prices]) =>
    (['windows', 'linux'] as const).map((os) => {
      const skuName = sku.replace(/(v\d)$/, ' $1')
      const product = `Azure App Service ${tierOf(sku)} Plan${os === 'linux' ? ' - Linux' : ''}`
      return {
        currencyCode: currency,
        tierMinimumUnits: 0,
        retailPrice: prices[os],
        unitPrice: prices[os],
        armRegionName: azureLocation,
        location: geoRegion,
        effectiveStartDate: '2026-01-01T00:00:00Z',
        meterId: '00000000-0000-0000-0000-000000000000',
        meterName: `${skuName} App (example figure, not a price)`,
        productId: 'EXAMPLE',
        skuId: `EXAMPLE/${sku}`,
        productName: product,
        skuName,
        serviceName: 'Azure App Service',
        serviceId: 'DZH318Q8Q9XZ',
        serviceFamily: 'Compute',
        unitOfMeasure: '1 Hour',
        type: 'Consumption',
        isPrimaryMeterRegion: true,
        armSkuName: '',
      }
    }),
  )
}

function tierOf(sku: string): string {
  if (sku.startsWith('B')) return 'Basic'
  return sku.startsWith('S') ? 'Standard' : `Premium ${sku.slice(-2)}`
}

/** Euros an hour of one instance: invented, in the order of magnitude of the real ones, so that sums can be checked. */
const examplePrices: Readonly<Record<string, { readonly windows: number; readonly linux: number }>> = {
  B1: { windows: 0.07, linux: 0.02 },
  B2: { windows: 0.14, linux: 0.03 },
  B3: { windows: 0.28, linux: 0.06 },
  S1: { windows: 0.1, linux: 0.09 },
  S2: { windows: 0.2, linux: 0.18 },
  S3: { windows: 0.4, linux: 0.36 },
  P0v3: { windows: 0.15, linux: 0.08 },
  P1v3: { windows: 0.3, linux: 0.16 },
  P2v3: { windows: 0.6, linux: 0.32 },
  P3v3: { windows: 1.2, linux: 0.64 },
  P1v2: { windows: 0.2, linux: 0.11 },
  P2v2: { windows: 0.4, linux: 0.22 },
  P3v2: { windows: 0.8, linux: 0.44 },
}
