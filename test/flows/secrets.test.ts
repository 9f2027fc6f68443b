import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startProgram } from '../built-program.ts'

const secret = 'Zx9vQ2mLr8TnW4kYb7Hc3Jd6Fg5Sa1Pe0Uo+Ii='

/** As somebody tired does: the connection string stands in the report itself. */
it('a secret that somebody pastes into the chat is nowhere on the disk', async () => {
  const program = await startProgram()
  const { origin } = new URL(program.url)
  const cookie = (await fetch(`${origin}/session`)).headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { cookie, origin, 'x-appmedic': '1', 'content-type': 'application/json' }
  const send = async (text: string): Promise<void> => {
    const answer = await fetch(`${origin}/messages`, { method: 'POST', headers, body: JSON.stringify({ text }) })
    expect(answer.status).toBe(202)
  }
  await send(`contoso-web is 503ing, AccountName=contoso;AccountKey=${secret};EndpointSuffix=core.windows.net`)
  await send(`what about https://user:${secret}@contoso-nowhere.azurewebsites.net/ , it is down`)
  let onDisk = ''
  const kept = await program.stopped((dataDir) => {
    onDisk = filesIn(dataDir)
  })

  expect(kept).toBe(0)
  expect(onDisk).toContain('contoso-web is 503ing')
  expect(onDisk).not.toContain(secret)
})

const filesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
