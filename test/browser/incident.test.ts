import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../program.ts'
import { complaintsOf, hasChromium, openBrowser, picture } from './chromium.ts'

/** A whole incident in the built program, by two people in one browser, as the README tells it. */
describe.skipIf(!hasChromium)('an incident in the browser', () => {
  let program: Program
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    program = await startProgram({ SIMULATOR_SPEED: '120' })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 }, locale: 'en' })
    complaints = complaintsOf(page)
    await page.goto(program.url)
  })

  afterAll(async () => {
    await browser.close()
    await program.stop()
  })

  const actAs = (key: string) => page.getByLabel('Acting as').selectOption(key)
  const button = (name: RegExp) => page.getByRole('button', { name }).last()

  it('goes from a message to verified recovery', { timeout: 90_000 }, async () => {
    await actAs('ada')
    await page.getByRole('textbox').first().fill('contoso-web is 503ing')
    await page.keyboard.press('Enter')
    await page.getByText('INC-1').first().waitFor()
    await picture(page, 'report')

    await page.getByText(/CPU/).first().waitFor()
    await button(/scale out/i).waitFor()
    await picture(page, 'verdict')

    await button(/scale out/i).click()
    await button(/^approve/i).waitFor()
    await picture(page, 'proposal')

    await actAs('bram')
    await button(/^approve/i).click()
    await page
      .getByText(/approved/i)
      .last()
      .waitFor()
    await picture(page, 'approved')

    await page
      .getByText(/recovered/i)
      .last()
      .waitFor({ timeout: 60_000 })
    await picture(page, 'recovered')

    expect(complaints).toEqual([])
  })
})
