import type { Request, Response } from 'express'
import { WebFailure } from './request-failure.ts'
import type { WebSession, WebSessions } from './sessions.ts'

/** Cookies are shared by all ports of a host, so two web chats on one machine need two names. */
const cookieName = (request: Request): string => `appmedic-${request.socket.localPort}`

export const requireSession = (request: Request, sessions: WebSessions): WebSession => {
  const session = sessions.find(cookieIn(request))
  if (session === undefined) throw new WebFailure(401, 'web.error.session')
  return session
}

/** `fresh` where the browser had none that we remember. */
export const findOrOpenSession = (
  request: Request,
  response: Response,
  sessions: WebSessions,
): { readonly session: WebSession; readonly fresh: boolean } => {
  const known = sessions.find(cookieIn(request))
  if (known !== undefined) return { session: known, fresh: false }
  const session = sessions.open()
  if (session === undefined) throw new WebFailure(503, 'web.error.full')
  response.cookie(cookieName(request), session.id, { httpOnly: true, sameSite: 'strict', path: '/' })
  return { session, fresh: true }
}

const cookieIn = (request: Request): string | undefined => {
  const name = cookieName(request)
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1]
}
