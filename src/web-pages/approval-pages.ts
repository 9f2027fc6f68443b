import { htmlResponse } from '../chat/shared/page-response.ts'
import type { WebhookEndpoint, WebhookHead, WebhookRequest, WebhookResponse, WebPage } from '../chat/types.ts'
import { messageOf } from '../i18n/message.ts'
import { type Language, languages, type Translate } from '../i18n/types.ts'
import type { Person } from '../incident/person.ts'
import type { ConfirmationResult, StepUpApprovals } from '../runbook/step-up-approvals.ts'
import type { SignedInUser, SignIn, SignInFailure } from '../sign-in/types.ts'
import { approvalPage } from '../views/pages/approval-page.ts'
import { messagePage, type PageMessage } from '../views/pages/message-page.ts'
import { refusalMessage, refusalNextStep } from '../views/refusal-view.ts'
import type { RenderContext } from '../views/render-context.ts'
import { isFromOurPage, isSameSecret } from './page-guards.ts'

export interface ApprovalPagesOptions {
  readonly approvals: Pick<StepUpApprovals, 'find' | 'confirm'>
  readonly signIn: SignIn
  /** Origin under which people reach us. */
  readonly publicUrl: string
  /** As the policy knows whoever signed in. */
  readonly personOf: (user: SignedInUser) => Person
  readonly say: (language: Language) => Translate
  readonly defaultLanguage: Language
  readonly renderContext: RenderContext
  /** Real milliseconds. */
  readonly now: () => number
  readonly newReference: () => string
  readonly log: { error(details: object, message: string): void }
}

export interface ApprovalPages {
  readonly pages: readonly WebPage[]
  readonly endpoints: readonly WebhookEndpoint[]
}

const approvalPath = '/approve'
const tokenPattern = /^[\w-]{43}$/
const againParameter = 'again'
const maxFormInBytes = 2_048

export const approvalUrl = (publicUrl: string, token: string): string =>
  // On this machine the local chat's own page leads there: its cards may hold no address over plain HTTP.
  `${publicUrl.startsWith('https:') ? publicUrl : ''}${pathOf(token)}`

const pathOf = (token: string): string => `${approvalPath}/${token}`

/** What an approval that takes a sign-in looks like in a browser: sign in, look, approve. */
export const createApprovalPages = (options: ApprovalPagesOptions): ApprovalPages => {
  const { approvals, signIn, publicUrl, personOf, say, renderContext, now } = options

  const sayFor = (head: WebhookHead): Translate => say(pageLanguage(head, options.defaultLanguage))

  const show: WebPage['show'] = async (head) => {
    const token = head.params.token ?? ''
    const open = tokenPattern.test(token) ? await approvals.find(token) : undefined
    if (open === undefined) return messageResponse(410, notApproved('gone'), sayFor(head))
    const session = signIn.sessionOf(head, pathOf(token))
    const isOther = session !== undefined && !open.isFor(personOf(session.user))
    const again = head.query?.has(againParameter) ?? false
    if (session === undefined || (isOther && again))
      return signIn.begin(head, { path: pathOf(token), ...open.required, fresh: again })
    const { user, csrfToken } = session
    if (isOther) return otherPerson(user, token, say(open.language))
    const fields = { token, hash: open.hash, csrf: csrfToken }
    const page = { ...open, signedInAs: user.name, target: approvalPath, fields }
    return htmlResponse(200, approvalPage(page, say(open.language), renderContext))
  }

  const confirm = async (request: WebhookRequest): Promise<WebhookResponse> => {
    const form = new URLSearchParams(new TextDecoder().decode(request.body))
    const token = form.get('token') ?? ''
    const session = signIn.sessionOf(request, pathOf(token))
    if (session === undefined || !isSameSecret(form.get('csrf') ?? '', session.csrfToken))
      return messageResponse(403, notApproved('foreign'), sayFor(request))
    signIn.endSession(request, pathOf(token))
    const open = await approvals.find(token)
    const { user } = session
    if (open !== undefined && !open.isFor(personOf(user))) return otherPerson(user, token, say(open.language))
    const result = await approvals.confirm(token, {
      hash: form.get('hash') ?? '',
      by: personOf(user),
      authenticatedInMsAgo: Math.max(0, now() - user.authenticatedAt),
      authenticationContexts: user.authenticationContexts,
    })
    return resultResponse(result, open === undefined ? sayFor(request) : say(open.language))
  }

  const orApology =
    <Request extends WebhookHead>(answer: (request: Request) => Promise<WebhookResponse>) =>
    async (request: Request): Promise<WebhookResponse> => {
      try {
        return await answer(request)
      } catch (error) {
        const reference = options.newReference()
        options.log.error({ err: error, reference }, 'a page could not be answered')
        const words = messageOf('page.failed', { reference })
        const message = { title: 'page.failed.title', words, next: messageOf('page.failed.next') }
        return messageResponse(500, message, sayFor(request))
      }
    }

  return {
    pages: [{ path: `${approvalPath}/:token`, show: orApology(show) }, signIn.callbackPage],
    endpoints: [
      {
        path: approvalPath,
        maxBodyInBytes: maxFormInBytes,
        contentTypes: ['application/x-www-form-urlencoded'],
        admit: async (head) =>
          isFromOurPage(head, publicUrl) ? undefined : messageResponse(403, notApproved('foreign'), sayFor(head)),
        serve: orApology(confirm),
      },
    ],
  }
}

/** Of the browser, where it is one of ours. */
export const pageLanguage = ({ headers }: WebhookHead, otherwise: Language): Language => {
  const wanted = String(headers['accept-language'] ?? '')
    .toLowerCase()
    .split(',')
  const spoken = wanted.flatMap((tag) => languages.find((language) => tag.trim().startsWith(language)) ?? [])
  return spoken[0] ?? otherwise
}

/** A sign-in that failed, as a page. */
export const signInFailureResponse = (failure: SignInFailure, say: Translate): WebhookResponse =>
  messageResponse(failure === 'unavailable' ? 503 : 403, notApproved(`sign-in.${failure}`), say)

/** Why a page approves nothing. */
type Obstacle = 'gone' | 'changed' | 'foreign' | 'other-person' | `sign-in.${SignInFailure}`

const notApproved = (obstacle: Obstacle, args?: Readonly<Record<string, string>>): PageMessage => ({
  title: 'page.refused.title',
  words: messageOf(`page.${obstacle}`, args),
  next: messageOf(`page.${obstacle}.next`),
})

/** Somebody may have two accounts, and Entra ID remembers the wrong one. */
const otherPerson = (user: SignedInUser, token: string, say: Translate): WebhookResponse => {
  const link = { title: 'page.other-person.again', path: `${pathOf(token)}?${againParameter}` }
  return messageResponse(403, { ...notApproved('other-person', { who: user.name }), link }, say)
}

const resultResponse = (result: ConfirmationResult, say: Translate): WebhookResponse => {
  switch (result.is) {
    case 'approved': {
      const approved = { title: 'page.approved.title', words: messageOf('page.approved') }
      return messageResponse(200, { ...approved, next: messageOf('page.approved.next') }, say)
    }
    case 'refused':
      return messageResponse(
        409,
        {
          title: 'page.refused.title',
          words: refusalMessage(result.refusal),
          next: refusalNextStep(result.refusal),
        },
        say,
      )
    case 'gone':
      return messageResponse(410, notApproved('gone'), say)
    case 'changed':
      return messageResponse(409, notApproved('changed'), say)
    default:
      return result satisfies never
  }
}

const messageResponse = (status: number, message: PageMessage, say: Translate): WebhookResponse =>
  htmlResponse(status, messagePage(message, say))
