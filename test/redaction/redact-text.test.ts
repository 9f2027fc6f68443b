import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactDeep, redactText } from '../../src/redaction/redact-text.ts'

const alphanumeric = [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789']
const chars = (set: readonly string[], minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...set), minLength, maxLength })
/** Always has a digit and both cases, as what a machine makes has. */
const made = (length: number) => chars(alphanumeric, length - 4).map((text) => `aB3${text}Z`)
const password = chars([...alphanumeric, '!', '$', '%', '*', '+', '/', '=', '?', '_', '~', '-', '.', ','], 12, 24)
const hex = (length: number) => chars([...'0123456789abcdef'], length)
/** Bytes as random as a key's: an arbitrary's own favour zeroes. */
const base64 = (bytes: number) =>
  fc.string().map((seed) => createHash('sha512').update(seed).digest().subarray(0, bytes).toString('base64'))
const part = (json: fc.Arbitrary<object>) => json.map((x) => Buffer.from(JSON.stringify(x)).toString('base64url'))
const jwt = fc
  .tuple(part(fc.record({ alg: fc.constant('RS256'), kid: made(12) })), part(fc.record({ sub: made(20) })), made(43))
  .map((parts) => parts.join('.'))
const pem = base64(48).map((body) => body.replace(/=/g, 'A'))

interface Kind {
  readonly secret: fc.Arbitrary<string>
  /** The ways in which it is come across. */
  readonly written: readonly ((secret: string) => string)[]
}

const kinds: Readonly<Record<string, Kind>> = {
  'connection string password': {
    secret: password,
    written: [
      (s) => `Server=tcp:db.database.windows.net,1433;User ID=sa;Password=${s};Encrypt=True`,
      (s) => `server=db;pwd=${s}`,
      (s) => `Server=db;Password="${s}";Encrypt=True`,
      (s) => `ConnectionStrings__Db=Server=db;Password=my ${s} pass;Encrypt=True`,
    ],
  },
  'storage account key': {
    secret: base64(64),
    written: [
      (s) => `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${s};EndpointSuffix=core.windows.net`,
      (s) => `key1 ${s} was used`,
      (s) => `Account Key: ${s}`,
      (s) => `FOO=${s}`,
    ],
  },
  'service bus key': {
    secret: base64(32),
    written: [
      (s) => `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s}`,
      (s) => `it is ${s}.`,
    ],
  },
  'SAS signature': {
    secret: base64(32).map(encodeURIComponent),
    written: [
      (s) => `https://contoso.blob.core.windows.net/dump/a.zip?sv=2022-11-02&se=2026-01-01&sr=b&sp=r&sig=${s}&x=1`,
      (s) => `SharedAccessSignature sr=x&sig=${s}&se=1700000000&skn=root`,
      (s) => `redirect=https%3A%2F%2Fx%2F%3Fsv%3D1%26sig%3D${encodeURIComponent(s)}`,
    ],
  },
  'bearer token': {
    secret: made(40),
    written: [(s) => `Authorization: Bearer ${s}`, (s) => `curl -H "authorization: bearer ${s}"`, (s) => `Bearer ${s}`],
  },
  'JSON web token': {
    secret: jwt,
    written: [(s) => `got ${s} from Entra`, (s) => `x-zumo-auth: ${s}`, (s) => `a=b%3D${s}`, (s) => `id_token=${s}`],
  },
  'basic authentication': {
    secret: password.map((text) => Buffer.from(`deploy:${text}`).toString('base64')),
    written: [(s) => `Authorization: Basic ${s}`, (s) => `sent Basic ${s} to Kudu`],
  },
  'password in a URL': {
    secret: chars(alphanumeric, 12, 20),
    written: [
      (s) => `postgres://admin:${s}@db.contoso.com:5432/shop`,
      (s) => `amqps://user:p@${s}@queue.contoso.com`,
      (s) => `https://${s}@github.com/contoso/web.git`,
      (s) => `redis://:${s}@cache:6379`,
    ],
  },
  'secret in the environment': {
    secret: password,
    written: [
      (s) => `AZURE_CLIENT_SECRET=${s}`,
      (s) => `DOCKER_REGISTRY_SERVER_PASSWORD: ${s}`,
      (s) => `export GITHUB_TOKEN='${s}'`,
      (s) => `"ApiKey": "${s}",`,
      (s) => `{\\"clientSecret\\":\\"${s}\\",\\"a\\":1}`,
      (s) => `{"name":"DB_PASSWORD","value":"${s}","slotSetting":false}`,
      (s) => `<add key="Smtp:Password" value="${s}" />`,
      (s) => `<wsse:Password>${s}</wsse:Password>`,
      (s) => `password => ${s}`,
    ],
  },
  'secret on a command line': {
    secret: chars(alphanumeric, 12, 20),
    written: [
      (s) => `dotnet run --api-key ${s} --port 80`,
      (s) => `az login --service-principal --password ${s}`,
      (s) => `tool /password:${s}`,
    ],
  },
  cookie: {
    secret: made(40),
    written: [
      (s) => `Cookie: lang=nl; .AspNetCore.Cookies=${s}; theme=dark`,
      (s) => `set-cookie: sid=${s}; Path=/; HttpOnly`,
      (s) => `ARRAffinity=${s}`,
      (s) => `seen JSESSIONID=${s} twice`,
    ],
  },
  'private key': {
    secret: pem,
    written: [
      (s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`,
      (s) => `key: -----BEGIN PRIVATE KEY-----\\n${s}\\n-----END PRIVATE KEY-----\\n`,
      (s) => `-----BEGIN EC PRIVATE KEY-----\n${s}`,
    ],
  },
  'Entra client secret': {
    secret: fc.tuple(chars(alphanumeric, 3), chars(alphanumeric, 34)).map(([head, tail]) => `${head}8Q~${tail}`),
    written: [(s) => `used ${s} to sign in`, (s) => `(${s})`],
  },
  'function key': {
    secret: made(40),
    written: [(s) => `GET https://f.azurewebsites.net/api/run?code=${s}`, (s) => `x-functions-key: ${s}`],
  },
  'GitHub token': { secret: made(36).map((s) => `ghp_${s}`), written: [(s) => `pushed with ${s}`] },
  'Slack token': {
    secret: fc.tuple(chars([...'123456789'], 11), made(24)).map(([id, s]) => `xoxb-${id}-${s}`),
    written: [(s) => `token ${s} revoked`],
  },
  'Slack webhook': {
    secret: made(24),
    written: [(s) => `https://hooks.slack.com/services/T00/B00/${s}`],
  },
  'AWS access key': {
    secret: chars([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'], 16).map((s) => `AKIA${s}`),
    written: [(s) => `with ${s}.`],
  },
  'Azure key with its mark': {
    secret: fc.tuple(made(52), made(26)).map(([head, tail]) => `${head}JQQJ99${tail}`),
    written: [(s) => `openai says ${s} is wrong`],
  },
  'instrumentation key': {
    secret: fc.uuid(),
    written: [(s) => `InstrumentationKey=${s};IngestionEndpoint=https://westeurope.in.ai.azure.com/`],
  },
  'machine key': {
    secret: hex(64),
    written: [(s) => `<machineKey validationKey="${s}" decryption="AES" />`],
  },
  'e-mail address': {
    secret: chars(alphanumeric, 6, 20),
    written: [
      (s) => `${s}@contoso.com deployed`,
      (s) => `mailto:${s}@mail.contoso.co.uk`,
      (s) => `?login=${s}%40contoso.com`,
      (s) => `<jan.${s}+web@contoso.nl>`,
    ],
  },
}

const around = fc.constantFrom('', 'Deployed at 12:03. ', 'log: ', '(', '[', '> ', 'é ', '"')
const after = fc.constantFrom('', ' ', '\nnext line', ' and so on', '\r\n')

test.each(Object.entries(kinds))('a planted %s never survives', (_, { secret, written }) => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...written), around, after, (planted, write, before, behind) => {
      const text = `${before}${write(planted)}${behind}`
      const redacted = redactText(text)
      expect(redacted).not.toContain(planted)
      expect(redacted).toContain('[redacted]')
      // Nothing is left to find, and the mark itself is stable.
      expect(redactText(redacted)).toBe(redacted)
      expect(JSON.stringify(redactDeep({ list: [{ note: text }] }))).not.toContain(planted)
    }),
  )
})

const everyday = [
  'Fix login for the third time (#1234)',
  'Merge pull request #12 from contoso/feature/token-refresh',
  'Microsoft.Web/sites/config/list/action by 3c2f0c5a-7a41-4b0e-9d7e-3a1b2c4d5e6f',
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web',
  'System.NullReferenceException: at Contoso.Web.Login.Post(String userName, CancellationToken token) in /src/Login.cs:line 42',
  'Contoso.Web, Version=1.2.3.4, Culture=neutral, PublicKeyToken=b77a5c561934e089',
  'Deployed commit 8d43e52f0aa7c1d0b6d1c9a1b7c3e1f2a4b5c6d7 in 12.5 s at 2026-03-04T12:00:00Z',
  'The token expired; the password was right. Secrets are kept in the vault.',
  'GET https://contoso-web.azurewebsites.net:443/health?probe=1&code=503 503 1200 ms',
  `instance ${'a1b2c3d4'.repeat(8)} on RD281878A1B2C3 is READY`,
  'Basic authentication is off; Bearer authentication is on, as negotiated before.',
  'npm install lodash@4.17.21 @azure/identity@4.13.1',
  'w3wp.exe -ap "contoso-web" -v "v4.0" -l "webengine4.dll" -a \\\\.\\pipe\\iisipm -m 0',
  '{"status":4,"active":true,"name":"d2","value":"12 ms","key":"row","id":[1,2,3]}',
  'CPU=92.5 memory=88% workers=3; sku: P1v3, state: Running',
  'Wij gaan terug naar de vorige versie – naïef maar veilig ✅',
  'WEBSITE_ADD_SITENAME_BINDINGS_IN_APPHOST_CONFIG=1 Microsoft-Extensions-Logging-ApplicationInsights-Sampling=off',
  'exit code=137, key=value, monkey: banana',
]

test.each(everyday)('ordinary text stays as it is: %s', (text) => {
  expect(redactText(text)).toBe(text)
})

const noise = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '"',
      "'",
      '\\"',
      '\\',
      '=',
      ': ',
      ';',
      '\n',
      '%3D',
      '&',
      '?',
      '<',
      '>',
      '@',
      '://',
      'x@y.nl',
      '[redacted]',
      '&quot;',
      '\\u0022',
      ' -> ',
      '|\n  ',
      ' is ',
    ),
    fc.constantFrom(
      'mysql -p',
      'curl -u ops:',
      'docker login -p ',
      'net use \\\\a ',
      "identified by '",
      'credentials ops:',
      'echo a1 | sudo -S',
      'getConnection(a,b,"',
      'jdbc:oracle:thin:a/',
      'login a password ',
      'pass:',
      'hunter2hunter',
    ),
    fc.constantFrom(
      'password',
      'Cookie',
      'sig',
      'Bearer ',
      'Basic ',
      'eyJ',
      '--token ',
      'name',
      'value',
      'Account Key',
      'code',
    ),
    fc.constantFrom('-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----', 'user:pass@', 'aB3'.repeat(20), '=='),
  ),
  { maxLength: 24 },
)

test('a key is known without digits too', () => {
  expect(redactText(`uses ${'AbCdEfGh'.repeat(5)}AbC= now`)).toBe('uses [redacted] now')
})

test('redacting twice is redacting once, whatever the text', () => {
  fc.assert(
    fc.property(noise, (pieces) => {
      const once = redactText(pieces.join(''))
      expect(redactText(once)).toBe(once)
    }),
    { numRuns: 2_000 },
  )
})

/** What makes a careless pattern look at the same text again and again. */
const bombs = [
  'a',
  '.',
  '-',
  '"',
  "'",
  '\\',
  '\\"',
  '=',
  ' ',
  '@',
  'a@',
  '%40',
  '://',
  '://:',
  '://a:',
  'eyJ',
  'eyJ.',
  '-eyJ',
  'password=',
  'password="',
  "password='",
  'password=\\"',
  'password: ',
  'pwd=a ',
  '<password>',
  '--token ',
  'Cookie: ',
  'name="',
  'name="a" ',
  'name:"a","value',
  'Bearer ',
  'Basic a',
  'bearer \t',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  'xoxb-',
  'SG.aaaaaaaaaaaaaaaa',
  'JQQJ99',
  'aB3/',
  'a.b@c.',
  'x@a.1',
  'hooks.slack.com/',
  '%',
  '%3D',
  '\n',
  'é@',
  'mysql -p',
  'curl -u a:',
  'net use \\\\a ',
  'PDO->__construct(a,',
  'jdbc:oracle:thin:a/',
  'password is ',
  'credentials a:',
  'a="b" ',
  'password&quot;:&quot;',
  '\\u0022',
  '%2522',
  '12345678:AA',
  'a1a1',
  'x_key=',
  'sha256-',
] as const

test('long text of the worst kind is done in one sweep', () => {
  // Whatever looks at the same text again and again takes minutes over this, and the test runs out of time.
  for (const bomb of bombs) {
    const text = bomb.repeat(Math.ceil(100_000 / bomb.length))
    expect(redactText(text).length).toBeLessThanOrEqual(text.length * 12)
  }
})

test('what stands under the name of a secret goes, whatever it looks like', () => {
  const settings = {
    name: 'contoso-web',
    password: 12345,
    nested: [
      { name: 'ApiKey', value: 'plain' },
      { name: 'COLOR', value: 'blue' },
    ],
    clientSecret: { hint: 'abc', text: 'pwd=x1' },
    count: 3,
    apiKey: null,
    hasPassword: true,
  }

  expect(redactDeep(settings)).toEqual({
    name: 'contoso-web',
    password: '[redacted]',
    nested: [
      { name: 'ApiKey', value: '[redacted]' },
      { name: 'COLOR', value: 'blue' },
    ],
    clientSecret: '[redacted]',
    count: 3,
    apiKey: null,
    hasPassword: true,
  })
})
