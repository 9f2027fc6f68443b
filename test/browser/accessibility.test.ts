import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../built-program.ts'
import { messageText } from '../message-text.ts'
import { ceilingInMs, hasChromium, incidentCeilingInMs, openBrowser, picture } from './chromium.ts'
import { said, saidAlone, saidFirst } from './said.ts'

const serious: readonly (string | null | undefined)[] = ['serious', 'critical']

/** An incident from the first page to its report: each state is held against axe in light and in dark, by keyboard alone. */
describe.skipIf(!hasChromium)('every state of the web chat', () => {
  let program: Program
  let browser: Browser
  let page: Page
  const found: string[] = []
  const states: string[] = []

  beforeAll(async () => {
    program = await startProgram({ SIMULATOR_SPEED: '60', SIMULATOR_FAULTS: 'contoso-web=memory-leak' })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 }, locale: 'en', reducedMotion: 'reduce' })
    page.setDefaultTimeout(ceilingInMs)
    await page.goto(program.url)
  })
  afterAll(async () => {
    await browser.close()
    await program.stop()
  })

  const examine = async (state: string, on: Page = page): Promise<void> => {
    states.push(state)
    for (const colorScheme of ['light', 'dark'] as const) {
      await on.emulateMedia({ colorScheme })
      await picture(on, `axe-${state}-${colorScheme}`)
      // Evaluated by the debugger, which the page's own content security policy does not bind.
      await on.evaluate(axe.source)
      const { violations } = await on.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
      found.push(
        ...violations
          .filter(({ impact }) => serious.includes(impact))
          .map(({ id, nodes }) => `${state}, ${colorScheme}: ${id} at ${nodes.map(({ html }) => html.slice(0, 160))}`),
      )
    }
  }

  const messages = () => page.getByRole('log')
  const button = (name: RegExp) => messages().getByRole('button', { name })
  const text = (words: RegExp) => messages().getByText(words).first()
  const actAs = (key: string) => page.getByLabel(messageText('en', 'web.acting-as')).selectOption(key)
  const press = async (name: RegExp) => {
    await button(name).focus()
    await page.keyboard.press('Enter')
  }
  const says = async (words: string) => {
    await page.getByRole('textbox').first().fill(words)
    await page.keyboard.press('Enter')
  }
  /** What the message says that the keyboard is in; nothing where the focus is lost. */
  const focusedMessage = async (): Promise<string> =>
    (await page.locator('article:focus-within, [role=article]:focus-within').last().textContent({ timeout: 5_000 })) ??
    ''

  it('has nothing serious for axe, and keeps the focus where the person is', {
    timeout: incidentCeilingInMs,
  }, async () => {
    await actAs('ada')
    await examine('welcome')
    await says('contoso-web is 503ing')
    await text(/INC-1/).waitFor()
    await examine('looking')
    await text(said('cause.memory-leak.title')).waitFor()
    await button(saidFirst('step.soft-restart.title')).waitFor()
    await examine('verdict')
    for (const fold of ['card.title.more', 'card.title.around', 'card.title.files']) await press(saidAlone(fold))
    await examine('unfolded')

    await press(saidFirst('step.soft-restart.title'))
    await button(saidAlone('card.button.approve')).waitFor()
    expect(await focusedMessage()).toMatch(said('cause.memory-leak.title'))
    await examine('proposal')

    await press(saidAlone('card.button.approve'))
    await text(said('refusal.title')).waitFor()
    expect(await focusedMessage()).toMatch(said('card.button.reject'))
    await examine('refusal')
    await actAs('bram')
    await press(saidAlone('card.emergency.title'))
    await examine('emergency form')
    await press(saidAlone('card.button.approve'))
    await text(said('card.approval.given', { who: 'Bram Jansen' })).waitFor()
    expect(await focusedMessage()).toMatch(said('card.approval.given', { who: 'Bram Jansen' }))
    await examine('running')

    await text(new RegExp(`^(🟢 )?${said('status.action.recovered').source}`)).waitFor()
    await examine('recovered')
    await says('how much memory did contoso-web use today?')
    await text(said('card.metric.MemoryPercentage')).waitFor()
    await examine('answer')

    const [report] = await Promise.all([
      page.context().waitForEvent('page'),
      messages()
        .getByRole('link', { name: saidAlone('card.button.report') })
        .first()
        .click(),
    ])
    await report.waitForLoadState()
    await examine('report', report)

    expect(states.length).toBeGreaterThanOrEqual(10)
    expect(found).toEqual([])
  })
})
