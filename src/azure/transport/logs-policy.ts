import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline'
import { messageOf } from '../../i18n/message.ts'
import { AzureError } from '../types.ts'

const group = '/subscriptions/[^/]+/resourcegroups/[^/]+/providers'
const resource = [
  'microsoft\\.web/sites/[^/]+(?:/slots/[^/]+)?',
  'microsoft\\.insights/components/[^/]+',
  'microsoft\\.operationalinsights/workspaces/[^/]+',
].join('|')

/** The SDK puts a slash before a resource id, which begins with one. */
const queryPaths: readonly RegExp[] = [
  /^\/v1\/workspaces\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\/query$/,
  new RegExp(`^/v1/?${group}/(?:${resource})/query$`),
]

/** Lets queries of logs through, of a workspace or a resource, and nothing else: they are POSTs and only read (L1). */
export const logsPolicy = (isAllowed: () => boolean): PipelinePolicy => ({
  name: 'appmedicLogsPolicy',
  sendRequest: async (request, next) => {
    if (!isAllowed()) throw telemetryDisabledError()
    if (!isQuery(request)) throw refusedError(request)
    return await next(request)
  },
})

export const telemetryDisabledError = (): AzureError =>
  new AzureError('refused-here', 'The policy does not opt in to logs and telemetry', {
    phrase: messageOf('azure.telemetry-off'),
  })

const isQuery = ({ method, url, headers }: PipelineRequest): boolean => {
  const disguised = headers.has('x-http-method-override') || headers.has('x-http-method')
  const { pathname, search } = new URL(url)
  return (
    !disguised && method === 'POST' && search === '' && queryPaths.some((known) => known.test(pathname.toLowerCase()))
  )
}

const refusedError = ({ method, url }: PipelineRequest): AzureError => {
  const path = new URL(url).pathname
  return new AzureError('refused-here', `The logs client refused ${method} ${path}`, {
    phrase: messageOf('azure.refused-write', { method, path }),
  })
}
