import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline'
import { messageOf } from '../../i18n/message.ts'
import type { PlannedWrite } from '../../incident/mitigation-plan.ts'
import { AzureError, type WritePermit } from '../types.ts'

/**
 * Lets the permit's writes through, each at most once for as long as the client lives, and nothing else (L2, L3).
 * A write counts as sent before it is sent: an answer that got lost gives no second try. A GET of the permit that
 * broke off may be continued: asked for the rest of the same bytes, never from the beginning. Each host has a
 * pipeline of its own, ARM's where none is named.
 */
export const writingPolicy = (permit: WritePermit, kuduHost?: string): PipelinePolicy => {
  const unsent = permit.writes.filter(({ host }) => host?.toLowerCase() === kuduHost).map(keyOf)
  const allowed = new Set(unsent)
  return {
    name: 'appmedicWritingPolicy',
    sendRequest: async (request, next) => {
      const path = new URL(request.url).pathname
      const key = keyOf({ method: request.method, path })
      if (key === undefined || !allowed.has(key)) throw outsidePermit(request.method, path)
      const at = unsent.indexOf(key)
      if (at === -1 && !continues(request)) throw sentBefore(request.method, path)
      if (at !== -1) unsent.splice(at, 1)
      request.headers.set('x-ms-client-request-id', permit.correlationId)
      request.headers.set('x-ms-correlation-request-id', permit.correlationId)
      return await next(request)
    },
  }
}

const continues = ({ method, headers }: PipelineRequest): boolean =>
  method === 'GET' && /^bytes=[1-9]\d*-$/.test(headers.get('range') ?? '') && headers.has('if-match')

/** Without regard to case and to how characters are escaped; `undefined` for a path that hides a slash. */
const keyOf = (write: {
  readonly method: PlannedWrite['method'] | string
  readonly path: string
}): string | undefined => {
  const segments = write.path.split('/').map(decode)
  if (segments.some((segment) => segment === undefined || segment.includes('/'))) return undefined
  return `${write.method} ${segments.join('/')}`.toLowerCase()
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

const outsidePermit = (method: string, path: string) =>
  new AzureError('refused-here', `Refused ${method} ${path}: not in the approved plan`, {
    phrase: messageOf('azure.refused-outside-plan', { method, path }),
  })

const sentBefore = (method: string, path: string) =>
  new AzureError('refused-here', `Refused ${method} ${path}: sent once already`, {
    phrase: messageOf('azure.refused-second-send', { method, path }),
  })
