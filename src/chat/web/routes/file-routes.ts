import { pipeline } from 'node:stream/promises'
import { type RequestHandler, Router } from 'express'
import { htmlResponse } from '../../shared/page-response.ts'
import type { WebChatOptions } from '../options.ts'
import type { PictureStore } from '../picture-store.ts'
import { WebFailure } from '../request-failure.ts'
import { findOrOpenSession } from '../session-cookie.ts'
import { toPerson, type WebSessions } from '../sessions.ts'

/** Pictures that cards name, reports, and evidence to take away. */
export const fileRoutes = (
  options: WebChatOptions,
  { pictures, sessions }: { readonly pictures: PictureStore; readonly sessions: WebSessions },
): Router => {
  const router = Router()

  router.get('/pictures/:name', async (request, response) => {
    const sha256 = /^([0-9a-f]{64})\.png$/.exec(request.params.name)?.[1]
    const svg = sha256 === undefined ? undefined : pictures.svg(sha256)
    if (svg === undefined) throw new WebFailure(404, 'web.error.not-found')
    const png = await options.painter.paint(svg)
    response.set({ 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=31536000, immutable' })
    response.send(Buffer.from(png))
  })

  router.get('/reports/:incident', requireName('incident'), async (request, response) => {
    const incident = String(request.params.incident)
    const { person } = findOrOpenSession(request, response, sessions).session
    const page = await options.documents.report(incident, toPerson(person))
    if (page === undefined) throw new WebFailure(404, 'web.error.not-found')
    const { status, headers = {}, body } = htmlResponse(200, page)
    response.status(status).set(headers).send(body)
  })

  router.get('/evidence/:id', requireName('id'), async (request, response) => {
    const { person } = findOrOpenSession(request, response, sessions).session
    const file = await options.documents.evidence(String(request.params.id), toPerson(person))
    if (file === undefined) throw new WebFailure(404, 'web.error.not-found')
    if (file === 'withheld') throw new WebFailure(403, 'web.error.withheld')
    if ('erased' in file) {
      const { at, by, keptForDays } = file.erased
      const day = new Date(at).toISOString().slice(0, 10)
      throw keptForDays === undefined
        ? new WebFailure(410, 'web.error.erased', { by, day })
        : new WebFailure(410, 'web.error.expired', { day })
    }
    response.attachment(file.fileName).type(file.contentType)
    if (file.sizeInBytes !== undefined) response.set('Content-Length', String(file.sizeInBytes))
    await pipeline(file.body instanceof Uint8Array ? [file.body] : file.body, response).catch((error: unknown) => {
      // Who went away before the end is told nothing more.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
    })
  })

  return router
}

const requireName =
  (parameter: string): RequestHandler =>
  (request, _response, next) => {
    const fits = /^[\w.-]{1,100}$/.test(String(request.params[parameter]))
    next(fits ? undefined : new WebFailure(404, 'web.error.not-found'))
  }
