import type { Request } from 'express'

/** A request as the simulator looks at it: plain values. */
export interface ReceivedRequest {
  readonly method: string
  /** Without the query; as it came. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly authorization: string | undefined
  header(name: string): string | undefined
}

export function toReceivedRequest(request: Request): ReceivedRequest {
  const [path = '/'] = request.originalUrl.split('?')
  return {
    method: request.method,
    path: decoded(path),
    params: texts(request.params),
    query: texts(request.query),
    body: request.body,
    authorization: request.get('authorization'),
    header: (name) => request.get(name),
  }
}

/** A path that is not well-formed stays as it came. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function texts(values: object): Record<string, string> {
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([key, value]) => [key, Array.isArray(value) ? String(value[0]) : String(value)]))
}
