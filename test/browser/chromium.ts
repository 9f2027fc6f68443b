import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const path = '/usr/bin/chromium'

export const hasChromium = existsSync(path)
if (!hasChromium) console.log(`Browser tests are skipped: there is no ${path}.`)

/** How long a page may take to show something, and a whole incident: for what hangs, since a busy machine takes its time. */
export const ceilingInMs = 120_000
export const incidentCeilingInMs = 400_000

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** Violations of the content security policy, uncaught errors and console errors of the page, as they come. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** Pictures for a person to look at, where a folder for them is named. */
export const picture = async (page: Page, name: string | undefined): Promise<void> => {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined || name === undefined) return
  const decoded = (images: readonly unknown[]) =>
    Promise.all(
      (images as readonly { decode(): Promise<void> }[]).map((image) => image.decode().catch(() => undefined)),
    )
  await page.locator('img').evaluateAll(decoded)
  await page.screenshot({ path: `${folder}/${name}.png` })
}
