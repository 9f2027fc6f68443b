import { messageOf } from '../../i18n/message.ts'
import { toAzureError } from '../errors.ts'
import { AzureError, type ReadingAzure } from '../types.ts'

/** Every site and slot that we may see, over all subscriptions. */
const query =
  "resources | where type in~ ('microsoft.web/sites','microsoft.web/sites/slots') | project id, name, type, kind, location, resourceGroup, subscriptionId, tags, properties"

const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01'
/** The most that Resource Graph gives in one answer. */
const pageSize = 1_000
/** A bound on a token that never ends; 500,000 apps. */
const mostPages = 500

interface Page {
  readonly rows: readonly unknown[]
  readonly skipToken?: string
}

export async function* querySites(azure: ReadingAzure): AsyncGenerator<readonly unknown[]> {
  let skipToken: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await queryPage(azure, skipToken)
    yield page.rows
    if (page.skipToken === undefined) return
    skipToken = page.skipToken
  }
  throw badAnswer(`more than ${mostPages} pages`)
}

const queryPage = async (azure: ReadingAzure, skipToken: string | undefined): Promise<Page> => {
  const options = {
    resultFormat: 'objectArray',
    $top: pageSize,
    ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
  }
  try {
    const answer = await azure.arm.pathUnchecked(path).post({ body: { query, options } })
    return readPage(answer.body)
  } catch (error) {
    throw toAzureError(error)
  }
}

const readPage = (body: unknown): Page => {
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data)) {
    throw badAnswer('no data')
  }
  const token = '$skipToken' in body ? body.$skipToken : undefined
  return { rows: body.data, ...(typeof token === 'string' && token !== '' ? { skipToken: token } : {}) }
}

const badAnswer = (what: string) =>
  new AzureError('rejected', `Resource Graph: ${what}`, { phrase: messageOf('azure.unexpected') })
