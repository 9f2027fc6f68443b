import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** The least of a WebSocket server: greets, sends texts, hears texts, answers pings. */
export interface SocketServer {
  readonly url: string
  /** Texts that came, parsed. */
  readonly heard: readonly Record<string, unknown>[]
  send(message: unknown): void
  /** Cuts every connection. */
  cut(): void
  stop(): Promise<void>
}

export const startSocketServer = async (): Promise<SocketServer> => {
  const heard: Record<string, unknown>[] = []
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('upgrade', (request, stream) => {
    const socket = stream as Socket
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      for (const { opcode, text } of framesIn(bytes)) {
        if (opcode === 1) heard.push(JSON.parse(text))
        if (opcode === 9) socket.write(frame(10, text))
        if (opcode === 8) socket.end(frame(8, ''))
      }
    })
    socket.write(frame(1, JSON.stringify({ type: 'hello', num_connections: 1 })))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    heard,
    send: (message) => {
      for (const socket of sockets) socket.write(frame(1, JSON.stringify(message)))
    },
    cut,
    stop: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const frame = (opcode: number, text: string): Buffer => {
  const payload = Buffer.from(text)
  const size = payload.byteLength
  const head =
    size < 126 ? Buffer.from([0x80 | opcode, size]) : Buffer.from([0x80 | opcode, 126, size >> 8, size & 255])
  return Buffer.concat([head, payload])
}

/** Clients mask what they send; what is sent here is small enough to come whole. */
function* framesIn(bytes: Buffer): Generator<{ readonly opcode: number; readonly text: string }> {
  for (let at = 0; at + 6 <= bytes.byteLength; ) {
    const opcode = (bytes[at] ?? 0) & 15
    const short = (bytes[at + 1] ?? 0) & 127
    const size = short === 126 ? bytes.readUInt16BE(at + 2) : short
    const mask = at + (short === 126 ? 4 : 2)
    const text = Buffer.from(
      bytes.subarray(mask + 4, mask + 4 + size).map((byte, index) => byte ^ (bytes[mask + (index % 4)] ?? 0)),
    )
    yield { opcode, text: text.toString() }
    at = mask + 4 + size
  }
}
