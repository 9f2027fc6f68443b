import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { runLook } from '../../../src/cli/look/run-look.ts'
import type { LookOptions } from '../../../src/cli/look/types.ts'
import { noDeadline } from '../../deadlines.ts'

export interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** What `look` prints in a terminal whose only setting is where Azure is. */
export const look = async (simulatorUrl: string, app: string, options: LookOptions = {}): Promise<Printed> => {
  const printed = { out: '', err: '' }
  const code = await runLook(app, options, {
    env: { SIMULATOR_URL: simulatorUrl },
    cwd: tmpdir,
    deadline: noDeadline,
    stdout: {
      write: (text, done) => {
        printed.out += text
        done?.()
      },
    },
    stderr: {
      write: (text) => {
        printed.err += text
      },
    },
  })
  return { code, ...printed }
}

export interface PlainArm {
  readonly url: string
  stop(): Promise<void>
}

/** Resource Manager alone: the same estate, without the simulator's own routes, for which it has a page. */
export const plainArm = async (behind: string): Promise<PlainArm> => {
  const server: Server = createServer((incoming, answer) => {
    if (incoming.url?.startsWith('/simulator')) {
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>welcome</html>')
      return
    }
    const { method, headers, url } = incoming
    const forwarded = request(new URL(url ?? '/', behind), { method, headers }, (told) => {
      answer.writeHead(told.statusCode ?? 502, told.headers)
      told.pipe(answer)
    })
    incoming.pipe(forwarded)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
