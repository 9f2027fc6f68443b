import { chmod, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { type ControlAddress, controlAddressOf, prepareControlFolder } from './control-address.ts'

/** What one client has at hand as long as it stays. */
export interface ControlSession {
  /** Undone when the client leaves, however it does. */
  readonly leftovers: Set<() => Promise<void>>
}

/** Answers one request; what it throws is told to the client in its own words. */
export type ControlHandler = (request: unknown, session: ControlSession) => Promise<object>

export interface ControlLimits {
  /** A client that has asked nothing for so long is sent away, with what it held. */
  readonly idleInMs: number
  /** Time for a whole line, from its first byte. */
  readonly lineInMs: number
  readonly lineInBytes: number
  readonly clients: number
}

const usualLimits: ControlLimits = { idleInMs: 3_600_000, lineInMs: 10_000, lineInBytes: 262_144, clients: 4 }

export interface ControlServer {
  stop(): Promise<void>
}

/**
 * Listens for commands of this machine: a JSON object a line each way, one request at a time whoever asks. Only who
 * holds the journal may call it: what lies at the address is then of a bot that has ended.
 */
export const startControlServer = async (
  dataDir: string,
  handle: ControlHandler,
  limits: ControlLimits = usualLimits,
): Promise<ControlServer> => {
  const address = await controlAddressOf(dataDir)
  await prepareControlFolder(address, process.getuid?.())
  const clients = new Map<Socket, () => Promise<void>>()
  const inTurn = createTurns()
  const server = createServer((socket) => {
    const session: ControlSession = { leftovers: new Set() }
    const leave = async (): Promise<void> => {
      clients.delete(socket)
      await inTurn(() => clear(session))
    }
    clients.set(socket, leave)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => void leave())
    serve(socket, limits, (line) => inTurn(() => answer(line, handle, session)))
  })
  server.maxConnections = limits.clients
  await listen(server, address)
  return {
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const leaving = [...clients].map(([socket, leave]) => {
        socket.destroy()
        return leave()
      })
      await Promise.all([closed, ...leaving])
    },
  }
}

const listen = async (server: Server, address: ControlAddress): Promise<void> => {
  const isPipe = address.path.startsWith('\\\\')
  if (!isPipe) await rm(address.path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address.path, resolve)
  })
  if (!isPipe) await chmod(address.path, 0o600)
}

/** Calls `take` with each line, waits for its answer before it reads on, and ends with who breaks a limit. */
const serve = (socket: Socket, limits: ControlLimits, take: (line: string) => Promise<string>): void => {
  let text = ''
  let running: NodeJS.Timeout | undefined
  const refuse = (problem: string): void => void socket.end(lineOf({ ok: false, problem }), () => socket.destroy())
  const takeLines = async (): Promise<void> => {
    socket.pause()
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 1)
      const said = await take(line)
      if (!socket.writable) return
      socket.write(said)
    }
    socket.resume()
  }
  socket.setEncoding('utf8')
  socket.setTimeout(limits.idleInMs, () => socket.destroy())
  socket.once('close', () => clearTimeout(running))
  socket.on('data', (chunk: string) => {
    text += chunk
    if (text.length > limits.lineInBytes) return refuse('The request is too long.')
    // From its first byte on: whoever sends one now and then would hold a place for ever.
    running ??= setTimeout(() => refuse('The request took too long.'), limits.lineInMs)
    if (!text.includes('\n')) return
    clearTimeout(running)
    running = undefined
    void takeLines()
  })
}

const answer = async (line: string, handle: ControlHandler, session: ControlSession): Promise<string> => {
  try {
    return lineOf({ ok: true, ...(await handle(parse(line), session)) })
  } catch (error) {
    return lineOf({ ok: false, problem: (error as Error).message })
  }
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw new Error('The request is not JSON.')
  }
}

const lineOf = (said: object): string => `${JSON.stringify(said)}\n`

const clear = async ({ leftovers }: ControlSession): Promise<void> => {
  for (const undo of leftovers) await undo()
  leftovers.clear()
}

/** One after the other, whatever becomes of those before. */
const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
