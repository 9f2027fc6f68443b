import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { breaches } from './slack-limits.ts'

/** Slack's side on loopback: takes what Slack would take, refuses what it would refuse, remembers everything. */
export interface Slack {
  /** As `slackApiUrl`. */
  readonly url: string
  readonly team: string
  readonly bot: string
  readonly token: string
  readonly secret: string
  readonly calls: readonly Call[]
  /** What stands in the channels now, in the order in which it was posted. */
  readonly messages: readonly Posted[]
  readonly whispers: readonly Whisper[]
  readonly modals: readonly View[]
  readonly homes: readonly View[]
  /** What was answered by a command's own way back. */
  readonly responses: readonly { readonly text: string }[]
  /** What was against a limit or a rule; a test that ends with any has failed. */
  readonly breaches: readonly string[]
  /** Of the PNGs that were uploaded. */
  readonly uploads: readonly { readonly id: string; readonly bytes: number }[]
  /** Answers in place of Slack; `lost` does it and answers 500, `hang` never answers. */
  misbehave: (method: string, args: Args) => Trouble | undefined
  /** What `users.info` says of somebody besides, by id: members in good standing where nothing is said. */
  readonly profiles: Map<string, Args>
  /** Holds back the answers of `users.info` until resolved. */
  profilesWait: Promise<void> | undefined
  /** Channels that the bot is not in. */
  readonly absent: Set<string>
  /** Where Socket Mode connects to, and the token that may ask for it. */
  openUrl: string
  appToken: string
  /** A request of Slack's, signed. */
  signed(body: string, more?: { at?: number; type?: string; signature?: string }): SignedRequest
  stop(): Promise<void>
}

export interface SignedRequest {
  readonly headers: Record<string, string>
  readonly body: Buffer
}
export type Args = Readonly<Record<string, unknown>>
export type Trouble =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly error: string }
  | 'lost'
  | 'hang up'
  | 'hang'
export interface Call {
  readonly method: string
  readonly args: Args
  readonly at: number
}
export interface Posted {
  readonly channel: string
  readonly ts: string
  readonly thread?: string
  readonly text: string
  readonly blocks: readonly Readonly<Record<string, unknown>>[]
  readonly edits: number
}
export interface Whisper {
  readonly channel: string
  readonly user: string
  readonly thread?: string
  readonly text: string
}
export interface View {
  readonly title: string
  readonly view: Args & { readonly blocks: readonly Args[] }
}

export const people = {
  ada: { id: 'U0ADA', name: 'Ada de Vries', locale: 'en-GB' },
  bram: { id: 'U0BRAM', name: 'Bram Jansen', locale: 'en-US' },
  chloe: { id: 'U0CHLOE', name: 'Chloé Martin', locale: 'nl-NL' },
  mallory: { id: 'U0MALLORY', name: 'Mallory', locale: 'en-US' },
} as const
export type Who = keyof typeof people

export const startSlack = async (now: () => number, enterprise?: string): Promise<Slack> => {
  const team = 'T0CONTOSO'
  const bot = 'U0BOT'
  const token = 'xoxb-test'
  const secret = '8f742231b10e8888abcd99yyyzzz85a5'
  const calls: Call[] = []
  const messages: Posted[] = []
  const whispers: Whisper[] = []
  const modals: View[] = []
  const homes: View[] = []
  const responses: { text: string }[] = []
  const found: string[] = []
  const uploads: { id: string; bytes: number }[] = []
  const looks = new Map<string, number>()
  const lastPost = new Map<string, number>()
  const absent = new Set<string>()
  const profiles = new Map<string, Args>()
  let count = 0
  const next = (): number => {
    count += 1
    return count
  }

  const checked = (method: string, args: Args, surface: 'message' | 'view', blocks: unknown): string | undefined => {
    const wrong = breaches(Array.isArray(blocks) ? blocks : [], surface)
    const bad = JSON.stringify(blocks ?? []).includes('slack_file') ? notReady(JSON.stringify(blocks), looks) : []
    const text = surface === 'message' && typeof args.text !== 'string' ? ['no text'] : []
    found.push(...[...wrong, ...bad, ...text].map((what) => `${method}: ${what}`))
    return wrong.length + bad.length > 0 ? 'invalid_blocks' : undefined
  }

  const methods: Readonly<Record<string, (args: Args) => Args>> = {
    'auth.test': () => ({
      team_id: team,
      enterprise_id: enterprise,
      user_id: bot,
      bot_id: 'B0BOT',
      url: 'https://contoso.slack.com/',
    }),
    'bots.info': () => ({ bot: { id: 'B0BOT', app_id: 'A0APPMEDIC' } }),
    'users.info': ({ user }) => {
      const known = Object.values(people).find(({ id }) => id === user)
      const more = profiles.get(String(user))
      if (known === undefined && more === undefined) return { error: 'user_not_found' }
      const { locale = 'en-US', name = String(user) } = known ?? {}
      return {
        user: {
          id: user,
          team_id: team,
          name: String(user).toLowerCase(),
          locale,
          profile: { display_name: name },
          ...{ deleted: false, is_bot: false, is_app_user: false, is_restricted: false, is_ultra_restricted: false },
          ...more,
        },
      }
    },
    'chat.postMessage': (args) => {
      const channel = String(args.channel)
      if (absent.has(channel)) return { error: 'not_in_channel' }
      const wrong = checked('chat.postMessage', args, 'message', args.blocks)
      if (wrong !== undefined) return { error: wrong }
      const at = now()
      if (at < (lastPost.get(channel) ?? 0) + 1_000) found.push(`two posts to ${channel} within a second`)
      lastPost.set(channel, at)
      const ts = `${Math.floor(at / 1000)}.${String(next()).padStart(6, '0')}`
      const direct = channel.startsWith('U') ? `D${channel.slice(1)}` : channel
      messages.push({
        channel: direct,
        ts,
        ...(args.thread_ts === undefined ? {} : { thread: String(args.thread_ts) }),
        text: String(args.text),
        blocks: args.blocks as Posted['blocks'],
        edits: 0,
      })
      return { channel: direct, ts }
    },
    'chat.update': (args) => {
      const wrong = checked('chat.update', args, 'message', args.blocks)
      if (wrong !== undefined) return { error: wrong }
      const index = messages.findIndex(({ ts, channel }) => ts === args.ts && channel === args.channel)
      const old = messages[index]
      if (old === undefined) return { error: 'message_not_found' }
      messages[index] = {
        ...old,
        text: String(args.text),
        blocks: args.blocks as Posted['blocks'],
        edits: old.edits + 1,
      }
      return { ts: args.ts, channel: args.channel }
    },
    'chat.postEphemeral': (args) => {
      if (absent.has(String(args.channel))) return { error: 'not_in_channel' }
      const wrong = checked('chat.postEphemeral', args, 'message', args.blocks)
      if (wrong !== undefined) return { error: wrong }
      const thread = args.thread_ts === undefined ? {} : { thread: String(args.thread_ts) }
      whispers.push({ channel: String(args.channel), user: String(args.user), ...thread, text: String(args.text) })
      return { message_ts: '1.1' }
    },
    'conversations.history': ({ channel }) => ({ messages: messages.filter((one) => one.channel === channel) }),
    'conversations.replies': ({ channel, ts }) => ({
      messages: messages.filter((one) => one.channel === channel && (one.ts === ts || one.thread === ts)),
    }),
    'files.getUploadURLExternal': () => {
      const id = `F${next()}`
      return { file_id: id, upload_url: `${url}upload/${id}` }
    },
    'files.completeUploadExternal': (args) => {
      if (args.channel_id !== undefined || args.channels !== undefined) found.push('a file was shared')
      return { files: args.files }
    },
    // Slack looks at a file for a while before it knows what it is.
    'files.info': ({ file }) => {
      const looked = (looks.get(String(file)) ?? 0) + 1
      looks.set(String(file), looked)
      return { file: { id: file, mimetype: looked < 3 ? '' : 'image/png' } }
    },
    'views.open': (args) => openView('views.open', args, modals),
    'views.publish': (args) => openView('views.publish', args, homes),
  }

  const openView = (method: string, args: Args, into: View[]): Args => {
    const view = args.view as View['view']
    const wrong = checked(method, args, 'view', view.blocks)
    if (wrong !== undefined) return { error: wrong }
    into.push({ title: String((view.title as { text?: string } | undefined)?.text ?? ''), view })
    return { view: { id: `V${next()}` } }
  }

  const server = createServer(async (request, response) => {
    const body = await read(request)
    const path = (request.url ?? '').replace('/api/', '')
    const json = (status: number, answer: Args, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(answer))
    }
    if (path.startsWith('upload/')) {
      const png = body.subarray(body.indexOf('\r\n\r\n') + 4)
      uploads.push({ id: path.slice('upload/'.length), bytes: png.byteLength })
      return void response.writeHead(200).end('OK')
    }
    if (path.startsWith('respond/')) {
      responses.push(JSON.parse(body.toString()))
      return void response.writeHead(200).end('ok')
    }
    const args = argsIn(body.toString())
    calls.push({ method: path, args, at: now() })
    if (path === 'users.info') await slack.profilesWait
    const trouble = slack.misbehave(path, args)
    if (trouble === 'hang up') return void request.socket.destroy()
    if (trouble === 'hang') return
    if (trouble !== undefined && trouble !== 'lost') {
      if ('error' in trouble) return json(200, { ok: false, ...trouble })
      const headers = trouble.retryAfter === undefined ? {} : { 'retry-after': String(trouble.retryAfter) }
      return json(trouble.status, {}, headers as Record<string, string>)
    }
    if (path === 'apps.connections.open' && request.headers.authorization === `Bearer ${slack.appToken}`)
      return json(200, { ok: true, url: slack.openUrl })
    if (request.headers.authorization !== `Bearer ${token}`) return json(200, { ok: false, error: 'invalid_auth' })
    const answer = methods[path]?.(args) ?? { error: 'unknown_method' }
    if (trouble === 'lost') return json(500, {})
    return json(200, { ok: answer.error === undefined, ...answer })
  })
  // A busy machine closes a connection that rests for five seconds just as the bot takes it up again.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`

  const slack: Slack = {
    url,
    team,
    bot,
    token,
    secret,
    calls,
    messages,
    whispers,
    modals,
    homes,
    responses,
    breaches: found,
    uploads,
    absent,
    profiles,
    profilesWait: undefined,
    openUrl: '',
    appToken: '',
    misbehave: () => undefined,
    signed: (body, { at = Math.floor(now() / 1000), type = 'application/json', signature } = {}) => ({
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': signature ?? `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
      },
      body: Buffer.from(body),
    }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return slack
}

/** A file that Slack has not looked at yet makes the whole message invalid. */
const notReady = (blocks: string, looks: ReadonlyMap<string, number>): readonly string[] =>
  [...blocks.matchAll(/"slack_file":\{"id":"(\w+)"\}/g)].flatMap(([, id = '']) =>
    (looks.get(id) ?? 0) < 3 ? [`invalid slack file ${id}`] : [],
  )

const argsIn = (form: string): Args =>
  Object.fromEntries(
    [...new URLSearchParams(form)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  )

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
