import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { appAtHost, appHostRouter } from './app-host-router.ts'
import { managementUrl } from './arm-route.ts'
import { armRouter } from './arm-router.ts'
import { controlRouter } from './control-router.ts'
import { kuduRouter } from './kudu/index.ts'
import { logsQueryHost, logsQueryRouter } from './logs-query-router.ts'
import { managedIdentityRouter } from './managed-identity-router.ts'
import { pricesRouter } from './prices-router.ts'
import type { TlsCertificate } from './self-signed-certificate.ts'
import type { SimulatorState } from './simulator-state.ts'

const loopback = '127.0.0.1'

/** Listens on loopback only, over TLS where there is a certificate; throws where the port is taken. */
export async function listenOnLoopback(
  state: SimulatorState,
  port: number,
  certificate?: TlsCertificate,
): Promise<{ server: Server; port: number }> {
  const server = certificate === undefined ? createServer(application(state)) : createTlsServer(state, certificate)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, resolve)
  })
  return { server, port: (server.address() as AddressInfo).port }
}

/** For clients that can't be told to come here for management.azure.com: links lead where they came to. */
function createTlsServer(state: SimulatorState, { key, certificate }: TlsCertificate): Server {
  const app = express()
  app.disable('x-powered-by')
  app.use(rewriteLinksToHost, application(state))
  return createSecureServer({ key, cert: certificate }, app)
}

/** One port serves every host: ARM, the apps and their Kudu sites are told apart by the Host header. */
function application(state: SimulatorState) {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(express.json({ limit: '1mb', strict: false }))
  const own = { control: controlRouter(state), identity: managedIdentityRouter() }
  app.use('/simulator', onlyLoopback(own.control))
  app.use('/msi', onlyLoopback(own.identity))
  app.use(
    byHost(state, {
      arm: armRouter(state),
      apps: appHostRouter(state),
      kudu: kuduRouter(state),
      prices: pricesRouter(state),
      logs: logsQueryRouter(state),
    }),
  )
  app.use(handleError)
  return app
}

interface Hosts {
  readonly arm: Router
  readonly apps: Router
  readonly kudu: Router
  readonly prices: Router
  readonly logs: Router
}

function byHost({ world }: SimulatorState, { arm, apps, kudu, prices, logs }: Hosts) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const host = (request.hostname ?? loopback).toLowerCase()
    if (host.endsWith('.scm.azurewebsites.net')) kudu(request, response, next)
    else if (host.endsWith('.azurewebsites.net') || appAtHost(world, host) !== undefined) apps(request, response, next)
    else if (host === 'prices.azure.com') prices(request, response, next)
    else if (host === logsQueryHost) logs(request, response, next)
    else if (host === 'management.azure.com' || isLoopback(host)) arm(request, response, next)
    else response.status(421).json({ error: { code: 'MisdirectedRequest', message: `Nothing here goes by ${host}.` } })
  }
}

/** Keeps a web page that a browser has open elsewhere from reaching the controls through a name of its own. */
function onlyLoopback(router: Router) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isLoopback((request.hostname ?? loopback).toLowerCase())) router(request, response, next)
    else next()
  }
}

function isLoopback(host: string): boolean {
  return [loopback, 'localhost', '[::1]', ''].includes(host)
}

/** Four parameters make it Express's error handler. */
function handleError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const isBadRequest = error instanceof Error && 'status' in error && error.status === 400
  const message = error instanceof Error ? error.message : String(error)
  const code = isBadRequest ? 'InvalidRequestContent' : 'InternalServerError'
  if (!response.headersSent) response.status(isBadRequest ? 400 : 500).json({ error: { code, message } })
}

/**
 * Lets every link lead to the address that the request came to, in place of Azure's own: the SDKs here are redirected
 * and would not be followed to Azure, a client from outside would be.
 */
function rewriteLinksToHost(request: Request, response: Response, next: NextFunction): void {
  const here = `${request.protocol}://${request.get('host')}`
  const json = response.json.bind(response)
  const set = response.setHeader.bind(response)
  response.json = (body) => json(JSON.parse(JSON.stringify(body).replaceAll(managementUrl, here)))
  response.setHeader = (name, value) =>
    set(name, typeof value === 'string' ? value.replaceAll(managementUrl, here) : value)
  next()
}
