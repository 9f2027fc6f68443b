import type { CloudAdapter } from 'botbuilder'
import type { WebhookResponse } from '../types.ts'

type Request = Parameters<CloudAdapter['process']>[0]
interface Response {
  readonly socket: unknown
  end(): void
  header(): void
  send(body: unknown): void
  status(code: number): void
}

/** Gives the adapter the request and response that it expects, and collects what it answers. */
export const runAdapter = async (
  body: Record<string, unknown>,
  run: (request: Request, response: Response) => Promise<void>,
): Promise<WebhookResponse> => {
  const answer: { status: number; body?: unknown } = { status: 200 }
  const response: Response = {
    socket: undefined,
    end: () => undefined,
    header: () => undefined,
    send: (sent) => {
      answer.body = sent
    },
    status: (code) => {
      answer.status = code
    },
  }
  await run({ body, headers: {}, method: 'POST' }, response)
  // The adapter answers an error with its text, which is nobody's business outside.
  if (answer.status >= 400 || answer.body === undefined) return { status: answer.status }
  return {
    status: answer.status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(answer.body),
  }
}
