/** What is read off the wire: the fields that tests look at. */
export interface Wire {
  readonly id: string
  readonly thread?: string
  readonly text?: string
  readonly card: { readonly summary: string; readonly json: { readonly images: Readonly<Record<string, string>> } }
  readonly messages: readonly Wire[]
  readonly person: { readonly key: string }
  readonly people: readonly object[]
  readonly error: string
  readonly message: string
  readonly reference: string
}

export interface Told {
  readonly id: string
  readonly name: string
  readonly data: Wire
}

export const wire = async (response: Response): Promise<Wire> => (await response.json()) as Wire

/** A browser as the server sees one: a cookie, requests with the page's header, and a stream of events. */

export const visit = async (url: string) => {
  const first = await fetch(`${url}session`)
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  const session = await wire(first)

  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-appmedic': '1', cookie, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  const listen = (headers: Record<string, string> = {}) => openStream(`${url}events`, { cookie, ...headers })

  return { cookie, session, send, listen, setCookie: first.headers.get('set-cookie') ?? '' }
}

const openStream = async (url: string, headers: Record<string, string>) => {
  const ended = new AbortController()
  const response = await fetch(url, { headers, signal: ended.signal })
  const events = read(response)

  /** The next event of that name; those before it are passed over. */
  const next = async (name: string): Promise<Told> => {
    for (;;) {
      const { value, done } = await events.next()
      if (done) throw new Error(`The stream ended before "${name}".`)
      if (value.name === name) return value
    }
  }
  return { status: response.status, next, close: () => ended.abort() }
}

async function* read(response: Response): AsyncGenerator<Told, undefined> {
  let rest = ''
  for await (const chunk of response.body ?? []) {
    const parts = (rest + Buffer.from(chunk).toString('utf8')).split('\n\n')
    rest = parts.pop() ?? ''
    yield* parts.flatMap(parse)
  }
  return undefined
}

const parse = (part: string): Told[] => {
  const field = (name: string) => part.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1]
  const [id, name, data] = [field('id'), field('event'), field('data')]
  return id === undefined || name === undefined || data === undefined ? [] : [{ id, name, data: JSON.parse(data) }]
}
