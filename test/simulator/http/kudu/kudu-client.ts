import { type IncomingMessage, request } from 'node:http'
import type { Estate, Json } from '../../client.ts'

export interface Asked {
  readonly app?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

/** The answer of an app's Kudu, its body unread. */
export function open({ simulator }: Estate, path: string, asked: Asked = {}): Promise<IncomingMessage> {
  const { app = 'contoso-web', method = 'GET', headers = {}, body } = asked
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: simulator.port,
      path,
      method,
      headers: {
        host: `${app}.scm.azurewebsites.net`,
        authorization: 'Bearer x',
        'content-type': 'application/json',
        ...headers,
      },
    })
    sent.on('response', resolve).on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  readonly json: Json
}

export async function kudu(estate: Estate, path: string, asked?: Asked): Promise<Answered> {
  const response = await open(estate, path, asked)
  const { bytes } = await read(response)
  const text = bytes.toString()
  const isJson = String(response.headers['content-type']).startsWith('application/json')
  const { statusCode: status = 0, headers } = response
  return { status, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined }
}

/** As much as comes; whether all of it came. */
export async function read(response: IncomingMessage): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = []
  const isWhole = await new Promise<boolean>((resolve) => {
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => resolve(response.complete)).on('error', () => resolve(false))
    response.on('close', () => resolve(response.complete))
  })
  return { bytes: Buffer.concat(chunks), isWhole }
}
