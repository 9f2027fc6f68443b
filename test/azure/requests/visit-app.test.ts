import { expect, test } from 'vitest'
import { type VisitHop, visitApp } from '../../../src/azure/requests/visit-app.ts'

const forever = new AbortController().signal
const certificate = { issuer: 'Contoso CA', expiresAt: 1 }

/** Each URL answers as it is said here, in 10 ms; `elsewhere.example` is nobody's. */
const visit = async (url: string, answers: Readonly<Record<string, VisitHop['answer'] & { location?: string }>>) => {
  const asked: string[] = []
  const result = await visitApp(
    {
      mayVisit: async ({ host }) => host !== 'elsewhere.example',
      visitOnce: async ({ href }) => {
        asked.push(href)
        const { location, ...answer } = answers[href] ?? {}
        return { answer, durationInMs: 10, ...(location === undefined ? {} : { location }) }
      },
    },
    url,
    forever,
  )
  return { result, asked }
}

test('redirects are followed to the last answer, with the certificate of the name that was visited', async () => {
  const { result } = await visit('http://a.example/', {
    'http://a.example/': { status: 301, location: 'https://a.example/' },
    'https://a.example/': { status: 302, location: 'https://b.example/x', certificate },
    'https://b.example/x': { status: 200, certificate: { issuer: 'Other CA', expiresAt: 2 } },
  })

  expect(result).toEqual({ status: 200, durationInMs: 30, certificate })
})

test.each([
  { failure: 'tls', certificateFault: 'expired' },
  { failure: 'dns' },
  { failure: 'refused' },
  { failure: 'private' },
  { failure: 'timeout', waitedFor: 'connection' },
] as const)('another host that fails with %j is no failure of the one that sent us there', async (answer) => {
  const { result } = await visit('https://a.example/', {
    'https://a.example/': { status: 301, location: 'https://b.example/' },
    'https://b.example/': answer,
  })

  expect(result).toEqual({ status: 301, durationInMs: 10 })
})

test('its own failure after a redirect is', async () => {
  const { result } = await visit('http://a.example/', {
    'http://a.example/': { status: 301, location: 'https://a.example/' },
    'https://a.example/': { failure: 'tls', certificateFault: 'wrong-name', certificate },
  })

  expect(result).toEqual({ failure: 'tls', certificateFault: 'wrong-name', durationInMs: 20, certificate })
})

test('every host is checked before it is asked, the first and those of redirects', async () => {
  const { result, asked } = await visit('https://a.example/', {
    'https://a.example/': { status: 302, location: 'https://elsewhere.example/' },
  })

  expect([result, asked]).toEqual([{ status: 302, durationInMs: 10 }, ['https://a.example/']])
  await expect(visit('https://elsewhere.example/', {})).rejects.toMatchObject({ kind: 'refused-here' })
})

test('a circle of redirects ends after five', async () => {
  const { asked } = await visit('https://a.example/', { 'https://a.example/': { status: 302, location: '/' } })

  expect(asked).toHaveLength(6)
})
