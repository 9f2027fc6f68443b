import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { controlAddressOf, isForeignAddress } from '../../src/control/control-address.ts'
import { type ControlHandler, type ControlServer, startControlServer } from '../../src/control/control-server.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const directory = async (): Promise<string> => {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'appmedic-control-')))
  undo.push(() => rm(path, { recursive: true }))
  return path
}

const limits = { idleInMs: 60_000, lineInMs: 60_000, lineInBytes: 1_000, clients: 2 }
const echo: ControlHandler = async (request) => ({ request })

const listening = async (dataDir: string, handle = echo, its = limits): Promise<ControlServer> => {
  const server = await startControlServer(dataDir, handle, its)
  undo.push(() => server.stop())
  return server
}

const client = async (dataDir: string): Promise<{ socket: Socket; next: () => Promise<unknown> }> => {
  const { path } = await controlAddressOf(dataDir)
  const socket = createConnection(path)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  undo.push(async () => socket.destroy())
  return { socket, next: async () => JSON.parse((await lines.next()).value ?? 'null') }
}

test('answers a line with a line, and what goes wrong in words', async () => {
  const dataDir = await directory()
  await listening(dataDir, async (request) => {
    if (request === 1) throw new Error('not one')
    return { request }
  })
  const { socket, next } = await client(dataDir)

  socket.write('2\n1\n{nonsense\n')

  expect([await next(), await next(), await next()]).toEqual([
    { ok: true, request: 2 },
    { ok: false, problem: 'not one' },
    { ok: false, problem: 'The request is not JSON.' },
  ])
})

test('is for its owner alone, and gone once stopped', async () => {
  const dataDir = await directory()
  const server = await listening(dataDir)
  const { path } = await controlAddressOf(dataDir)

  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await server.stop()
  await expect(stat(path)).rejects.toThrow('ENOENT')
})

test('takes the place of a socket that a killed bot has left', async () => {
  const dataDir = await directory()
  const { path } = await controlAddressOf(dataDir)
  const killed = createServer().listen(path)
  await once(killed, 'listening')
  killed.close()
  await writeFile(path, '')

  await listening(dataDir)

  const { socket, next } = await client(dataDir)
  socket.write('3\n')
  expect(await next()).toEqual({ ok: true, request: 3 })
})

test('does one request at a time, whoever asks', async () => {
  const dataDir = await directory()
  let atOnce = 0
  let most = 0
  await listening(dataDir, async () => {
    atOnce += 1
    most = Math.max(most, atOnce)
    await new Promise((resolve) => setImmediate(resolve))
    atOnce -= 1
    return {}
  })
  const clients = [await client(dataDir), await client(dataDir)]

  for (const { socket } of clients) socket.write('1\n2\n3\n')
  for (const { next } of clients) await Promise.all([next(), next(), next()])

  expect(most).toBe(1)
})

test('sends away who says too much, takes too long over it, or comes when all places are taken', async () => {
  const dataDir = await directory()
  await listening(dataDir, echo, { ...limits, lineInMs: 1, clients: 1 })
  const long = await client(dataDir)
  long.socket.write('x'.repeat(1_001))
  expect(await long.next()).toEqual({ ok: false, problem: 'The request is too long.' })
  await once(long.socket, 'close')

  const slow = await client(dataDir)
  const crowded = await client(dataDir)
  expect(await crowded.next()).toBeNull()
  slow.socket.write('{"do":')
  expect(await slow.next()).toEqual({ ok: false, problem: 'The request took too long.' })
})

test('puts away what a client held as soon as it leaves', async () => {
  const dataDir = await directory()
  const leaving = deferred()
  await listening(dataDir, async (_, session) => {
    session.leftovers.add(async () => leaving.resolve())
    return {}
  })
  const { socket, next } = await client(dataDir)
  socket.write('1\n')
  await next()

  socket.destroy()

  await leaving.promise
})

test('a path that is too long for a socket gets a folder of its own, known to both sides', async () => {
  const dataDir = join(await directory(), 'deep'.repeat(30))
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'journal.db'), '')
  const address = await controlAddressOf(dataDir)
  const folder = dirname(address.path)

  const server = await listening(dataDir)
  const { socket, next } = await client(dataDir)
  socket.write('4\n')

  expect(await next()).toEqual({ ok: true, request: 4 })
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect(await isForeignAddress(address, join(dataDir, 'journal.db'))).toBe(false)
  await server.stop()
  await rm(folder, { recursive: true })
})

test('a folder in its place that somebody else has made is refused', async () => {
  const dataDir = join(await directory(), 'deep'.repeat(30))
  await mkdir(dataDir)
  const { folder = '' } = await controlAddressOf(dataDir)
  const elsewhere = await directory()
  await chmod(elsewhere, 0o777)
  await symlink(elsewhere, folder)
  undo.push(() => rm(folder))

  await expect(startControlServer(dataDir, echo)).rejects.toThrow('belongs to somebody else')
})

test('on Windows it is a pipe named after the directory', async () => {
  const dataDir = await directory()

  const { path } = await controlAddressOf(dataDir, 'win32')

  expect(path).toMatch(/^\\\\\.\\pipe\\appmedic-[0-9a-f]{20}$/)
  expect(path).not.toBe((await controlAddressOf(await directory(), 'win32')).path)
})

const deferred = () => {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
