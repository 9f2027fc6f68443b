import type { ErrorRequestHandler } from 'express'
import type { ChatLogger } from '../shared/chat-logger.ts'
import { pageStrings } from './page-strings.ts'

/** A request that is answered with words: `key` names them in `cards/strings/*`, for the page to say in its language. */
export class WebFailure extends Error {
  override readonly name = 'WebFailure'
  readonly status: number
  readonly key: string

  constructor(status: number, key: string, values: Readonly<Record<string, string>> = {}) {
    super((pageStrings.en[key] ?? key).replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder))
    this.status = status
    this.key = key
  }
}

/** Answers every failure in words; only ours carry text, anything else is named by a reference that the log has too. */
export const answerWebFailures =
  (log: ChatLogger, newId: () => string): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const failure = toWebFailure(error)
    const reference = failure.status === 500 ? newId() : undefined
    if (reference !== undefined) log.error({ err: error, reference, path: request.path }, 'a web request failed')
    response
      .status(failure.status)
      .json({ error: failure.key, message: failure.message.replace('{reference}', reference ?? ''), reference })
  }

const toWebFailure = (error: unknown): WebFailure => {
  if (error instanceof WebFailure) return error
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return new WebFailure(413, 'web.error.too-large')
  if (typeof status === 'number' && status >= 400 && status < 500) return new WebFailure(status, 'web.error.invalid')
  return new WebFailure(500, 'web.error.failed')
}
