/**
 * Characters that steer a renderer instead of being read: controls, bidi overrides and isolates, tags, soft hyphens.
 * The two joiners stay: Persian and emoji cannot be written without them.
 */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu

/**
 * Makes a text from outside fit to be shown: one line, no invisible characters, at most `longest` code points, and no
 * `{{`, which Teams executes (`{{DATE(…)}}`) wherever it stands. It may still hold markup: it belongs in a TextRun only.
 */
export const sanitizeText = (text: string, longest = 300): string => {
  const line = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(invisible, '')
    .replace(/ {2,}/g, ' ')
    .replace(/\{(?=\{)/g, '{ ')
    .trim()
  if (line.length <= longest) return line
  const points = Array.from(line)
  return points.length <= longest
    ? line
    : `${points
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}

/** As `plain`, for text inside HTML and SVG, attributes too. */
export const markupText = (text: string, longest = 60): string =>
  sanitizeText(text, longest).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** As `plain`, for text inside Markdown: no sign of it can open markup, a link, a mention or a table cell. */
export const markdownText = (text: string, longest = 600): string =>
  sanitizeText(text, longest)
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')
    .replace(/[\\`*_{}[\]()#!|~@$:^]/g, '\\$&')
    .replace(/^[-+=.]/, '\\$&')
    .replace(/^(\d+)\./, '$1\\.')
    .replace(/\bwww\./gi, 'www\\.')

/**
 * As `plain`, for a heading, which is Markdown on some platforms and plain text on others: what could open markup or a
 * link is left out, since an escape would be read on the others.
 */
export const headingText = (text: string, longest = 120): string =>
  sanitizeText(text, longest)
    .replace(/[^\p{L}\p{M}\p{N} .,:;%/'’“”()–…+×-]/gu, '')
    .replace(/:\/\/|\bwww\./gi, ' ')
    .replace(/^(?:[-+]|\d+[.)])\s/, '')
    .replace(/ {2,}/g, ' ')
    .trim()

/** Only https and paths of our own may be opened from a card. */
export const safeUrl = (url: string): string | undefined => {
  if (/^\/(?![/\\])[\w\-./~%?&=]*(?:#[\w-]*)?$/.test(url)) return url
  if (!/^https:\/\//i.test(url) || !URL.canParse(url)) return undefined
  return new URL(url).href
}

/** Where findings come from may be looked at in Azure's own portal, and nowhere else. */
export const portalUrl = (url: string): string | undefined => {
  if (!/^https:\/\/portal\.azure\.com\//i.test(url) || !URL.canParse(url)) return undefined
  const { host, username, password, href } = new URL(url)
  if (host !== 'portal.azure.com' || username !== '' || password !== '') return undefined
  return href.replace(/[<>()[\]\\|"`\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
