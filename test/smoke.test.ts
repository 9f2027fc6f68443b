import { describe, expect, it } from 'vitest'
import { outputOf, runProgram, startProgram } from './program.ts'

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

  it('says so when a platform is configured that it does not speak yet', async () => {
    const { code, err } = await outputOf(
      runProgram([], { SLACK_BOT_TOKEN: 'xoxb-123456789', SLACK_APP_TOKEN: 'xapp-123456789' }),
    )

    expect(code).toBe(1)
    expect(err).toMatch(/Slack is configured, but this version/)
  })

  it('refuses to listen where others could reach it', async () => {
    const { code, err } = await outputOf(runProgram([], { HOST: '0.0.0.0' }))

    expect(code).toBe(1)
    expect(err).toMatch(/HOST must be 127\.0\.0\.1/)
  })
})
