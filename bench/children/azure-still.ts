import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { startListening } from '../../src/chat/shared/http-listening.ts'
import { pageOf } from '../estate.ts'
import { answerParent, setting } from './parent.ts'

/** An Azure that tells which apps there are and then nothing: every other request is held until it is given up. */
const apps = Number(setting('APPS'))

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const page = pageOf(apps, JSON.parse(await textOf(request)))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page))
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

const server = createServer((request, response) => {
  if (request.url?.startsWith('/providers/Microsoft.ResourceGraph/') === true) void answer(request, response)
})
const port = await startListening(server, '127.0.0.1', 0)
answerParent(`http://127.0.0.1:${port}`)
