import type { WebhookHead } from '../chat/types.ts'

/** The prefix lets a browser take it only from this very host, over HTTPS, for all of it. */
const cookieName = '__Host-appmedic-browser'
const lifetimeInSeconds = 3600
const browserId = /^[\w-]{43}$/

/** Which browser it is: all that it may do is kept here, never in the cookie. */
export const browserOf = ({ headers }: WebhookHead): string | undefined => {
  const sent = String(headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === cookieName)
  const [value] = sent.map(([, value = '']) => value)
  return sent.length === 1 && value !== undefined && browserId.test(value) ? value : undefined
}

/** `Lax`, since the identity provider sends the browser back from another site. */
export const browserCookie = (browser: string): Readonly<Record<string, string>> => ({
  'set-cookie': `${cookieName}=${browser}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${lifetimeInSeconds}`,
})
