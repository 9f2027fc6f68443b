import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { messageOf } from '../../i18n/message.ts'
import { AzureError } from '../types.ts'

const site = '/subscriptions/[^/]+/resourcegroups/[^/]+/providers/microsoft\\.web/sites/[^/]+(?:/slots/[^/]+)?'

/** POSTs that only read. Those that give secrets away (`…/list`, `listkeys`) are left out on purpose. */
const readingPosts: readonly RegExp[] = [
  /^\/providers\/microsoft\.resourcegraph\/resources$/,
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.web\/serverfarms\/[^/]+\/listinstances$/,
  new RegExp(`^${site}/diagnostics/[^/]+/(?:detectors|analyses)/[^/]+/execute$`),
  // What a swap would change; swaps nothing.
  new RegExp(`^${site}/slotsdiffs$`),
  new RegExp(`^${site}/containerlogs(?:/zip/download)?$`),
]

/** A GET that weighs on the app: the process stands still while it is dumped. It takes an approval like a write. */
const dumpPath = /\/processes\/[^/]+\/dump\/*$/i

/** True where the request only reads (L1). */
const onlyReads = (method: string, path: string): boolean => {
  if (dumpPath.test(decoded(path))) return false
  if (method === 'GET' || method === 'HEAD') return true
  return method === 'POST' && readingPosts.some((post) => post.test(path.toLowerCase()))
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/**
 * Makes a client unable to write (L1): throws before any byte leaves. It belongs after the retries and redirects of
 * the pipeline, so that it sees every single request.
 */
export const readingPolicy = (): PipelinePolicy => ({
  name: 'appmedicReadingPolicy',
  sendRequest: async (request, next) => {
    const path = new URL(request.url).pathname
    const disguised = request.headers.has('x-http-method-override') || request.headers.has('x-http-method')
    if (disguised || !onlyReads(request.method, path)) throw refusedWrite(request.method, path)
    return await next(request)
  },
})

const refusedWrite = (method: string, path: string) =>
  new AzureError('refused-here', `The reading client refused ${method} ${path}`, {
    phrase: messageOf('azure.refused-write', { method, path }),
  })
