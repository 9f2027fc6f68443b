import type { EvidenceDownload } from '../chat/platform-module.ts'
import { htmlResponse } from '../chat/shared/page-response.ts'
import type { WebhookEndpoint, WebhookHead, WebhookRequest, WebhookResponse, WebPage } from '../chat/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Language, Translate } from '../i18n/types.ts'
import type { Person } from '../incident/person.ts'
import type { FileLinks, OfferedFile } from '../runbook/file-links.ts'
import type { SignedInUser, SignIn } from '../sign-in/types.ts'
import { filePage } from '../views/pages/file-page.ts'
import { messagePage } from '../views/pages/message-page.ts'
import { pageLanguage } from './approval-pages.ts'
import { isFromOurPage, isSameSecret } from './page-guards.ts'

export interface FilePagesOptions {
  readonly links: Pick<FileLinks, 'find' | 'open'>
  /** What was opened, read at last; nothing where it is gone. */
  readonly contentOf: (file: OfferedFile) => Promise<EvidenceDownload | undefined>
  readonly signIn: SignIn
  /** Origin under which people reach us. */
  readonly publicUrl: string
  readonly personOf: (user: SignedInUser) => Person
  readonly say: (language: Language) => Translate
  readonly defaultLanguage: Language
}

const filePath = '/files'
const tokenPattern = /^INC-\d{1,9}\.[\w-]{43}$/
const maxFormInBytes = 2_048
/** Ours: whoever signed in this morning need not do so again. */
const maxSignInAgeInMs = 8 * 60 * 60_000

export const fileUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.startsWith('https:') ? publicUrl : ''}${pathOf(token)}`

const pathOf = (token: string): string => `${filePath}/${token}`

/** A link to a file in a browser: sign in, see which it is, open it. Robots that look at links see a sign-in. */
export const createFilePages = (
  options: FilePagesOptions,
): { readonly pages: readonly WebPage[]; readonly endpoints: readonly WebhookEndpoint[] } => {
  const { links, contentOf, signIn, publicUrl, personOf, say, defaultLanguage } = options
  const sayFor = (head: WebhookHead): Translate => say(pageLanguage(head, defaultLanguage))

  const findOffered = async (token: string): Promise<OfferedFile | undefined> =>
    tokenPattern.test(token) ? links.find(token) : undefined

  const show: WebPage['show'] = async (head) => {
    const token = head.params.token ?? ''
    const offered = await findOffered(token)
    if (offered === undefined) return closed(410, 'gone', sayFor(head))
    const session = signIn.sessionOf(head, pathOf(token))
    if (session === undefined) return signIn.begin(head, { path: pathOf(token), maxAgeInMs: maxSignInAgeInMs })
    if (!offered.isFor(personOf(session.user))) return closed(403, 'other-person', say(offered.language))
    const { incident, fileName, language } = offered
    const fields = { token, csrf: session.csrfToken }
    const page = { incident: incident.id, fileName, signedInAs: session.user.name, target: filePath, fields }
    return htmlResponse(200, filePage(page, say(language)))
  }

  const open = async (request: WebhookRequest): Promise<WebhookResponse> => {
    const form = new URLSearchParams(new TextDecoder().decode(request.body))
    const token = form.get('token') ?? ''
    const offered = await findOffered(token)
    const session = signIn.sessionOf(request, pathOf(token))
    if (session === undefined || !isSameSecret(form.get('csrf') ?? '', session.csrfToken))
      return closed(403, 'foreign', sayFor(request))
    signIn.endSession(request, pathOf(token))
    if (offered === undefined) return closed(410, 'gone', sayFor(request))
    if (!offered.isFor(personOf(session.user))) return closed(403, 'other-person', say(offered.language))
    const opened = await links.open(token)
    const content = opened === undefined ? undefined : await contentOf(opened)
    return content === undefined ? closed(410, 'gone', say(offered.language)) : downloadResponse(content)
  }

  return {
    pages: [{ path: `${filePath}/:token`, show }],
    endpoints: [
      {
        path: filePath,
        maxBodyInBytes: maxFormInBytes,
        contentTypes: ['application/x-www-form-urlencoded'],
        admit: async (head) => (isFromOurPage(head, publicUrl) ? undefined : closed(403, 'foreign', sayFor(head))),
        serve: open,
      },
    ],
  }
}

/** A file is only ever downloaded: nothing that an app wrote is shown as a page of ours. */
const downloadResponse = ({ fileName, contentType, sizeInBytes, body }: EvidenceDownload): WebhookResponse => ({
  status: 200,
  headers: {
    'content-type': contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName.replace(/[\\/]/g, '_'))}`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(sizeInBytes === undefined ? {} : { 'content-length': String(sizeInBytes) }),
  },
  stream: body instanceof Uint8Array ? [body] : body,
})

const closed = (status: number, why: 'gone' | 'foreign' | 'other-person', say: Translate): WebhookResponse =>
  htmlResponse(
    status,
    messagePage(
      { title: 'page.file.closed', words: messageOf(`page.file.${why}`), next: messageOf('page.file.again') },
      say,
    ),
  )
