import { Agent, request } from 'node:http'
import { quantile } from './figures.ts'

export interface Outgoing {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A closed loop: so many requests always under way, each on a connection that stays open. */
export interface Load {
  /** Sends them all; resolves to how long each took. Throws where one is not answered 200. */
  send(url: string, requests: readonly Outgoing[]): Promise<readonly number[]>
  stop(): void
}

export const connections = 16

export const createLoad = (): Load => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    send: async (url, requests) => {
      const times: number[] = []
      let next = 0
      const line = async (): Promise<void> => {
        for (let one = requests[next++]; one !== undefined; one = requests[next++])
          times.push(await post(agent, url, one))
      }
      await Promise.all(Array.from({ length: connections }, line))
      return times
    },
    stop: () => agent.destroy(),
  }
}

const post = (agent: Agent, url: string, { headers, body }: Outgoing): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const sent = request(url, { agent, method: 'POST', headers: { ...headers, 'content-length': body.byteLength } })
    sent.on('error', reject)
    sent.on('response', (response) => {
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - from)
        else reject(new Error(`${url} answered ${response.statusCode}`))
      })
      response.resume()
    })
    sent.end(body)
  })

export const p99 = (times: readonly number[]): number => quantile(times, 0.99)
