import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outputOf, runProgram, startProgram } from './built-program.ts'

describe('the built program', () => {
  it('starts without any configuration, on loopback, and says what to try', async () => {
    const program = await startProgram()
    try {
      const page = await fetch(program.url)

      expect(page.status).toBe(200)
      expect(new URL(program.url).hostname).toBe('127.0.0.1')
      expect(await page.text()).toContain('<title>Appmedic</title>')
      expect(program.greeting.join('\n')).toContain('Practice')
    } finally {
      await program.stop()
    }
  })

  it('names everything that is wrong with a half-filled configuration at once, and starts nothing', async () => {
    const { code, out, err } = await outputOf(
      runProgram([], { SLACK_BOT_TOKEN: 'xoxb-123456789', AZURE_CLIENT_SECRET: 's3cret', PORT: 'web' }),
    )

    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(/SLACK_APP_TOKEN/)
    expect(err).toMatch(/AZURE_SUBSCRIPTION_IDS/)
    expect(err).toMatch(/PORT must be a whole number/)
    expect(err).not.toMatch(/s3cret|123456789/)
  })

  it('opens the door for Teams, and keeps the web chat shut, where Teams is configured', async () => {
    const ids = {
      MICROSOFT_APP_ID: '00000000-0000-4000-8000-000000000001',
      MICROSOFT_APP_TENANT_ID: '00000000-0000-4000-8000-000000000002',
      MICROSOFT_APP_TYPE: 'UserAssignedMSI',
    }
    const program = await startProgram({ ...ids, LOG_LEVEL: 'silent' })
    try {
      const { origin } = new URL(program.url)
      const unsigned = await fetch(`${origin}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })

      expect(unsigned.status).toBe(401)
      expect((await fetch(`${origin}/healthz`)).status).toBe(200)
      expect((await fetch(`${origin}/`)).status).toBe(404)
    } finally {
      await program.stop()
    }
  })

  it('names the port that is taken, and the setting for another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const dataDir = mkdtempSync(join(tmpdir(), 'appmedic-port-'))
    const { code, err } = await outputOf(runProgram([], { PORT: String(port), DATA_DIR: dataDir }))
    other.close()
    rmSync(dataDir, { recursive: true })

    expect(code).toBe(1)
    expect(err).toContain(`Port ${port} is taken. Set PORT`)
  })

  it('refuses to listen where others could reach it', async () => {
    const { code, err } = await outputOf(runProgram([], { HOST: '0.0.0.0' }))

    expect(code).toBe(1)
    expect(err).toMatch(/HOST must be 127\.0\.0\.1/)
  })
})
