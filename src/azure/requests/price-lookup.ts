import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline'
import { z } from 'zod'
import { pricesApiVersion } from '../api-versions.ts'
import { allowArmHosts, guardHosts } from '../transport/allowed-hosts.ts'
import type { HourlyPrice, PriceQuery } from '../types.ts'

/** Public, without a sign-in: no token ever goes here. */
const host = 'prices.azure.com'

/** Azure's prices change at most once a day. */
const keptInMs = 24 * 60 * 60_000
const mostPages = 20

export interface PriceLookupOptions {
  readonly wire: HttpClient
  readonly request: (url: string, signal: AbortSignal) => PipelineRequest
  /** ISO 4217, of all prices. */
  readonly currency: string
  /** Practice mode: the figures are examples, and are called so. */
  readonly simulated: boolean
  readonly now: () => number
}

/** What an instance of App Service costs an hour; `undefined` where that can't be told for sure. */
export type PriceLookup = (asked: PriceQuery, signal: AbortSignal) => Promise<HourlyPrice | undefined>

const item = z.object({
  skuName: z.string(),
  productName: z.string(),
  unitOfMeasure: z.string(),
  retailPrice: z.number(),
  currencyCode: z.string(),
  type: z.string().nullish(),
})
const page = z.object({ Items: z.array(item), NextPageLink: z.string().nullish() })
type Item = z.infer<typeof item>

/** Reads the Azure Retail Prices API; a region's list is kept for a day, with the day on which it was read. */
export const createPriceLookup = ({ wire, request, currency, simulated, now }: PriceLookupOptions): PriceLookup => {
  const client = guardHosts(wire, allowArmHosts([host]))
  const known = new Map<string, { readonly readAt: number; readonly items: readonly Item[] }>()

  const pageAt = async (url: string, signal: AbortSignal): Promise<z.infer<typeof page> | undefined> => {
    const { status, bodyAsText } = await client.sendRequest(request(url, signal))
    const parsed = page.safeParse(status === 200 ? JSON.parse(bodyAsText ?? '') : undefined)
    return parsed.success ? parsed.data : undefined
  }

  const itemsOf = async (region: string, signal: AbortSignal): Promise<readonly Item[] | undefined> => {
    const items: Item[] = []
    let next: string | undefined = firstPage(region, currency)
    for (let pages = 0; next !== undefined && pages < mostPages; pages += 1) {
      const found = await pageAt(next, signal)
      // Half a list could hide the second of two prices.
      if (found === undefined) return undefined
      items.push(...found.Items)
      next = found.NextPageLink || undefined
    }
    return next === undefined ? items : undefined
  }

  return async ({ region, sku, os }, signal) => {
    const kept = known.get(region)
    try {
      const isFresh = kept !== undefined && now() - kept.readAt < keptInMs
      const items = isFresh ? kept.items : await itemsOf(region, signal)
      if (items === undefined) return undefined
      const list = isFresh ? kept : { readAt: now(), items }
      known.set(region, list)
      return priceIn(list, { sku, os }, simulated)
    } catch {
      return undefined
    }
  }
}

const firstPage = (region: string, currency: string): string => {
  const filter = `serviceName eq 'Azure App Service' and armRegionName eq '${region}' and priceType eq 'Consumption'`
  return `https://${host}/api/retail/prices?api-version=${pricesApiVersion}&currencyCode='${currency}'&$filter=${encodeURIComponent(filter)}`
}

/** One price, or none: two that differ would be a guess. */
const priceIn = (
  { readAt, items }: { readonly readAt: number; readonly items: readonly Item[] },
  { sku, os }: Pick<PriceQuery, 'sku' | 'os'>,
  simulated: boolean,
): HourlyPrice | undefined => {
  const fitting = items.filter(
    ({ skuName, productName, unitOfMeasure, retailPrice }) =>
      plainName(skuName) === plainName(sku) &&
      unitOfMeasure === '1 Hour' &&
      retailPrice > 0 &&
      /linux/i.test(productName) === (os === 'linux'),
  )
  const prices = [...new Set(fitting.map(({ retailPrice }) => retailPrice))]
  const [first] = fitting
  if (first === undefined || prices.length > 1) return undefined
  return {
    perHour: first.retailPrice,
    currency: first.currencyCode,
    source: simulated ? 'example figures, not prices' : 'Azure Retail Prices API',
    asOf: new Date(readAt).toISOString().slice(0, 10),
  }
}

/** `P1 v3` and `P1v3` are one. */
const plainName = (name: string): string => name.replaceAll(/[\s_-]/g, '').toLowerCase()
