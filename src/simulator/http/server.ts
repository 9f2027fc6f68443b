import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { appHostRouter } from './app-host.ts'
import { armRouter } from './arm.ts'
import type { Certificate } from './certificate.ts'
import { controlRouter } from './control.ts'
import { kuduRouter } from './kudu/index.ts'
import { linksToHere } from './links.ts'
import { managedIdentityRouter } from './managed-identity.ts'
import { pricesRouter } from './prices.ts'
import type { State } from './state.ts'

const loopback = '127.0.0.1'

/** Listens on loopback only, over TLS where there is a certificate; throws where the port is taken. */
export async function listen(
  state: State,
  port: number,
  certificate?: Certificate,
): Promise<{ server: Server; port: number }> {
  const server = certificate === undefined ? createServer(application(state)) : secure(state, certificate)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, resolve)
  })
  return { server, port: (server.address() as AddressInfo).port }
}

/** For clients that can't be told to come here for management.azure.com: links lead where they came to. */
function secure(state: State, { key, certificate }: Certificate): Server {
  const app = express()
  app.disable('x-powered-by')
  app.use(linksToHere, application(state))
  return createSecureServer({ key, cert: certificate }, app)
}

/** One port serves every host: ARM, the apps and their Kudu sites are told apart by the Host header. */
function application(state: State) {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(express.json({ limit: '1mb', strict: false }))
  const own = { control: controlRouter(state), identity: managedIdentityRouter() }
  app.use('/simulator', onlyLoopback(own.control))
  app.use('/msi', onlyLoopback(own.identity))
  app.use(
    byHost({
      arm: armRouter(state),
      apps: appHostRouter(state),
      kudu: kuduRouter(state),
      prices: pricesRouter(state),
    }),
  )
  app.use(failed)
  return app
}

interface Hosts {
  readonly arm: Router
  readonly apps: Router
  readonly kudu: Router
  readonly prices: Router
}

function byHost({ arm, apps, kudu, prices }: Hosts) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const host = (request.hostname ?? loopback).toLowerCase()
    if (host.endsWith('.scm.azurewebsites.net')) kudu(request, response, next)
    else if (host.endsWith('.azurewebsites.net')) apps(request, response, next)
    else if (host === 'prices.azure.com') prices(request, response, next)
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
function failed(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const isBadRequest = error instanceof Error && 'status' in error && error.status === 400
  const message = error instanceof Error ? error.message : String(error)
  const code = isBadRequest ? 'InvalidRequestContent' : 'InternalServerError'
  if (!response.headersSent) response.status(isBadRequest ? 400 : 500).json({ error: { code, message } })
}
