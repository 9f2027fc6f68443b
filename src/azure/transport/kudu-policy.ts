import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline'
import { messageOf } from '../../i18n/message.ts'
import { AzureError, type KuduRights } from '../types.ts'

/** What is read of Kudu. Its whole API is as good as contributor on the app, so everything else is refused here. */
const readingPaths: readonly RegExp[] = [
  /^\/api\/(?:environment|settings|deployments|dump)$/,
  /^\/api\/processes(?:\/\d+)?$/,
  /^\/api\/logs\/(?:recent|docker)$/,
  /^\/api\/logstream(?:\/(?:application|http))?$/,
  /^\/api\/vfs\/logfiles\/(?:[^/]+\/)*[^/]*$/,
]

const commandPath = '/api/command'

/**
 * Makes a Kudu client unable to do anything but read (L1): GETs of known paths, and commands of the fixed list, told
 * by the exact body that would be sent. Closest to the wire, so that a mistake elsewhere can't run free text.
 */
export const kuduPolicy = (rights: () => KuduRights): PipelinePolicy => ({
  name: 'appmedicKuduPolicy',
  sendRequest: async (request, next) => {
    if (!rights().read) throw kuduDisabledError()
    if (request.method === 'POST') checkCommand(request, rights())
    else if (!isReading(request)) throw refusedError(request)
    return await next(request)
  },
})

export const kuduDisabledError = (): AzureError =>
  new AzureError('refused-here', 'The policy does not opt in to Kudu', { phrase: messageOf('azure.kudu-off') })

const isReading = (request: PipelineRequest): boolean => {
  const disguised = request.headers.has('x-http-method-override') || request.headers.has('x-http-method')
  if (disguised || request.method !== 'GET' || request.body !== undefined) return false
  const path = plainPath(request)
  return path !== undefined && readingPaths.some((known) => known.test(path))
}

/** Lower-cased; `undefined` where a part hides a slash or leads upwards. */
const plainPath = ({ url }: PipelineRequest): string | undefined => {
  try {
    const parts = new URL(url).pathname.split('/').map(decodeURIComponent)
    return parts.some((part) => /[/\\]/.test(part) || part === '..') ? undefined : parts.join('/').toLowerCase()
  } catch {
    return undefined
  }
}

const checkCommand = (request: PipelineRequest, { commands }: KuduRights): void => {
  if (!commands) throw commandsDisabledError()
  if (plainPath(request) !== commandPath || new URL(request.url).search !== '') throw refusedError(request)
  const command = commandIn(request.body)
  if (command === undefined || !isFixedCommand(command)) throw refusedError(request)
}

const commandsDisabledError = (): AzureError =>
  new AzureError('refused-here', 'The policy does not opt in to commands', { phrase: messageOf('azure.commands-off') })

/** Only a body that is, to the byte, what we would write ourselves: two readers of odd JSON may read two commands. */
const commandIn = (body: PipelineRequest['body']): string | undefined => {
  const command = typeof body === 'string' ? /^\{"command":"([^"\\]*)",/.exec(body)?.[1] : undefined
  return command !== undefined && kuduCommandBody(command) === body ? command : undefined
}

export const kuduCommandBody = (command: string): string => JSON.stringify({ command, dir: '' })

const refusedError = ({ method, url }: PipelineRequest): AzureError => {
  const path = new URL(url).pathname
  return new AzureError('refused-here', `The Kudu client refused ${method} ${path}`, {
    phrase: messageOf('azure.refused-write', { method, path }),
  })
}

/**
 * The article's console as a fixed list: commands that only read. Nothing else is ever sent to a worker, and what
 * varies is a host name with a port, in which no shell finds anything to do.
 */
const fixedCommands: ReadonlySet<string> = new Set([
  // Windows
  'tasklist',
  'netstat -ano',
  // Linux
  'ps aux',
  'ss -tan',
  // Both: Kudu on Windows brings it along
  'df -h',
])

const hostPattern = '[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){1,10}'
const commandWithHost = new RegExp(`^(?:tcpping ${hostPattern}:\\d{1,5}|(?:nameresolver|nslookup) ${hostPattern})$`)

const longestInChars = 300

export const isFixedCommand = (command: string): boolean =>
  command.length <= longestInChars && (fixedCommands.has(command) || commandWithHost.test(command))
