/** As much of a browser as signing in takes: cookies by origin, redirects, forms. */
export interface HttpBrowser {
  open(url: string): Promise<OpenedPage>
  /** Presses the page's button. What is given takes the place of what the form or the browser would send. */
  submit(page: OpenedPage, changes?: SubmitChanges): Promise<OpenedPage>
  /** Follows no redirect from this address on. */
  stopAt(prefix: string | undefined): void
  readonly cookies: Map<string, Map<string, string>>
}

export interface OpenedPage {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export interface SubmitChanges {
  readonly fields?: Readonly<Record<string, string>>
  /** `null` leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>
}

/** `hosts` says where an origin of the world is found on this machine. */
export const createHttpBrowser = (hosts: Readonly<Record<string, () => string>>): HttpBrowser => {
  const cookies = new Map<string, Map<string, string>>()
  let border: string | undefined

  type Init = RequestInit & { headers: Record<string, string> }

  const send = async (url: URL, init: Init, redirects = 0): Promise<OpenedPage> => {
    if (redirects > 20) throw new Error(`too many redirects, the last to ${url}`)
    const jar = cookies.get(url.origin) ?? new Map<string, string>()
    cookies.set(url.origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const local = new URL(url.pathname + url.search, hosts[url.origin]?.() ?? url.origin)
    const headers = { ...init.headers, ...(cookie === '' ? {} : { cookie }) }
    const response = await fetch(local, { ...init, headers, redirect: 'manual' })
    for (const sent of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (sent.split(';')[0] ?? '').split(/=(.*)/s)
      if (/expires=Thu, 01 Jan 1970/i.test(sent)) jar.delete(name)
      else jar.set(name, value)
    }
    const page = { url: url.href, status: response.status, headers: response.headers, body: await response.text() }
    const location = response.headers.get('location')
    if (location === null || response.status < 300 || response.status > 399) return page
    const next = new URL(location, url)
    if (border !== undefined && next.href.startsWith(border)) return { ...page, url: next.href }
    return send(next, { headers: { 'accept-language': 'en' } }, redirects + 1)
  }

  return {
    cookies,
    stopAt: (prefix) => {
      border = prefix
    },
    open: (url) => send(new URL(url), { headers: { 'accept-language': 'en' } }),
    submit: (page, { fields = {}, headers = {} } = {}) => {
      const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page.body) ?? []
      const inputs = [...page.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
      const form = Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]))
      const { origin } = new URL(page.url)
      const sent = { origin, 'sec-fetch-site': 'same-origin', 'accept-language': 'en', ...headers }
      return send(new URL(action, page.url), {
        method: 'POST',
        body: new URLSearchParams({ ...form, ...fields }),
        headers: Object.fromEntries(
          Object.entries(sent).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
        ),
      })
    },
  }
}
