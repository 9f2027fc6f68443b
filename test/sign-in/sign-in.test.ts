import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWebhookServer, type WebhookServer } from '../../src/chat/shared/webhook-server.ts'
import type { WebPage } from '../../src/chat/types.ts'
import { createSignIn, signInCallbackPath } from '../../src/sign-in/index.ts'
import { createRelyingParty } from '../../src/sign-in/relying-party.ts'
import {
  type Claims,
  clientId,
  clientSecret,
  type EntraStandIn,
  newKey,
  startEntraStandIn,
  tenantId,
} from './entra-stand-in.ts'
import { createHttpBrowser, type HttpBrowser } from './http-browser.ts'

const publicUrl = 'https://appmedic.test'
const path = '/secret'
const minute = 60_000
const bram = { oid: 'aaaaaaaa-0000-0000-0000-00000000000b', name: 'Bram Jansen' }

let entra: EntraStandIn
let server: WebhookServer
let local: string
let now: number
let browser: HttpBrowser
let troubles: object[]

const newBrowser = () => createHttpBrowser({ [publicUrl]: () => local })

/** A page that says who looks at it, behind a sign-in. */
const open = async (): Promise<void> => {
  const log = { error: (details: object) => void troubles.push(details) }
  const signIn = createSignIn({
    relyingParty: createRelyingParty({
      ...{ issuer: entra.issuer, tenantId, clientId, clientSecret, log },
      redirectUri: publicUrl + signInCallbackPath,
      now: () => now,
    }),
    now: () => now,
    showFailure: (failure) => ({ status: 403, body: failure }),
  })
  const pageAt = (address: string): WebPage => ({
    path: address,
    show: async (head) => {
      const session = signIn.sessionOf(head, address)
      if (session !== undefined) return { status: 200, body: `hello ${session.user.name}` }
      return signIn.begin(head, { path: address, maxAgeInMs: 15 * minute, authenticationContext: 'c1' })
    },
  })
  const pages = [pageAt(path), pageAt('/other'), signIn.callbackPage]
  server = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints: [], pages, log })
  local = `http://127.0.0.1:${await server.start()}`
}

beforeEach(async () => {
  now = Date.now()
  troubles = []
  entra = await startEntraStandIn(publicUrl + signInCallbackPath)
  entra.user = bram
  await open()
  browser = newBrowser()
})
afterEach(async () => {
  await server.stop()
  await entra.stop()
})

/** The address that the identity provider sends the browser back to, not opened yet. */
const addressBack = async (): Promise<string> => {
  browser.stopAt(publicUrl + signInCallbackPath)
  const { url } = await browser.open(publicUrl + path)
  browser.stopAt(undefined)
  return url
}

const seen = async (url = publicUrl + path, by = browser): Promise<string> => (await by.open(url)).body

it('signs somebody in, and asks for what it needs', async () => {
  expect(await seen()).toBe('hello Bram Jansen')
  expect(entra.asked).toHaveLength(1)
  const { claims = '', ...asked } = entra.asked[0] ?? {}
  expect(asked).toMatchObject({ code_challenge_method: 'S256', max_age: '900', response_type: 'code' })
  expect(asked.prompt).toBeUndefined()
  expect(JSON.parse(claims)).toEqual({
    id_token: { auth_time: { essential: true }, acrs: { essential: true, value: 'c1' } },
  })
})

it('tells the browser nothing but a name for it, which nobody else can read or set', async () => {
  browser.stopAt(entra.issuer)
  const begun = await browser.open(publicUrl + path)

  expect(begun.headers.get('set-cookie')).toMatch(
    /^__Host-appmedic-browser=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600$/,
  )
  expect(begun.headers.get('cache-control')).toBe('no-store')
})

it('a sign-in is for one path of one browser', async () => {
  await seen()
  browser.stopAt(entra.issuer)
  const other = newBrowser()
  other.stopAt(entra.issuer)

  expect((await browser.open(publicUrl + path)).status).toBe(200)
  expect((await browser.open(`${publicUrl}/other`)).status).toBe(303)
  expect((await other.open(publicUrl + path)).status).toBe(303)
})

describe('refuses', () => {
  it('the answer to a sign-in of another browser', async () => {
    const address = await addressBack()

    expect(await seen(address, newBrowser())).toBe('not-yours')
    const begun = newBrowser()
    begun.stopAt(entra.issuer)
    await begun.open(publicUrl + path)
    expect(await seen(address, begun)).toBe('not-yours')
  })

  it('the same answer again', async () => {
    const address = await addressBack()

    expect(await seen(address)).toBe('hello Bram Jansen')
    expect(await seen(address)).toBe('not-yours')
  })

  it('an answer to nothing', async () => {
    expect(await seen(`${publicUrl}${signInCallbackPath}?code=x&state=y`)).toBe('not-yours')
    expect(await seen(publicUrl + signInCallbackPath)).toBe('not-yours')
  })

  it('an answer that comes too late', async () => {
    const address = await addressBack()
    now += 10 * minute

    expect(await seen(address)).toBe('not-yours')
  })

  it('a code of another sign-in', async () => {
    const first = new URL(await addressBack())
    const second = new URL(await addressBack())
    second.searchParams.set('code', first.searchParams.get('code') ?? '')

    expect(await seen(second.href)).toBe('invalid')
  })

  it('an answer of another issuer', async () => {
    const address = new URL(await addressBack())
    address.searchParams.set('iss', 'https://login.example.com')

    expect(await seen(address.href)).toBe('invalid')
  })

  it('whoever breaks it off', async () => {
    entra.user = undefined

    expect(await seen()).toBe('declined')
  })

  it.each<[string, (claims: Claims) => Claims, string]>([
    ['another nonce', (claims) => ({ ...claims, nonce: 'another' }), 'invalid'],
    ['no nonce', ({ nonce: _, ...claims }) => claims, 'invalid'],
    ['another audience', (claims) => ({ ...claims, aud: '33333333-2222-2222-2222-222222222222' }), 'invalid'],
    ['another issuer', (claims) => ({ ...claims, iss: 'https://login.example.com' }), 'invalid'],
    ['an end that is past', (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 }), 'invalid'],
    ['another tenant', (claims) => ({ ...claims, tid: '33333333-1111-1111-1111-111111111111' }), 'other-tenant'],
    ['no tenant', ({ tid: _, ...claims }) => claims, 'incomplete'],
    ['no object id', ({ oid: _, ...claims }) => claims, 'incomplete'],
    ['no time of proof', ({ auth_time: _, ...claims }) => claims, 'incomplete'],
    ['another context', (claims) => ({ ...claims, acrs: ['c2'] }), 'context-missing'],
    ['no context', ({ acrs: _, ...claims }) => claims, 'context-missing'],
  ])('a token with %s', async (_, change, failure) => {
    entra.tamper = (claims) => ({ claims: change(claims) })

    expect(await seen()).toBe(failure)
  })

  it('a token that somebody else signed', async () => {
    // Made before anybody waits for an answer: on a busy machine it takes longer than an identity provider may.
    const key = newKey()
    entra.tamper = (claims) => ({ claims, key })

    expect(await seen()).toBe('invalid')
  })

  it('a proof that is too old, after having asked once more for a fresh one', async () => {
    entra.tamper = (claims) => ({ claims: { ...claims, auth_time: Math.floor(now / 1000) - 16 * 60 } })

    expect(await seen()).toBe('too-old')
    expect(entra.asked.map(({ prompt }) => prompt)).toEqual([undefined, 'login'])
  })

  it('everybody while the identity provider does not answer', async () => {
    await entra.stop()

    expect(await seen()).toBe('unavailable')
    expect(troubles).toHaveLength(1)
  })
})

it('lets nobody choose where it leads', async () => {
  const address = new URL(await addressBack())
  for (const name of ['path', 'next', 'returnTo', 'redirect_uri'])
    address.searchParams.set(name, 'https://evil.example')

  expect((await browser.open(address.href)).url).toBe(publicUrl + path)
})

it('a sign-in that was too old is made good by a fresh one', async () => {
  let tokens = 0
  entra.tamper = (claims) => {
    tokens += 1
    return { claims: tokens > 1 ? claims : { ...claims, auth_time: Math.floor(now / 1000) - 16 * 60 } }
  }

  expect(await seen()).toBe('hello Bram Jansen')
})

it('is over after ten minutes', async () => {
  await seen()
  now += 10 * minute
  browser.stopAt(entra.issuer)

  expect((await browser.open(publicUrl + path)).status).toBe(303)
})
