import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { connectionLimits } from '../../../src/chat/shared/connection-limits.ts'
import { slackMaxBodyInBytes } from '../../../src/chat/slack/request-handler.ts'

/** Without it fewer clients come, none of those who wait for the server's timeout, and memory is not measured. */
const isBig = process.env.APPMEDIC_BIG === '1'
const clients = isBig ? 60 : 12
const bodyInBytes = 4 * 1024 * 1024

/** What is read of a body before it counts as large: two chunks of Node's 64 KB, and one more on its way. */
const unaskedInBytes = 3 * 64 * 1024
/** Of slow ones, four bodies are read as far as they may be, and the others to where they are large. */
const mostReadInBytes = clients * unaskedInBytes + connectionLimits.maxLargeBodies * slackMaxBodyInBytes

let child: ChildProcess
let port: number
const sockets: Socket[] = []

beforeAll(async () => {
  child = fork(fileURLToPath(new URL('./doors-child.ts', import.meta.url)), {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  })
  const [told] = (await once(child, 'message')) as [{ port: number }]
  port = told.port
})
afterEach(() => hangUp())
afterAll(async () => {
  const ended = once(child, 'exit')
  child.disconnect()
  await ended
})

const hangUp = (): void => {
  for (const socket of sockets.splice(0)) socket.destroy()
}

interface Measures {
  /** Bytes, of all connections since the start. */
  readonly read: number
  readonly open: number
  readonly rss: number
}

const measure = async (): Promise<Measures> => {
  child.send('measure')
  const [told] = (await once(child, 'message')) as [Measures]
  return told
}

const isHealthy = async (): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: 'close' } })).ok

const forged = (headers: Readonly<Record<string, string | number>>): string =>
  Object.entries({ Host: 'x', 'Content-Type': 'application/json', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

interface Attack {
  readonly at: string
  readonly path: string
  readonly headers: () => string
  readonly bodyInBytes?: number
  /** By the head alone nobody sees that it is forged. */
  readonly isRead?: boolean
}

/** As many bytes as the other side takes; `slow` keeps the last one back, for good. */
const send = ({ path, headers, bodyInBytes: size = bodyInBytes }: Attack, pace: 'slow' | 'fast'): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    const done = () => resolve()
    socket.on('error', done).on('close', done).on('data', done)
    socket.write(`POST ${path} HTTP/1.1\r\n${headers()}\r\n`)
    if (pace === 'fast') socket.write(Buffer.alloc(size, 'x'))
    else socket.write(Buffer.alloc(size - 1, 'x'), done)
  })

const attackWith = (attack: Attack, pace: 'slow' | 'fast') =>
  Promise.all(Array.from({ length: clients }, () => send(attack, pace)))

const signed = () => ({
  'X-Slack-Request-Timestamp': Math.floor(Date.now() / 1000),
  'X-Slack-Signature': `v0=${'0'.repeat(64)}`,
})
const token = (claims: object): string =>
  `Bearer ${[{ alg: 'RS256', kid: 'x' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${'A'.repeat(342)}`

const ofAnother = () => ({ Authorization: token({ iss: 'https://evil.example', aud: 'app', exp: 9e9 }) })

const attacks: readonly Attack[] = [
  {
    at: 'an address that nobody listens at',
    path: '/nothing',
    headers: () => forged({ 'Content-Length': bodyInBytes }),
  },
  { at: 'Slack, unsigned', path: '/slack/events', headers: () => forged({ 'Content-Length': bodyInBytes }) },
  {
    at: 'Slack, with a forged signature and a length that it takes',
    path: '/slack/events',
    headers: () => forged({ 'Content-Length': slackMaxBodyInBytes, ...signed() }),
    bodyInBytes: slackMaxBodyInBytes,
    isRead: true,
  },
  {
    at: 'Slack, with a forged signature and no length',
    path: '/slack/events',
    headers: () => forged({ 'Transfer-Encoding': 'chunked', ...signed() }).concat(`\r\n${bodyInBytes.toString(16)}`),
    bodyInBytes: slackMaxBodyInBytes,
    isRead: true,
  },
  {
    at: 'Teams, with a token of somebody else',
    path: '/api/messages',
    headers: () => forged({ 'Content-Length': 512 * 1024, ...ofAnother() }),
  },
  {
    at: 'the alerts, without the secret',
    path: '/api/alerts',
    headers: () => forged({ 'Content-Length': 512 * 1024 }),
  },
]
const cases = attacks.flatMap((attack) => (['slow', 'fast'] as const).map((pace) => [pace, attack.at, attack] as const))

const isReadNoFurther = async (pace: 'slow' | 'fast', attack: Attack): Promise<void> => {
  const before = await measure()

  await attackWith(attack, pace)
  expect(await isHealthy()).toBe(true)
  const during = await measure()
  hangUp()

  // Fast ones are read one after the other, each as far as it may be.
  const most = pace === 'fast' && attack.isRead ? clients * (slackMaxBodyInBytes + unaskedInBytes) : mostReadInBytes
  expect(during.read - before.read).toBeLessThan(most)
  await expect.poll(async () => (await measure()).open).toBe(0)
}

/** Whoever keeps back the end of a body that is read is sent away only after ten seconds. */
const isLong = ({ isRead }: Attack, pace: 'slow' | 'fast'): boolean => isRead === true && pace === 'slow'

const claim = '%s clients who send 4 MB to %s are read no further than the limits say'
it.each(cases.filter(([pace, , attack]) => !isLong(attack, pace)))(claim, (pace, _, attack) =>
  isReadNoFurther(pace, attack),
)
it.runIf(isBig).each(cases.filter(([pace, , attack]) => isLong(attack, pace)))(claim, (pace, _, attack) =>
  isReadNoFurther(pace, attack),
)

/** Pages, and so of the whole process: it is measured once, where nothing else runs beside it. */
it.runIf(isBig)('all of that costs less than 20 MiB, and gives it back', async () => {
  const allowedInBytes = 20 * 1024 * 1024
  for (const [pace, , attack] of cases) await attackWith(attack, pace).then(hangUp)
  const before = await measure()

  for (const [pace, at, attack] of cases) {
    await attackWith(attack, pace)
    // What is held stays held; pages that were only passed through go back when the allocator gets to it.
    let held = Number.POSITIVE_INFINITY
    const measureHeld = async () => {
      held = Math.min(held, (await measure()).rss - before.rss)
      return held
    }
    await expect.poll(measureHeld, { timeout: 10_000 }).toBeLessThan(allowedInBytes)
    hangUp()
    process.stdout.write(`RSS ${pace}, ${at}: +${Math.round(held / 1024)} KiB\n`)
  }

  await expect.poll(async () => (await measure()).rss - before.rss, { timeout: 20_000 }).toBeLessThan(allowedInBytes)
})
