import type { FrontServer, RequestFinding } from '../../incident/finding.ts'

/** A header of an answer by its lower-case name; absent where it was not sent. */
export type HeaderOf = (name: string) => string | undefined

export type AnswerMarks = Pick<RequestFinding, 'server' | 'turnedAwayBy'>

/** What the headers of an answer say of who gave it. Nothing of what they hold is kept: only names that we know. */
export const answerMarksOf = (status: number, header: HeaderOf): AnswerMarks => {
  const server = frontServerOf(header)
  const turnedAwayBy = gateOf(status, header)
  return { ...(server === undefined ? {} : { server }), ...(turnedAwayBy === undefined ? {} : { turnedAwayBy }) }
}

/** As Microsoft, Cloudflare, Amazon, Akamai and Fastly document their headers. The first that fits counts. */
const serverMarks: readonly (readonly [FrontServer, header: string, RegExp])[] = [
  ['application-gateway', 'server', /^microsoft-azure-application-gateway\b/i],
  ['front-door', 'x-azure-ref', /./],
  ['front-door', 'x-msedge-ref', /./],
  ['cloudflare', 'cf-ray', /./],
  ['cloudfront', 'x-amz-cf-id', /./],
  ['akamai', 'server', /^akamai/i],
  ['fastly', 'x-served-by', /^cache-/i],
]

const frontServerOf = (header: HeaderOf): FrontServer | undefined =>
  serverMarks.find(([, name, pattern]) => pattern.test(header(name) ?? ''))?.[0]

/**
 * App Service names the address that its access rules refuse. Its sign-in marks its own answers, and a redirect of it
 * comes back below `/.auth/`; an app that sends people to sign in by itself does neither.
 */
const gateOf = (status: number, header: HeaderOf): RequestFinding['turnedAwayBy'] => {
  if (status === 403 && header('x-ms-forbidden-ip') !== undefined) return 'access-rules'
  const isRefusal = status === 401 || status === 403 || (status >= 300 && status < 400)
  if (isRefusal && header('x-ms-middleware-request-id') !== undefined) return 'sign-in'
  return status >= 300 && status < 400 && /\/\.auth\/|%2f\.auth%2f/i.test(header('location') ?? '')
    ? 'sign-in'
    : undefined
}
