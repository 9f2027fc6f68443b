import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { practiceFaults } from '../../simulator/index.ts'
import { type Config, ConfigError, loadConfig, readConfig, renderEnvExample } from '../../src/config/index.ts'
import { settingNames } from '../../src/config/settings-schema.ts'
import { languages } from '../../src/i18n/types.ts'

const one = '11111111-1111-4111-8111-111111111111'
const two = '22222222-2222-4222-8222-222222222222'

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as ConfigError).problems
  }
  throw new Error('It should have been refused.')
}

describe('readConfig', () => {
  test('with nothing set: practice, on this machine only', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' })).toEqual({
      web: { host: '127.0.0.1', port: 3978, chat: true },
      dataDir: './data',
      journal: {},
      files: { limitInBytes: 8_000_000_000, retention: { dumps: 1, others: 0 } },
      language: 'en',
      timeZone: 'UTC',
      currency: 'EUR',
      logLevel: 'info',
      practice: true,
      azure: {
        kind: 'simulator',
        speed: 10,
        seed: 7,
      },
      platforms: {},
      warnings: [],
    } satisfies Config)
  })

  test('a setting left open in .env is as good as none', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: '  ', SLACK_TYPO: '' })).toEqual(readConfig({}))
  })

  test('real Azure takes the place of practice, however Appmedic signs in', () => {
    const base = { AZURE_SUBSCRIPTION_IDS: `${one}, ${two.toUpperCase()},${one}` }
    const app = { ...base, AZURE_TENANT_ID: one, AZURE_CLIENT_ID: two }
    const signIn = (env: NodeJS.ProcessEnv) => {
      const { azure } = readConfig(env)
      return azure.kind === 'real' ? azure.signIn : azure
    }

    expect(readConfig(base)).toMatchObject({
      practice: false,
      azure: { kind: 'real', subscriptionIds: [one, two], signIn: { kind: 'default' } },
    })
    expect(signIn({ ...base, AZURE_CLIENT_ID: two })).toEqual({ kind: 'default', clientId: two })
    expect(signIn({ ...app, AZURE_CLIENT_SECRET: 's' })).toMatchObject({ kind: 'secret', secret: 's', tenantId: one })
    expect(signIn({ ...app, AZURE_CLIENT_CERTIFICATE_PATH: 'a.pem' })).toMatchObject({ kind: 'certificate' })
    expect(signIn({ ...app, AZURE_FEDERATED_TOKEN_FILE: '/t' })).toMatchObject({ kind: 'workload', tokenFile: '/t' })
  })

  test('practice is possible where a cluster hands out a workload identity', () => {
    const env = { AZURE_TENANT_ID: one, AZURE_CLIENT_ID: two, AZURE_FEDERATED_TOKEN_FILE: '/t' }

    expect(readConfig(env).practice).toBe(true)
  })

  test('Slack comes by Socket Mode or by HTTPS, Teams with a password, a certificate or a managed identity', () => {
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1234567890', SLACK_APP_TOKEN: 'xapp-1234567890' }
    const http = { SLACK_BOT_TOKEN: 'xoxb-1234567890', SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }
    const teams = { MICROSOFT_APP_ID: one, MICROSOFT_APP_TENANT_ID: two }

    expect(readConfig(socket).platforms.slack).toMatchObject({ kind: 'socket', appToken: 'xapp-1234567890' })
    expect(readConfig(http).platforms.slack).toMatchObject({ kind: 'http', signingSecret: http.SLACK_SIGNING_SECRET })
    expect(readConfig({ ...teams, MICROSOFT_APP_PASSWORD: 'p' }).platforms.teams).toEqual({
      appId: one,
      tenantId: two,
      signIn: { kind: 'password', password: 'p' },
    })
    expect(readConfig({ ...teams, MICROSOFT_APP_CERTIFICATE_PATH: 'b.pem' }).platforms.teams).toMatchObject({
      signIn: { kind: 'certificate' },
    })
    expect(readConfig({ ...teams, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }).platforms.teams).toMatchObject({
      signIn: { kind: 'managed-identity' },
    })
  })

  test('the desktop has its own idea of LANGUAGE, and may have it', () => {
    const spoken = (LANGUAGE: string) => readConfig({ LANGUAGE }).language

    expect([spoken('nl'), spoken('nl_NL:nl:en_GB'), spoken('tlh_XX:nl')]).toEqual(['nl', 'nl', 'nl'])
    expect([spoken('en_US:'), spoken('tlh'), spoken('C'), spoken('en:nl')]).toEqual(['en', 'en', 'en', 'en'])
    expect(problemsOf({ LANGUAGE: 'Dutch' })).toEqual([`LANGUAGE must be ${languages.join(' or ')}`])
  })

  test('names everything that is wrong at once, each with what to set', () => {
    const env = {
      PORT: '99999',
      TIME_ZONE: 'Europe/Amsterdm',
      LOG_LEVEL: 'loud',
      SIMULATOR_SPEED: 'fast',
      SIMULATOR_FAULTS: 'contoso-web',
      SIMULATOR_URL: 'https://management.azure.com',
      HOST: '0.0.0.0',
      AZURE_CLIENT_SECRET: 'hush',
      SLACK_BOT_TOKEN: 'xoxp-1234567890',
      MICROSOFT_APP_ID: 'me',
      LOG_LEVL: 'info',
    }

    expect(problemsOf(env)).toEqual([
      'PORT must be from 0 to 65535, for example 3978',
      'TIME_ZONE must be a time zone like UTC or Europe/Amsterdam',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
      'SIMULATOR_URL must be an address on this machine like http://127.0.0.1:4000',
      'SIMULATOR_SPEED must be a whole number, for example 10',
      'SIMULATOR_FAULTS must be pairs like contoso-web=cpu-saturation or contoso-web=cpu-saturation@4h, separated by commas',
      'SLACK_BOT_TOKEN must be the bot user OAuth token, whole: xoxb- and at least eight characters more, without spaces',
      'MICROSOFT_APP_ID must be an identifier like 00000000-0000-0000-0000-000000000000',
      'AZURE_SUBSCRIPTION_IDS is missing: set it to use real Azure, or remove AZURE_CLIENT_SECRET to practise',
      'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTPS) is missing: SLACK_BOT_TOKEN needs one of them',
      'MICROSOFT_APP_TENANT_ID is missing: MICROSOFT_APP_ID needs it',
      'MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE_PATH is missing: MICROSOFT_APP_ID needs one of them (or MICROSOFT_APP_TYPE=UserAssignedMSI)',
      'LOG_LEVL is not a setting: did you mean LOG_LEVEL?',
    ])
  })

  test.each<[NodeJS.ProcessEnv, string]>([
    [{ SLACK_APP_TOKEN: 'xapp-1234567890' }, 'SLACK_BOT_TOKEN is missing: SLACK_APP_TOKEN needs it'],
    [{ MICROSOFT_APP_PASSWORD: 'p' }, 'MICROSOFT_APP_ID is missing: MICROSOFT_APP_PASSWORD needs it'],
    [
      { HOST: '192.168.1.7' },
      'HOST must be 127.0.0.1: the web chat has no sign-in, so nobody but this machine may reach it',
    ],
    [
      { AZURE_SUBSCRIPTION_IDS: one, AZURE_CLIENT_SECRET: 's' },
      'AZURE_TENANT_ID is missing: AZURE_CLIENT_SECRET needs it',
    ],
    [
      { AZURE_SUBSCRIPTION_IDS: one, SIMULATOR_URL: 'http://127.0.0.1:1' },
      'SIMULATOR_URL: practice and real Azure exclude each other; remove it, or remove AZURE_SUBSCRIPTION_IDS',
    ],
    [{ SLACK_BOT_TOKE: 'x' }, 'SLACK_BOT_TOKE is not a setting: did you mean SLACK_BOT_TOKEN?'],
    [{ MICROSOFT_APP_TENANT: one }, 'MICROSOFT_APP_TENANT is not a setting: did you mean MICROSOFT_APP_TENANT_ID?'],
    [
      { SIMULATOR_URL: 'http://127.0.0.1.evil.example' },
      'SIMULATOR_URL must be an address on this machine like http://127.0.0.1:4000',
    ],
  ])('refuses %j', (env, problem) => {
    expect(problemsOf(env)).toContain(problem)
  })

  test('what is under our prefixes but like no setting is pointed out, and stops nothing', () => {
    expect(readConfig({ SLACK_WEBHOOK_ADDRESS: 'https://hooks.example' }).warnings).toEqual([
      expect.stringMatching(/^SLACK_WEBHOOK_ADDRESS is set but is not a setting/),
    ])
  })

  test('the web chat is not where others could reach it', () => {
    const teams = { MICROSOFT_APP_ID: one, MICROSOFT_APP_TENANT_ID: two, MICROSOFT_APP_PASSWORD: 'p' }

    expect(readConfig({ ...teams, HOST: '0.0.0.0' }).web).toMatchObject({ host: '0.0.0.0', chat: false })
    expect(readConfig({ ...teams, HOST: 'localhost' }).web.chat).toBe(true)
  })

  test('property: what was set is never repeated, whatever is wrong with it', () => {
    const marked = fc.stringMatching(/^[!-~]{6,20}$/).map((noise) => `~S3CRET~${noise}`)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...settingNames), marked, { minKeys: 1 }), (env) => {
        try {
          readConfig(env)
        } catch (error) {
          expect((error as Error).message).not.toContain('S3CRET')
        }
      }),
    )
  })
})

describe('.env', () => {
  test('.env.example is what the declarations say, and as it stands it changes nothing', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

    expect(text, 'run npm run env-example').toBe(renderEnvExample())
    for (const name of settingNames) expect(text).toContain(`\n# ${name}=`)
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
  })

  test('the examples of what has a default are the defaults', () => {
    const examples = Object.fromEntries(
      [...renderEnvExample().matchAll(/^# ([A-Z_]+)=(.+)$/gm)].flatMap(([, name, value]) =>
        [
          'PORT',
          'HOST',
          'DATA_DIR',
          'LANGUAGE',
          'TIME_ZONE',
          'LOG_LEVEL',
          'SIMULATOR_SPEED',
          'SIMULATOR_SEED',
        ].includes(name ?? '')
          ? [[name, value]]
          : [],
      ),
    )

    expect(Object.keys(examples)).toHaveLength(8)
    expect(readConfig(examples)).toEqual(readConfig({}))
  })

  test('the example of the faults is what practice begins with', () => {
    const [, example] = /^# SIMULATOR_FAULTS=(.+)$/m.exec(renderEnvExample()) ?? []
    const { azure } = readConfig({ SIMULATOR_FAULTS: example })

    const put = azure.kind === 'simulator' ? azure.faults?.map(({ app, fault }) => [app, fault]) : undefined
    expect(put).toEqual(Object.entries(practiceFaults))
  })

  test('is read into the environment, where what is set already wins', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'appmedic-config-'))
    const before = { ...process.env }
    writeFileSync(join(cwd, '.env'), 'PORT=4711\nTIME_ZONE=Europe/Amsterdam\n')
    process.env.PORT = '4712'

    const { web, timeZone } = loadConfig(cwd)

    for (const name of ['PORT', 'TIME_ZONE'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    rmSync(cwd, { recursive: true })
    expect([web.port, timeZone]).toEqual([4712, 'Europe/Amsterdam'])
  })

  test.skipIf(process.platform === 'win32')('others who can read it are warned about, with what to type', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'appmedic-config-'))
    const file = join(cwd, '.env')
    writeFileSync(file, '# nothing yet\n')
    const warningsAt = (mode: number): readonly string[] => {
      chmodSync(file, mode)
      return loadConfig(cwd).warnings.filter((warning) => warning.includes(file))
    }
    const told = [0o644, 0o640, 0o604, 0o600].map(warningsAt)
    rmSync(cwd, { recursive: true })

    expect(told.map(({ length }) => length)).toEqual([1, 1, 1, 0])
    expect(told[0]?.[0]).toContain(`chmod 600 '${file}'`)
  })

  test.skipIf(process.platform === 'win32')('others who can write the policy or get at the data are, too', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'appmedic-config-'))
    const before = { ...process.env }
    process.env.POLICY_FILE = join(cwd, 'policy.yaml')
    process.env.DATA_DIR = join(cwd, 'data')
    writeFileSync(process.env.POLICY_FILE, '')
    mkdirSync(process.env.DATA_DIR)
    const warningsAt = (policyMode: number, dataMode: number): readonly string[] => {
      chmodSync(join(cwd, 'policy.yaml'), policyMode)
      chmodSync(join(cwd, 'data'), dataMode)
      return loadConfig(cwd).warnings.map((warning) => /chmod .*$/.exec(warning)?.[0].replaceAll(`${cwd}/`, '') ?? '')
    }
    const told = [warningsAt(0o644, 0o700), warningsAt(0o664, 0o700), warningsAt(0o602, 0o755)]
    for (const name of ['POLICY_FILE', 'DATA_DIR'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    rmSync(cwd, { recursive: true })

    expect(told).toEqual([[], ["chmod go-w 'policy.yaml'"], ["chmod go-w 'policy.yaml'", "chmod 700 'data'"]])
  })
})

describe('signing in', () => {
  const signIn = {
    PUBLIC_URL: 'https://appmedic.contoso.com/',
    SIGN_IN_TENANT_ID: one,
    SIGN_IN_CLIENT_ID: two,
    SIGN_IN_CLIENT_SECRET: 'not to be told',
  }

  test('is set up by four settings, and by nothing less', () => {
    expect(readConfig(signIn).signIn).toEqual({
      publicUrl: 'https://appmedic.contoso.com',
      tenantId: one,
      clientId: two,
      clientSecret: 'not to be told',
    })
    expect(readConfig({ PUBLIC_URL: signIn.PUBLIC_URL }).signIn).toBeUndefined()
    for (const name of Object.keys(signIn)) {
      const problems = problemsOf({ ...signIn, [name]: '' })
      expect(problems.every((problem) => problem.startsWith(`${name} is missing`))).toBe(true)
      expect(problems).toHaveLength(1)
    }
  })

  test.each([
    'http://appmedic.contoso.com',
    'https://appmedic.contoso.com/bot',
    'https://user@appmedic.contoso.com',
    'https://appmedic.contoso.com?x=1',
    'appmedic.contoso.com',
    'javascript:alert(1)',
  ])('takes no address like %s', (address) => {
    expect(problemsOf({ ...signIn, PUBLIC_URL: address })).toEqual([
      'PUBLIC_URL must be an address like https://appmedic.contoso.com, without a path',
    ])
  })

  test('on this machine it may go without HTTPS', () => {
    expect(readConfig({ ...signIn, PUBLIC_URL: 'http://127.0.0.1:3978' }).signIn?.publicUrl).toBe(
      'http://127.0.0.1:3978',
    )
  })
})

test.each(['10.20.0.0/16', '10.20.0.0/16, 192.168.7.0/24', 'fd12:3456::/32'])(
  'visits the private networks %s',
  (written) => {
    const config = readConfig({ AZURE_SUBSCRIPTION_IDS: one, VISIT_PRIVATE_NETWORKS: written })

    expect(config.azure).toMatchObject({ visitNetworks: written.split(', ') })
  },
)

test.each([
  '127.0.0.0/8',
  '169.254.0.0/16',
  '168.63.129.16/32',
  '0.0.0.0/0',
  '10.0.0.0/7',
  '::1/128',
  'fe80::/10',
  '::/0',
  '10.20.0.0',
  '10.20.0.0/33',
  '10.20.0.0/16/1',
  'vnet',
])('refuses to visit %s, and says what to write', (written) => {
  expect(() => readConfig({ AZURE_SUBSCRIPTION_IDS: one, VISIT_PRIVATE_NETWORKS: written })).toThrow(
    /VISIT_PRIVATE_NETWORKS must be private networks like 10\.20\.0\.0\/16/,
  )
})
