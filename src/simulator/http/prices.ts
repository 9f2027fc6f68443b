import { type Request, type Response, Router } from 'express'
import { examplePrices } from '../estate/prices.ts'
import { geoRegion, location } from '../estate/spec.ts'
import { reply } from './reply.ts'
import type { Answer } from './route.ts'
import type { State } from './state.ts'

const pageSize = 10

/** The public price list (`prices.azure.com`), with example figures that say so. It asks for no token. */
export function pricesRouter(state: State): Router {
  const router = Router()
  router.use((request: Request, response: Response) =>
    reply(state, request, response, { headers: {}, produce: () => answer(request) }),
  )
  return router
}

function answer(request: Request): Answer {
  if (request.path !== '/api/retail/prices') return { status: 404, body: { error: 'Not found' } }
  const { $filter = '', currencyCode = "'USD'", $skip = '0' } = request.query as Record<string, string>
  const region = /armRegionName eq '([^']*)'/.exec($filter)?.[1]
  const all = region === location ? itemsIn(currencyCode.replaceAll("'", '')) : []
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
        armRegionName: location,
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
