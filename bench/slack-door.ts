import { createServer } from 'node:http'
import { startListening, stopListening } from '../src/chat/shared/http-listening.ts'

/** As much of Slack's Web API as a start needs: who the bot is. */
export const startSlackDoor = async (): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const who = { ok: true, team_id: 'T0CONTOSO', user_id: 'U0BOT', bot_id: 'B0BOT', url: 'https://contoso.slack.com/' }
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(who))
  })
  const port = await startListening(server, '127.0.0.1', 0)
  return { url: `http://127.0.0.1:${port}/`, stop: () => stopListening(server, 0) }
}
