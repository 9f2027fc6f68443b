import type { RequestHandler } from 'express'
import { isLoopbackHost } from './loopback-address.ts'
import { WebFailure } from './request-failure.ts'

const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  })
  next()
}

/** A foreign site can point its DNS name at 127.0.0.1 and so become "same origin": its name in Host gives it away. */
export const refuseForeignHosts: RequestHandler = (request, _response, next) => {
  next(isLoopbackHost(request.headers.host) ? undefined : new WebFailure(403, 'web.error.host'))
}

/**
 * A foreign page can make a browser load our addresses, from another port of this machine even with our cookie. It
 * cannot read what comes, but it would open sessions and streams: browsers say in `Sec-Fetch-Site` who asks.
 */
export const refuseForeignReads: RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site']
  const ours = site === undefined || site === 'same-origin' || site === 'none'
  next(ours ? undefined : new WebFailure(403, 'web.error.origin'))
}

/**
 * A foreign page can send a POST with our cookie, but not with a header of its own choosing, nor without its Origin.
 * Programs that are no browsers send no Origin; the header is then enough.
 */
export const refuseForeignPosts: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers
  const ours = origin === undefined || origin === `http://${host}`
  const safe = request.method === 'GET' || request.method === 'HEAD'
  next(safe || (ours && request.headers['x-appmedic'] === '1') ? undefined : new WebFailure(403, 'web.error.origin'))
}
