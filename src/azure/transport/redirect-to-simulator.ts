import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline'

/**
 * Sends every request to the simulator on loopback in place of the host it names, and tells that host in the `Host`
 * header. The SDK goes on believing in https://management.azure.com: bearer tokens are refused on plain HTTP, and
 * retries read the request's URL again, so everything is put back afterwards.
 */
export const redirectToSimulator = (inner: HttpClient, simulatorUrl: string): HttpClient => {
  const simulator = loopbackUrl(simulatorUrl)
  return {
    sendRequest: async (request) => {
      const restore = redirect(request, simulator)
      try {
        return await inner.sendRequest(request)
      } finally {
        restore()
      }
    },
  }
}

const redirect = (request: PipelineRequest, simulator: URL): (() => void) => {
  const { url, allowInsecureConnection, agent, proxySettings } = request
  const original = new URL(url)
  request.url = new URL(`${original.pathname}${original.search}`, simulator).toString()
  request.allowInsecureConnection = true
  request.headers.set('host', original.host)
  // A proxy from the environment must not see what is meant for loopback.
  delete request.agent
  delete request.proxySettings
  return () => {
    request.url = url
    request.allowInsecureConnection = allowInsecureConnection ?? false
    request.headers.delete('host')
    if (agent !== undefined) request.agent = agent
    if (proxySettings !== undefined) request.proxySettings = proxySettings
  }
}

const loopbackUrl = (url: string): URL => {
  const parsed = new URL(url)
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)) {
    throw new Error(`The simulator must be on loopback, not ${parsed.hostname}`)
  }
  return parsed
}
