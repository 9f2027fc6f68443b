import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../program.ts'
import { complaintsOf, hasChromium, openBrowser, picture } from './chromium.ts'

const usual = { width: 1100, height: 1000 }
const sizes = [
  { width: 375, height: 812 },
  { width: 1280, height: 900 },
]

/** Those of the folds that the README shows. */
const pictures: Readonly<Record<string, string>> = {
  'Changes and surroundings 1280': 'around',
  'Why not the others? 375': 'why-not',
}

/** What stands behind each button of the incident's card, when memory leaks. */
const folds: Readonly<Record<string, readonly RegExp[]>> = {
  'More evidence': [/memory/, /[+−] \w/],
  'Why not the others?': [/Ruled out/, /The plan has too little memory/, /A deployment broke the app: /],
  'Changes and surroundings': [/Instances/, /READY · running since/, /Other apps on the plan/, /contoso-admin/],
  'What was looked at': [/✓ App metrics · \d\d:\d\d \S+ · GET …/, /Baselines|usual/i, /in the portal/],
  'Files and collecting': [/files stay with this bot/, /processes\.json · .* · sha256 [0-9a-f]{12}/, /Collect more/],
}

/** A whole incident in the built program, by two people in one browser, as the README tells it. */
describe.skipIf(!hasChromium)('an incident in the browser', () => {
  let program: Program
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    program = await startProgram({ SIMULATOR_SPEED: '60', SIMULATOR_FAULTS: 'contoso-web=memory-leak' })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: usual, locale: 'en' })
    complaints = complaintsOf(page)
    await page.goto(program.url)
  })

  afterAll(async () => {
    await browser.close()
    await program.stop()
  })

  const actAs = (key: string) => page.getByLabel('Acting as').selectOption(key)
  const messages = () => page.getByRole('log')
  const button = (name: RegExp) => messages().getByRole('button', { name })
  const text = (words: RegExp) => messages().getByText(words).first()

  /** Opens each fold by its button, reads it, and closes it again. */
  const everythingIsOneTapAway = async () => {
    for (const [name, contents] of Object.entries(folds)) {
      const toggle = messages().getByRole('button', { name, exact: true })
      // The card may be made anew meanwhile; only the end of the id stays.
      const end = (await toggle.getAttribute('aria-controls'))?.replace(/^card-\d+/, '')
      const part = messages().locator(`[id$="${end}"]`)
      expect(await part.isVisible(), name).toBe(false)
      await toggle.click()
      await expect.poll(() => toggle.getAttribute('aria-expanded')).toBe('true')
      for (const words of contents) await expect.poll(() => part.textContent(), { message: name }).toMatch(words)
      for (const size of sizes) {
        await page.setViewportSize(size)
        await toggle.scrollIntoViewIfNeeded()
        await picture(page, pictures[`${name} ${size.width}`])
        expect(await sideways(), `${name} at ${size.width}`).toBe(0)
      }
      await page.setViewportSize(usual)
      await toggle.click()
      await expect.poll(() => part.isVisible()).toBe(false)
    }
  }

  /** How far the page can be pushed to the side: not at all, whatever is opened. */
  const sideways = () => page.locator('#scroller').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

  const collects = async (collector: string, file: RegExp) => {
    const toggle = messages().getByRole('button', { name: 'Files and collecting', exact: true })
    await toggle.click()
    await messages().getByLabel('Collect more').selectOption(collector)
    await button(/^Collect$/).click()
    await text(file).waitFor()
    expect(await toggle.getAttribute('aria-expanded')).toBe('true')
    await toggle.click()
  }

  it('goes from a message to verified recovery', { timeout: 90_000 }, async () => {
    await actAs('ada')
    await page.getByRole('textbox').first().fill('contoso-web is 503ing')
    await page.keyboard.press('Enter')
    await text(/INC-1/).waitFor()
    await picture(page, 'report')

    await text(/Memory leaks/).waitFor()
    await button(/^Soft restart/).waitFor()
    await picture(page, 'verdict')
    await everythingIsOneTapAway()
    await collects('analyses', /analyses\.txt · /)

    await button(/^Soft restart/).click()
    await button(/^Approve/).waitFor()
    await picture(page, 'proposal')

    await button(/^Approve/).click()
    await text(/Not done/).waitFor()
    await actAs('bram')
    await button(/^Approve/).click()
    await text(/Bram Jansen approved/).waitFor()
    await picture(page, 'approved')

    await text(/^🟢 Recovered|^Recovered/).waitFor({ timeout: 60_000 })
    await picture(page, 'recovered')

    expect(await messages().textContent()).not.toMatch(/Not recovered/)
    expect(complaints).toEqual([])
  })
})
