import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactDeep, redactText } from '../../src/redaction/redact-text.ts'

const made = (length: number, prefix = '') =>
  fc.string({ minLength: 1 }).map((seed) => {
    const text = createHash('sha512').update(seed).digest('base64').replace(/[+/=]/g, '') + 'aB3'.repeat(40)
    return `${prefix}${text.slice(0, length - 3)}aB3`
  })
const key = (bytes: number) =>
  fc.string().map((seed) => createHash('sha512').update(seed).digest().subarray(0, bytes).toString('base64'))
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = fc
  .tuple(made(12), made(43))
  .map(([id, end]) => [part({ alg: 'RS256', kid: id }), part({ sub: id }), end].join('.'))

/** 22 kinds: those that show by themselves, and those that only their name gives away. */
const marked = fc.oneof(
  made(36, 'ghp_'),
  made(60, 'github_pat_'),
  made(20, 'glpat-'),
  made(24, 'xoxb-204811039-7719203344-'),
  made(36, 'npm_'),
  made(33, 'AIzaSy'),
  made(24, 'sk_live_'),
  made(48, 'sk-proj-'),
  fc.tuple(made(22), made(43)).map(([one, two]) => `SG.${one}.${two}`),
  made(16).map((text) => `AKIA${text.toUpperCase().replace(/[^A-Z2-7]/g, 'Q')}`),
  fc.tuple(made(3), made(34)).map(([one, two]) => `${one}8Q~${two}`),
  fc.tuple(made(52), made(26)).map(([one, two]) => `${one}JQQJ99${two}`),
  key(64),
  key(32),
  jwt,
)
const named = fc.oneof(
  made(14).map((text) => `${text}!x`),
  made(24),
  made(40),
  fc.uuid(),
  key(32),
  made(52).map((text) => `${text}==`),
)
const names = fc.constantFrom(
  'password',
  'DB_PASSWORD',
  'Wachtwoord',
  'ClientSecret',
  'AccountKey',
  'api-key',
  'access_token',
  'SharedAccessKey',
  'sig',
  'InstrumentationKey',
  'x-functions-key',
  'ConnectionStrings:Secret',
)

const words = fc.constantFrom(
  '',
  'order 4711 ',
  'é',
  '→',
  '✅ ',
  'naïef ',
  '日本語 ',
  '👩‍🚒 ',
  '\u00a0',
  'a=b; ',
  '("',
  '\r\n',
  '\t',
  '%20',
)
const entity = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one)

type Way = (name: string, secret: string) => string
const json: Way = (name, secret) => JSON.stringify({ a: 1, [name]: secret, b: 'x' })

/** How a named secret is come across. */
const ways: Readonly<Record<string, Way>> = {
  plain: (name, secret) => `${name}=${secret}`,
  said: (name, secret) => `${name}: ${secret}`,
  quoted: (name, secret) => `${name} = "${secret}"`,
  JSON: json,
  'JSON in JSON': (name, secret) => JSON.stringify({ message: json(name, secret) }),
  'JSON in JSON in JSON': (name, secret) => JSON.stringify({ log: JSON.stringify({ message: json(name, secret) }) }),
  setting: (name, secret) => JSON.stringify({ name, value: secret, slotSetting: false }),
  XML: (name, secret) => `<add key="${name}" value="${entity(secret)}" />`,
  element: (name, secret) => `<${name.replace(':', '.')}>${entity(secret)}</${name.replace(':', '.')}>`,
  'URL-encoded': (name, secret) =>
    `https://x.example/?a=1&${encodeURIComponent(name)}=${encodeURIComponent(secret)}&b=2`,
  'twice URL-encoded': (name, secret) => `r=${encodeURIComponent(`?${name}=${encodeURIComponent(secret)}&b=2`)}`,
  'base64 of a header': (name, secret) => `header ${Buffer.from(`x: 1\r\n${name}: ${secret}`).toString('base64')} sent`,
  'base64 of JSON': (name, secret) => `"${Buffer.from(json(name, secret)).toString('base64')}"`,
  'command line': (name, secret) => `tool --verbose --${name.replace(':', '-')} ${secret} --port 80`,
  'full-width': (name, secret) => `${name}：${secret}`,
  'on the next line': (name, secret) => `"${name}":\n    "${secret}"`,
}

/** What may still stand there of a secret: nothing of any length that somebody could use. */
const gone = (text: string, secret: string): void => {
  for (const form of [secret, encodeURIComponent(secret), entity(secret), JSON.stringify(secret).slice(1, -1)]) {
    expect(text).not.toContain(form)
  }
  for (let at = 0; at + 12 <= secret.length; at += 6) expect(text).not.toContain(secret.slice(at, at + 12))
}

test.each(Object.entries(ways))('a named secret, %s, is gone, whatever stands around it', (_, way) => {
  fc.assert(
    fc.property(names, named, words, words, (name, secret, before, behind) => {
      const text = `${before}${way(name, secret)}${behind === '%20' ? '' : behind}`
      const once = redactText(text)
      gone(once, secret)
      expect(redactText(once)).toBe(once)
      gone(JSON.stringify(redactDeep({ list: [{ text }] })), secret)
    }),
    { numRuns: 60 },
  )
})

test('a secret that shows by itself is gone in any text, and so is it in the base64 of one', () => {
  fc.assert(
    fc.property(
      marked,
      words,
      fc.constantFrom('', ' ', '\n', ',', '"', "'", '<', ')', '\u00a0', '→'),
      (secret, before, behind) => {
        gone(redactText(`${before.replace('%20', '')}${secret}${behind}`), secret)
        const basic = Buffer.from(`svc:${secret}`).toString('base64')
        gone(redactText(`Authorization: Basic ${basic}`), basic)
        gone(redactText(`sent Basic ${basic} on`), basic)
      },
    ),
    { numRuns: 300 },
  )
})

test('a key that is broken over lines is gone to its last line', () => {
  fc.assert(
    fc.property(
      key(64),
      fc.constantFrom(48, 60, 64, 76),
      fc.constantFrom('\n', '\r\n', '\n    '),
      (secret, width, line) => {
        const lines = secret.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
        const wrapped = lines.join(line)
        for (const part of lines) {
          expect(redactText(`AccountKey=${wrapped}\n`)).not.toContain(part)
          expect(redactText(`-----BEGIN PRIVATE KEY-----\n${wrapped}\n-----END PRIVATE KEY-----`)).not.toContain(part)
          if (width >= 60) expect(redactText(`the key is\n${wrapped}\nand that is all`)).not.toContain(part)
        }
        expect(redactText('Authorization: Bearer\r\n  abcdefghijklmnop12345678')).not.toContain('abcdefghijklmnop')
      },
    ),
    { numRuns: 100 },
  )
})

test('of any text whatever: it never throws, and what it has done it leaves alone', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    names,
    named,
    marked,
    fc.constantFrom(
      '=',
      ': ',
      '"',
      '\\"',
      '<',
      '>',
      '&quot;',
      '\n',
      '\ud800',
      '\udc00',
      '-----BEGIN PRIVATE KEY-----',
      '//',
      '@',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      const once = redactText(pieces.join(''))
      expect(redactText(once)).toBe(once)
    }),
    { numRuns: 500 },
  )
})

/** What App Service, IIS, Kestrel, Kudu and Docker write on an ordinary day. */
const ordinary = [
  '2026-03-04 11:02:03 CONTOSO-WEB GET /products/4711 page=2 443 - 203.0.113.79 Mozilla/5.0 - - contoso-web.azurewebsites.net 200 0 0 1822 1204 105',
  '2026-03-04T11:01:20.207Z  Information  Microsoft.AspNetCore.Hosting.Diagnostics[2]: Request finished HTTP/1.1 GET /account - 200 - 110.4182ms',
  '#Fields: date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status',
  'System.Data.SqlClient.SqlException (0x80131904): Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.',
  '   at Contoso.Web.Auth.TokenStore.RefreshAsync(CancellationToken token, String passwordHint) in /src/Auth/TokenStore.cs:line 88',
  '2026_03_04_RD00155D_default_docker.log: docker run -d -p 8080:8080 --name contoso-api_0_a1b2c3 -e WEBSITES_PORT=8080 contoso.azurecr.io/api:1.42.0',
  'ERROR - Container contoso-api_0_a1b2c3 for site contoso-api did not start within expected time limit. Elapsed time = 230.1 sec',
  'npm WARN deprecated request@2.88.2: request has been deprecated, see https://github.com/request/request/issues/3142',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 pulled in 12.5 s',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8\n6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
  '{"time":"2026-03-04T12:00:00Z","level":"warn","route":"/api/orders/:id","status":503,"ms":30012,"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}',
  'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'ETag: "33a64df551425fcc55e4d42a148795d9f25f89d4" Content-Length: 1824 Vary: Accept-Encoding',
  'TCP    10.0.176.11:49152      20.103.85.33:1433      ESTABLISHED     9456',
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web/config/appsettings',
  'w3wp.exe                      9456 Services                   0  1,125,305 K',
  'De sleutel tot succes: 5 instanties; het wachtwoordbeleid blijft zoals het was. 12 % CPU → rustig.',
  'Microsoft.Extensions.Caching.StackExchangeRedis.RedisCacheOptionsExtensionsConfiguration loaded in 14 ms',
  'error code=AuthorizationFailedForThisResource status=403, see https://aka.ms/appservice-403?code=docs',
  'Elapsed: 00:00:47.1075323; gen0=412 gen1=88 gen2=7; threads=43 handles=1158; pid=9456; node=v20.20.2',
  'aHR0cHM6Ly9jb250b3NvLmV4YW1wbGUvbmV3cy9hcmNo is only an address in base64',
] as const

test.each(ordinary)('an ordinary line stays as it is, to the byte: %s', (line) => {
  expect(redactText(line)).toBe(line)
  expect(redactText(`${line}\n`.repeat(50))).toBe(`${line}\n`.repeat(50))
})

/** How much is looked at beside what the engine of regular expressions looks at: calls of it, and characters searched. */
const workOn = (text: string): number => {
  let work = 0
  const { exec } = RegExp.prototype
  const { indexOf } = String.prototype
  RegExp.prototype.exec = function (this: RegExp, against: string) {
    work += 1
    return exec.call(this, against)
  }
  String.prototype.indexOf = function (this: string, wanted: string, from = 0) {
    const found = indexOf.call(this, wanted, from)
    work += (found < 0 ? this.length : found) - from
    return found
  }
  try {
    redactText(text)
  } finally {
    RegExp.prototype.exec = exec
    String.prototype.indexOf = indexOf
  }
  return work
}

test.each([
  'password="',
  "password='a\\' ",
  'name="a" value="',
  '<password>',
  'eyJ.',
  'AccountKey=',
  `AccountKey=${'aB3x'.repeat(12)}\n`,
  `${'aB3x'.repeat(16)}\n`,
  'QXV0aG9yaXphdGlvbjogeA== ',
  'code=',
  'Bearer a1',
  'x@y.',
  'mysql -p',
  'password&quot;:&quot;',
  '("password",\n"',
  '<password a="b">',
])('twice the text is twice the work, not more: %j', (bomb) => {
  const size = 20_000
  const once = workOn(bomb.repeat(size / bomb.length))
  const twice = workOn(bomb.repeat((2 * size) / bomb.length))

  expect(twice).toBeLessThanOrEqual(2.2 * once + 100)
})
