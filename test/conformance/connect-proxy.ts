import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/**
 * A proxy for clients that look apps and Kudu sites up by name: it takes those to the simulator's port, which is its
 * argument, and nobody anywhere else. Prints its own port, and ends with its parent.
 */
const simulatorPort = Number(process.argv[2])

const server = createServer((_request, response) => void response.writeHead(405).end())

server.on('connect', ({ url = '' }, socket, head) => {
  socket.on('error', () => undefined)
  if (!/^[\w.-]+\.azurewebsites\.net:443$/i.test(url)) {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    return
  }
  const onward = connect(simulatorPort, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    onward.write(head)
    onward.pipe(socket).pipe(onward)
  })
  onward.on('error', () => socket.destroy())
})

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
process.stdin.on('end', () => process.exit(0)).resume()
