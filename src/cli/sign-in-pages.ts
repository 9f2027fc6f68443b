import { randomBytes } from 'node:crypto'
import { entraPlatformName } from '../chat/index.ts'
import type { ChatLogger } from '../chat/shared/chat-logger.ts'
import type { AppmedicSettings } from '../compose.ts'
import type { ComposedDependencies } from '../composition/platform-dependencies.ts'
import type { Config } from '../config/index.ts'
import type { Policy } from '../incident/approval/policy.ts'
import type { Person } from '../incident/person.ts'
import { createSignIn, signInCallbackPath } from '../sign-in/index.ts'
import { createRelyingParty } from '../sign-in/relying-party.ts'
import type { SignedInUser } from '../sign-in/types.ts'
import {
  type ApprovalPages,
  approvalUrl,
  createApprovalPages,
  pageLanguage,
  signInFailureResponse,
} from '../web-pages/approval-pages.ts'
import { createFilePages, fileUrl } from '../web-pages/file-pages.ts'

interface SignInSurroundings {
  /** Entra ID's own where absent. */
  readonly issuer?: string
  readonly now?: () => number
}

/** The pages on which people sign in and approve; none where signing in is not set up. */
export const createSignInPages = (
  { signIn: settings, language }: Pick<Config, 'signIn' | 'language'>,
  { stepUpApprovals: approvals, fileLinks: links, contentOf, say, renderContext }: ComposedDependencies,
  log: Pick<ChatLogger, 'error'>,
  { issuer, now = Date.now }: SignInSurroundings = {},
): ApprovalPages => {
  if (settings === undefined) return { pages: [], endpoints: [] }
  const { publicUrl, tenantId } = settings
  const redirectUri = `${publicUrl}${signInCallbackPath}`
  const signIn = createSignIn({
    relyingParty: createRelyingParty({ ...settings, issuer: issuer ?? entraIssuer(tenantId), redirectUri, now, log }),
    now,
    showFailure: (failure, head) => signInFailureResponse(failure, say(pageLanguage(head, language))),
  })
  const shared = { signIn, publicUrl, say, personOf, defaultLanguage: language }
  const newReference = () => randomBytes(6).toString('hex')
  const approvalPages = createApprovalPages({ ...shared, approvals, renderContext, now, log, newReference })
  const filePages = createFilePages({ ...shared, links, contentOf })
  return {
    pages: [...approvalPages.pages, ...filePages.pages],
    endpoints: [...approvalPages.endpoints, ...filePages.endpoints],
  }
}

const personOf = ({ tenantId: tenant, objectId: id, name }: SignedInUser): Person => ({
  platform: entraPlatformName,
  tenant,
  id,
  name,
})

const entraIssuer = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}/v2.0`

export const approvalLinksOf = ({ signIn }: Pick<Config, 'signIn'>): Pick<AppmedicSettings, 'approvalLinks'> => {
  if (signIn === undefined) return {}
  const urlOf = (token: string): string => approvalUrl(signIn.publicUrl, token)
  const urlOfFile = (token: string): string => fileUrl(signIn.publicUrl, token)
  return { approvalLinks: { newToken: () => randomBytes(32).toString('base64url'), urlOf, urlOfFile } }
}

/** What the owner has to know at the start: the policy asks for what nobody can give. */
export const missingSignIn = (
  { signIn }: Pick<Config, 'signIn'>,
  policy: Pick<Policy, 'stepUp'> | undefined,
): readonly string[] =>
  policy?.stepUp === undefined || signIn !== undefined
    ? []
    : [
        `The policy asks for a sign-in before steps of risk ${policy.stepUp.risks.join(', ')} are approved (stepUp), ` +
          'and nobody can sign in: set PUBLIC_URL, SIGN_IN_TENANT_ID, SIGN_IN_CLIENT_ID and SIGN_IN_CLIENT_SECRET. ' +
          'Until then every such approval is refused.',
      ]
