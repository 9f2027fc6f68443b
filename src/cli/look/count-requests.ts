import { isLogsHost } from '../../azure/transport/logs-hosts.ts'
import type { LookRequests } from '../../views/look/types.ts'

export interface RequestCounter {
  /** Takes note of a request that is about to be sent. */
  onSend(url: string): void
  /** What was sent so far. */
  counted(): LookRequests
}

/** Counts what really goes out, tries included, by what is asked. */
export const createRequestCounter = (): RequestCounter => {
  const counts = new Map<string, number>()
  let logs = 0
  let app = 0
  return {
    onSend: (url) => {
      const type = armTypeOf(url)
      if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1)
      else if (isLogsHost(new URL(url).hostname)) logs += 1
      else app += 1
    },
    counted: () => ({
      arm: [...counts.values()].reduce((sum, count) => sum + count, 0),
      armByType: Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))),
      logs,
      app,
    }),
  }
}

/**
 * The resource type that a request to Resource Manager asks for, as Azure writes types: the provider that stands last
 * in the path and every second name behind it. `undefined` for a request to anybody else.
 */
export const armTypeOf = (url: string): string | undefined => {
  const { hostname, pathname } = new URL(url)
  if (!hostname.startsWith('management.')) return undefined
  const [before = '', behind] = pathname.split(/\/providers\/(?!.*\/providers\/)/i)
  const [provider, ...names] = (behind ?? before).split('/').filter((name) => name !== '')
  const types =
    behind === undefined ? names.filter((_, place) => place % 2 === 1) : names.filter((_, place) => place % 2 === 0)
  return [provider, ...types].join('/')
}
