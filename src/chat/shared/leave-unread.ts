import type { IncomingMessage, ServerResponse } from 'node:http'

/** So little that Node may read and throw it away, and the connection goes on. */
const maxThrownAwayInBytes = 16 * 1024

/** Long enough for the answer to reach somebody who is still sending; a reset would overtake it. */
const lingerInMs = 1_000

/**
 * Answers without the body. A large one stays with its sender: left to itself, Node would read it to its end once the
 * request is answered, and what is thrown away costs memory first. So this is the last answer of the connection.
 */
export const leaveUnread = (request: IncomingMessage, response: ServerResponse): void => {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && Number(length ?? 0) <= maxThrownAwayInBytes) return
  request.on('readable', () => undefined) // A reader that never reads.
  response.setHeader('connection', 'close')
  const { socket } = request
  socket.destroySoon = () => {
    socket.end()
    const cut = setTimeout(() => socket.destroy(), lingerInMs)
    socket.once('close', () => clearTimeout(cut))
  }
}
