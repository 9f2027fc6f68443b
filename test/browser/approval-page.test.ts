import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageText } from '../message-text.ts'
import { type ApprovalWorld, bram, startApprovalWorld } from '../web-pages/approval-world.ts'
import { ceilingInMs, complaintsOf, hasChromium, openBrowser, picture } from './chromium.ts'

/** The address has to be known before there is a server at it. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

describe.skipIf(!hasChromium)('the approval page in a browser', () => {
  let browser: Browser
  let world: ApprovalWorld

  beforeAll(async () => {
    browser = await openBrowser()
    const port = await freePort()
    world = await startApprovalWorld({ publicUrl: `http://127.0.0.1:${port}`, port })
  })
  afterAll(async () => {
    await browser.close()
    await world.stop()
  })

  it('takes somebody with a phone through the sign-in to their approval', async () => {
    world.entra.user = bram
    const link = await world.pressesApprove('bram', await world.proposed())
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    page.setDefaultTimeout(ceilingInMs)
    await page.goto(new URL(link, world.publicUrl).href)
    await page.getByText(bram.name).waitFor()
    await picture(page, 'approval-page')

    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.querySelector("button")).cursor')).toBe('pointer') // styled
    await page.getByRole('button', { name: messageText('en', 'card.button.approve') }).click()
    await page.getByText(messageText('en', 'page.approved')).waitFor()
    await picture(page, 'approval-page-done')

    expect((await world.events()).filter(({ type }) => type === 'ApprovalGiven')).toHaveLength(1)
    expect(complaints).toEqual([])
    await context.close()
  })
})
