import { resolve } from 'node:path'
import { type ControlHandler, type ControlServer, type ControlSession, startControlServer } from './control-server.ts'
import { createJournalCopies, type JournalCopies } from './journal-copies.ts'
import { type BackupAnswer, type ControlRequest, controlRequest } from './requests.ts'

export type { ControlServer } from './control-server.ts'

export interface ControlOptions {
  readonly dataDir: string
  /** Writes a consistent copy to a file that does not exist yet. */
  readonly backup: (file: string) => Promise<void>
  /** Says what an erasure would do. */
  readonly planErasure: (request: Asked<'plan-erasure'>) => Promise<object>
  readonly erase: (order: Asked<'erase'>) => Promise<object>
}

type Asked<Kind extends ControlRequest['do']> = Extract<ControlRequest, { do: Kind }>

/** The running bot's ear for commands of its own machine. */
export const startControl = async (options: ControlOptions): Promise<ControlServer> => {
  const copies = createJournalCopies(resolve(options.dataDir))
  await copies.removeAll()
  return startControlServer(options.dataDir, handlerOf(options, copies))
}

const handlerOf =
  (options: ControlOptions, copies: JournalCopies): ControlHandler =>
  async (asked, session) => {
    const request = controlRequest.safeParse(asked).data
    switch (request?.do) {
      case 'backup':
        return lend(options, copies, session)
      case 'plan-erasure':
        return options.planErasure(request)
      case 'erase':
        return options.erase(request)
      case undefined:
        throw new Error('The running Appmedic does not know this request: is it of another version?')
      default:
        return request satisfies never
    }
  }

/** One at a time to a client, so that nobody fills the disk. */
const lend = async (
  { backup }: ControlOptions,
  copies: JournalCopies,
  session: ControlSession,
): Promise<BackupAnswer> => {
  for (const undo of session.leftovers) await undo()
  session.leftovers.clear()
  const path = await copies.place()
  session.leftovers.add(() => copies.remove(path).catch(() => undefined))
  await backup(path)
  return { path }
}
