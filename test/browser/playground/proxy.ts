import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TeamsCloud } from '../../chat/teams/cloud.ts'
import { type Payload, people, type Who } from '../../chat/teams/payloads.ts'

/** What Teams does and its emulator does not: signs every request, and knows more than one person. */
export interface Proxy {
  readonly url: string
  readonly answered: readonly number[]
  actAs(who: Who): void
  stop(): Promise<void>
}

export const startProxy = async ({
  cloud,
  to,
}: {
  readonly cloud: TeamsCloud
  readonly to: string
}): Promise<Proxy> => {
  let who: Who = 'ada'
  const answered: number[] = []

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return void response.writeHead(200).end()
    const activity = { ...(JSON.parse(await bodyOf(request)) as Payload), from: people[who] }
    const token = cloud.token({ serviceurl: (activity as Payload).serviceUrl })
    const answer = await fetch(`${to}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    })
    answered.push(answer.status)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  }

  const server = createServer((request, response) => void pass(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    actAs: (next) => {
      who = next
    },
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
