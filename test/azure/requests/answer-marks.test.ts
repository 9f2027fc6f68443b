import { expect, it } from 'vitest'
import { answerMarksOf } from '../../../src/azure/requests/answer-marks.ts'

const marksOf = (status: number, headers: Readonly<Record<string, string>>) =>
  answerMarksOf(status, (name) => headers[name])

it.each([
  [502, { server: 'Microsoft-Azure-Application-Gateway/v2' }, { server: 'application-gateway' }],
  [403, { 'x-azure-ref': '0zxV' }, { server: 'front-door' }],
  [522, { server: 'cloudflare', 'cf-ray': '8c' }, { server: 'cloudflare' }],
  [200, { server: 'Microsoft-IIS/10.0' }, {}],
  [503, { server: 'nginx' }, {}],
  [403, { 'x-ms-forbidden-ip': '203.0.113.7' }, { turnedAwayBy: 'access-rules' }],
  [200, { 'x-ms-forbidden-ip': '203.0.113.7' }, {}],
  [401, { 'x-ms-middleware-request-id': '0' }, { turnedAwayBy: 'sign-in' }],
  [200, { 'x-ms-middleware-request-id': '0' }, {}],
  [302, { location: 'https://contoso.azurewebsites.net/.auth/login/aad' }, { turnedAwayBy: 'sign-in' }],
  [
    302,
    { location: 'https://login.microsoftonline.com/a?redirect_uri=https%3A%2F%2Fc.net%2F.auth%2Flogin%2Faad' },
    { turnedAwayBy: 'sign-in' },
  ],
  [302, { location: 'https://login.microsoftonline.com/a?redirect_uri=https%3A%2F%2Fc.net%2Fsignin-oidc' }, {}],
] as const)('an answer of %i with %j says %j of who gave it, and keeps nothing else', (status, headers, marks) => {
  expect(marksOf(status, headers)).toEqual(marks)
})
