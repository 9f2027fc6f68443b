import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { controlAddressOf, isForeignAddress } from '../../control/control-address.ts'
import type { ControlRequest } from '../../control/requests.ts'

/** A line to the Appmedic that runs on a directory. */
export interface ControlClient {
  /** Throws what it says is in the way. */
  ask<Answer>(request: ControlRequest): Promise<Answer>
  close(): void
}

/** Calls the Appmedic that runs on this directory; `undefined` where none does. */
export const callAppmedic = async (dataDir: string): Promise<ControlClient | undefined> => {
  const socket = await connect(dataDir).catch(undefinedIfNobody)
  if (socket === undefined) return undefined
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  return {
    ask: async <Answer>(request: ControlRequest) => {
      socket.write(`${JSON.stringify(request)}\n`)
      const { value, done } = await lines.next()
      if (done === true)
        throw new Error('Appmedic hung up: it was stopped, or is busy with another command. Try again.')
      const { ok, problem, ...answer } = JSON.parse(value)
      if (ok !== true) throw new Error(problem)
      return answer as Answer
    },
    close: () => socket.destroy(),
  }
}

const connect = async (dataDir: string): Promise<Socket> => {
  const address = await controlAddressOf(dataDir)
  if (await isForeignAddress(address, join(dataDir, 'journal.db')))
    throw new Error(`${address.path} does not belong to the owner of the journal: find out who put it there.`)
  const socket = createConnection(address.path)
  await once(socket, 'connect')
  // Who hangs up midway is told by the end of the lines.
  socket.on('error', () => socket.destroy())
  return socket
}

/** No such directory, no socket, or one whose bot was killed. */
const undefinedIfNobody = (error: NodeJS.ErrnoException): undefined => {
  if (['ENOENT', 'ECONNREFUSED', 'ENOTDIR'].includes(error.code ?? '')) return undefined
  throw error
}
