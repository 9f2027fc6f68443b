import { isIP } from 'node:net'
import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline'
import { messageOf } from '../../i18n/message.ts'
import { AzureError } from '../types.ts'

export type UrlPredicate = (url: URL) => boolean | Promise<boolean>

/**
 * Refuses every URL that `allows` does not know, before a byte leaves. It wraps the HTTP client itself, because
 * the SDK sends the bearer token to whatever host a `nextLink`, `Location` or `Azure-AsyncOperation` names.
 */
export const guardHosts = (inner: HttpClient, allows: UrlPredicate): HttpClient => ({
  sendRequest: async (request) => {
    const url = new URL(request.url)
    if (!(await allows(url))) throw foreignHost(url)
    return await inner.sendRequest(request)
  },
})

/** The same check before a token is even asked for. */
export const hostsPolicy = (allows: UrlPredicate): PipelinePolicy => ({
  name: 'appmedicHostsPolicy',
  sendRequest: async (request, next) => {
    const url = new URL(request.url)
    if (!(await allows(url))) throw foreignHost(url)
    return await next(request)
  },
})

/** ARM is spoken to over TLS only, on the hosts given (`host` includes a port that is not 443). */
export const allowArmHosts = (hosts: readonly string[]): ((url: URL) => boolean) => {
  const known = new Set(hosts.map((host) => host.toLowerCase()))
  return (url) => url.protocol === 'https:' && known.has(url.host) && isWithoutUser(url)
}

/** A name and a password in an address would be sent along. */
const isWithoutUser = ({ username, password }: URL): boolean => username === '' && password === ''

/** Apps are visited by name on their usual ports, with or without TLS, where the directory knows the host name. */
export const allowAppHosts =
  (mayVisit: HostPredicate) =>
  async (url: URL): Promise<boolean> =>
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.port === '' &&
    isWithoutUser(url) &&
    isName(url.hostname) &&
    (await mayVisit(url.hostname))

/** An address in figures is looked up by nobody, and so checked by nobody. */
const isName = (host: string): boolean => isIP(host) === 0 && !host.startsWith('[')

/** True for a host name at which an app of the directory answers. */
export type HostPredicate = (host: string) => boolean | Promise<boolean>

/** Nothing has left for there. */
export const foreignHost = (url: URL): AzureError =>
  new AzureError('refused-here', `Refused to call ${url.protocol}//${url.host}: not on the allow-list`, {
    phrase: messageOf('azure.refused-host', { host: url.host }),
  })
