import { z } from 'zod'
import { messageOf } from '../../i18n/message.ts'
import { queryResourceGraph, type ResourceGraphPage } from '../resource-graph.ts'
import { AzureError, type ReadingAzure } from '../types.ts'

/** Every site and slot that we may see, over all subscriptions. */
const query =
  "resources | where type in~ ('microsoft.web/sites','microsoft.web/sites/slots') | project id, name, type, kind, location, resourceGroup, subscriptionId, tags, properties"

const rowsPerPage = 1_000
/** A bound on a token that never ends; 500,000 apps. */
const mostPages = 500

export async function* querySites(azure: ReadingAzure): AsyncGenerator<readonly unknown[]> {
  let skipToken: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: ResourceGraphPage<unknown> = await queryResourceGraph(
      azure,
      { query, mostRows: rowsPerPage, skipToken },
      z.unknown(),
    )
    yield page.rows
    if (page.skipToken === undefined) return
    skipToken = page.skipToken
  }
  throw new AzureError('rejected', `Resource Graph: more than ${mostPages} pages`, {
    phrase: messageOf('azure.unexpected'),
  })
}
