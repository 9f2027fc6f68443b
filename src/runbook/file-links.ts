import type { ChatInput } from '../chat/types.ts'
import type { Language } from '../i18n/types.ts'
import { personKeyOf } from '../incident/approval/policy.ts'
import { sha256Hex } from '../incident/canonical-json.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import { type FileLink, fileLinksView } from '../views/file-links-view.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { Responder } from './responder.ts'
import type { RunbookDependencies } from './types.ts'

/** What the page of a link shows. */
export interface OfferedFile {
  readonly incident: Incident
  readonly fileName: string
  /** Id of the file in the store, or `report`. */
  readonly file: string
  readonly language: Language
  readonly expiresAt: Instant
  /** True for an identity of the very person of the policy who was given it. */
  isFor(identity: Person): boolean
}

export interface FileLinks {
  /** False where nobody can sign in: then no file leaves by a link. */
  readonly isThere: boolean
  /** Tells whoever asked, and nobody else, where they find these files; the policy decides which. */
  offer(input: ChatInput, incident: Incident, ...files: readonly string[]): Promise<void>
  find(token: string): Promise<OfferedFile | undefined>
  /** Once a link, whatever comes of it; the policy decides, by what it says now. `undefined` where it is good for nothing. */
  open(token: string): Promise<OfferedFile | undefined>
}

/** As long as a sign-in may take; of real time, which practice runs faster than. */
const linkLifetimeInMs = 10 * 60_000
/** Clients show no more in a row. */
const mostLinks = 5

export const createFileLinks = (
  { approvalLinks, clock, policy, renderContext, say }: RunbookDependencies,
  { scheduler, responder }: { readonly scheduler: EffectScheduler; readonly responder: Responder },
): FileLinks => {
  const { repository } = scheduler

  const give = async (input: ChatInput, incident: string, file: string): Promise<readonly FileLink[]> => {
    if (approvalLinks === undefined) return []
    // The incident stands in it, so that any replica finds it; what it is known by is random, and kept as a hash.
    const token = `${incident}.${approvalLinks.newToken()}`
    const expiresAt = clock.now() + linkLifetimeInMs * (renderContext.speed ?? 1)
    const { person: by, place } = input
    const command = { type: 'GiveFileLink', link: sha256Hex(token), file, expiresAt, by, place } as const
    const after = await responder.commit(input, incident, command, { isFirst: false })
    const given = after?.fileLinks?.find(({ link }) => link === command.link)
    return given === undefined ? [] : [{ title: given.fileName, url: approvalLinks.urlOfFile(token) }]
  }

  const offer: FileLinks['offer'] = async (input, incident, ...files) => {
    const links: FileLink[] = []
    for (const file of files.slice(-mostLinks)) links.push(...(await give(input, incident.id, file)))
    if (links.length > 0) await responder.tell(input, fileLinksView(links, say(responder.languageOf(input))))
  }

  const find: FileLinks['find'] = async (token) => {
    const incident = await repository.load(incidentIn(token))
    const given = incident?.fileLinks?.find(({ link }) => link === sha256Hex(token))
    if (incident === undefined || given === undefined || given.opened || given.expiresAt <= clock.now())
      return undefined
    const { file, fileName, expiresAt, by } = given
    const rules = policy()
    const key = rules === undefined ? undefined : personKeyOf(rules, by)
    const isFor = (identity: Person): boolean =>
      key !== undefined && rules !== undefined && personKeyOf(rules, identity) === key
    return { incident, file, fileName, expiresAt, language: incident.language, isFor }
  }

  const open: FileLinks['open'] = async (token) => {
    const found = await find(token)
    const link = sha256Hex(token)
    const given = found?.incident.fileLinks?.find((one) => one.link === link)
    if (found === undefined || given === undefined) return undefined
    const { by, place } = given
    const committed = await repository.commit(found.incident.id, { type: 'OpenFile', link, by, place })
    return committed.is === 'done' && committed.events.some(({ type }) => type === 'FileOpened') ? found : undefined
  }

  return { isThere: approvalLinks !== undefined, offer, find, open }
}

const incidentIn = (token: string): string => /^INC-\d{1,9}(?=\.)/.exec(token)?.[0] ?? ''
