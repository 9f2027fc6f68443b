import { describe, expect, test } from 'vitest'
import type { ChangeFinding } from '../../src/incident/finding.ts'
import { metric, minute, plainApp, reportedAt, since } from '../views/basics.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask, askOf, incidentWith, linesOf, state } from './findings.ts'

const deployed: ChangeFinding = {
  kind: 'change',
  change: 'deployment',
  at: since - 30 * minute,
  of: 'app',
  by: 'M. Jansen',
  operation: 'e987c233d3aa',
  summary: 'Release 2.4.1',
  status: 'succeeded',
}
const setUp = incidentWith({
  'app-state': [
    state('app', 'contoso-web', {
      state: 'Running',
      alwaysOn: false,
      healthCheckPath: null,
      autoHealEnabled: false,
      linuxFxVersion: 'DOCKER|contoso.azurecr.io/web:2.4.1',
    }),
  ],
  'plan-state': [
    state('plan', 'contoso-plan', { sku: 'P1v3', tier: 'PremiumV3', workers: 3, maximumWorkers: 10, autoscale: false }),
  ],
  slots: [
    state('slot', 'staging', {
      state: 'Running',
      lastSwapAt: since - 20 * minute,
      lastSwapFrom: 'staging',
      lastSwapTo: 'production',
    }),
  ],
  deployments: [deployed],
})

describe('configuration', () => {
  test('only what was asked for', async () => {
    expect(await linesOf('configuration', 'is always on on?', setUp)).toEqual(['Always On is off.'])
    expect(await linesOf('configuration', 'hoeveel instances en welke sku', setUp, { language: 'nl' })).toEqual([
      '3 instanties, 3 zien draaien.',
      'P1v3 (PremiumV3), plan contoso-plan: 2 cores en 8 GB geheugen per instantie.',
    ])
  })

  test('memory and cores of one worker', async () => {
    expect(await linesOf('configuration', 'which sku and how much ram does one worker get', setUp)).toEqual([
      'P1v3 (PremiumV3), plan contoso-plan: 2 cores and 8 GB of memory an instance.',
    ])
  })

  const measured = (properties: Parameters<typeof state>[2]) =>
    incidentWith({
      'app-state': [state('app', 'contoso-web', { healthCheckPath: '/health' })],
      'plan-state': [state('plan', 'contoso-plan', { sku: 'P1v3', tier: 'PremiumV3', ...properties })],
      'plan-metrics': [
        metric({ metric: 'CpuPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, [
          { calm: 30, high: 40 },
        ]),
      ],
      'app-metrics': [
        metric({ metric: 'HealthCheckStatus', of: 'app', unit: 'percent', aggregation: 'average' }, [
          { instance: 'A', calm: 100, high: 100 },
          { instance: 'B', calm: 100, high: 100 },
        ]),
      ],
      'secret-references': [
        state('reference', 'Db', { status: 'Resolved', vault: 'v', belongsTo: 'appsettings' }),
        state('reference', 'Key', { status: 'AccessToKeyVaultDenied', vault: 'v', belongsTo: 'appsettings' }),
      ],
    })

  test('an autoscale rule, and why it did not act', async () => {
    const ruled = measured({
      workers: 3,
      autoscale: true,
      autoscaleMinimum: 3,
      autoscaleMaximum: 8,
      autoscaleOutBy: 'CpuPercentage',
      autoscaleOutAbove: 70,
    })

    expect((await linesOf('configuration', 'is there autoscale and why didnt it kick in', ruled)).slice(0, 2)).toEqual([
      'Autoscale is on, 3 to 8 instances.',
      'It adds instances above 70% CPU: now 41, so it did not act.',
    ])
    expect(
      await linesOf('configuration', 'staat autoscale aan', measured({ autoscale: false }), { language: 'nl' }),
    ).toEqual(['Autoscale staat uit.', 'Er staat geen regel aan: niets voegt vanzelf instanties toe.'])
  })

  test('the path of the health check and whether it passes', async () => {
    expect(
      await linesOf('configuration', 'welk pad heeft de health check en slaagt die', measured({}), { language: 'nl' }),
    ).toEqual([
      'Health check: /health.',
      'Hij slaagt op beide instanties, volgens Azure’s meting.',
      'Azure haalt er dus geen om weg.',
    ])
  })

  test('references to Key Vault, and what one instance may have open', async () => {
    expect(await linesOf('configuration', 'are the key vault references ok', measured({}))).toEqual([
      'Key Vault references: 1 of 2 not resolved: Key (AccessToKeyVaultDenied).',
    ])
    expect(await linesOf('configuration', 'how many snat ports per worker', measured({}))).toEqual([
      'Of one instance: 1,920 connections at once, 128 SNAT ports for sure to one address and port.',
    ])
  })

  test('all of it in four lines', async () => {
    const lines = await linesOf('configuration', 'how is it set up', setUp)

    expect(lines).toHaveLength(4)
    expect(lines[2]).toBe('Always On is off. Health check: none set. Auto-heal is off.')
  })

  test('secrets are not read, and it says so', async () => {
    expect((await linesOf('configuration', 'what is MAX_UPLOAD_SIZE set to', setUp))[0]).toMatch(/I never read/)
  })

  test('of an app that was not looked at: what the directory knows', async () => {
    const lines = await linesOf('configuration', 'how is it configured', undefined)

    expect(lines).toContain('Region westeurope, resource group contoso-rg. Windows; its runtime version I do not read.')
    expect(lines.at(-1)).toMatch(/not seen yet/)
  })

  test('an earlier incident of the app is better than nothing', async () => {
    const known = { earlierIncidents: async () => [setUp] }

    expect(await linesOf('configuration', 'always on?', undefined, known)).toEqual(['Always On is off.'])
  })
})

describe('running version', () => {
  test('image, last deployment and last swap', async () => {
    expect(await linesOf('running-version', 'what is live', setUp)).toEqual([
      'Image: contoso.azurecr.io/web:2.4.1.',
      'Last deployed at 02:25 UTC, commit e987c233d3, by M. Jansen, “Release 2.4.1”.',
      'Last swapped at 02:35 UTC (staging → production).',
    ])
  })

  test('what ran before, by whom, and whether a swap leads back', async () => {
    const deployed = (hour: number, summary: string) => ({
      kind: 'change' as const,
      change: 'deployment' as const,
      at: reportedAt - hour * 60 * minute,
      of: 'app' as const,
      by: 'M. Jansen',
      operation: '8f0c2d61e5',
      summary,
      status: 'succeeded' as const,
    })
    const twice = incidentWith({ deployments: [deployed(2, 'Footer'), deployed(1, 'Checkout')] })

    expect(await linesOf('running-version', 'which release ran before that one', twice)).toEqual([
      'Before that: deployed at 01:12 UTC, commit 8f0c2d61e5, by M. Jansen, “Footer”.',
      'Last deployed at 02:12 UTC, commit 8f0c2d61e5, by M. Jansen, “Checkout”.',
    ])
    expect(await linesOf('running-version', 'the version of before 02:12 UTC, can we go back', twice)).toContain(
      'Back to it: deploy that commit again; there is no slot to swap with.',
    )
    expect((await linesOf('running-version', 'wat draaide er voor 01:00', twice, { language: 'nl' }))[0]).toMatch(
      /^Wat er daarvoor draaide, weet ik niet/,
    )
  })

  test('a version that is named is confirmed, or not', async () => {
    expect((await linesOf('running-version', 'is 2.4.1 live', setUp))[0]).toMatch(/^Yes, as far as I see/)
    expect((await linesOf('running-version', 'draait 2.4 al', setUp, { language: 'nl' }))[0]).toMatch(
      /^2\.4 kan ik niet bevestigen/,
    )
  })
})

describe('runtime', () => {
  const running = (properties: Parameters<typeof state>[2]) =>
    incidentWith({ 'app-state': [state('app', 'contoso-web', properties)] })

  test('a question for the version of .NET or Node is answered with the runtime', async () => {
    const node = running({ linuxFxVersion: 'NODE|22-lts', netFrameworkVersion: 'v4.0' })
    const net = running({ linuxFxVersion: '', netFrameworkVersion: 'v8.0' })
    const other = running({ linuxFxVersion: '', netFrameworkVersion: 'v4.0' })

    expect(await linesOf('running-version', 'welke node versie draait er', node, { language: 'nl' })).toEqual([
      'Runtime: Node.js 22-lts, zoals ingesteld; de precieze patchversie lees ik niet.',
    ])
    expect((await linesOf('running-version', 'what .net version is this', net))[0]).toMatch(/^Runtime: \.NET 8,/)
    expect((await linesOf('running-version', 'which php version', other))[0]).toMatch(
      /^Which runtime version .* not read/,
    )
  })
})

describe('neighbours on the plan', () => {
  const neighbour = state('neighbour', 'contoso-admin', { state: 'Running', isSlot: false })
  const burning = metric({ metric: 'CpuTime', of: 'neighbour', unit: 'seconds', aggregation: 'total' }, [
    { instance: 'contoso-admin', calm: 3, high: 140 },
  ])
  const requests = metric({ metric: 'Requests', of: 'app', unit: 'count', aggregation: 'total' }, [
    { calm: 500, high: 500 },
  ])
  const errors = metric({ metric: 'Http5xx', of: 'app', unit: 'count', aggregation: 'total' }, [{ calm: 0, high: 200 }])
  const noisy = incidentWith({ neighbours: [neighbour, burning], 'app-metrics': [requests, errors] }, { since })

  test('who they are, and which of them takes far more than before', async () => {
    const lines = await linesOf('plan-neighbours', 'noisy neighbour?', noisy)

    expect(lines[0]).toBe('One other on contoso-plan: contoso-admin.')
    expect(lines[1]).toBe('Yes, one of them takes far more than before:')
    expect(lines[2]).toMatch(/^contoso-admin, on the same plan, went from [\d.]+ to \d+ s of CPU a minute\.$/)
  })

  test('one that is named: what is known of it comes first, slots are counted too', async () => {
    const slot = state('neighbour', 'contoso-web/staging', { state: 'Running', isSlot: true })
    const memory = metric({ metric: 'MemoryPercentage', of: 'plan', unit: 'percent', aggregation: 'average' }, [
      { calm: 45, high: 95 },
    ])
    const full = incidentWith(
      { neighbours: [neighbour, slot], 'app-metrics': [requests, errors], 'plan-metrics': [memory] },
      { since },
    )
    const lines = await linesOf('plan-neighbours', 'is contoso-admin also affected', full)

    expect(lines[0]).toBe('contoso-admin: runs; no incident of it is open.')
    expect(lines[1]).toMatch(/^The plan’s memory is at 9\d%, and all on it share that\.$/)
    expect(lines[2]).toMatch(/^Whether its visitors notice I do not know/)
    expect(lines[3]).toBe('2 others on contoso-plan: contoso-admin, contoso-web/staging.')
    expect((await linesOf('plan-neighbours', 'could the staging slot be eating memory', full))[0]).toMatch(
      /^contoso-web\/staging: runs/,
    )
  })

  test('an app that nobody looked at is known by the look at its neighbour', async () => {
    const member = { openIncidents: async () => [noisy] }
    const { lines } = await askOf('plan-neighbours', 'is contoso-admin affected', plainApp('contoso-admin'), member)

    expect(lines[0]).toMatch(
      /^contoso-admin: runs, \d+ s of CPU a minute \(before: [\d.]+ s\); no incident of it is open\.$/,
    )
  })

  test('an app alone on its plan', async () => {
    expect(await linesOf('plan-neighbours', 'wie deelt het plan', incidentWith({}), { language: 'nl' })).toEqual([
      'Ik ken geen andere app op contoso-plan.',
    ])
  })

  test('an incident of a neighbour is named', async () => {
    const app = plainApp('contoso-admin')
    const other = { ...noisy, id: 'INC-9', app }

    const lines = await linesOf('plan-neighbours', 'are others down too', noisy, { openIncidents: async () => [other] })

    expect(lines.at(-1)).toBe('One incident of other apps on the plan: INC-9 (contoso-admin).')
  })
})

describe('links', () => {
  test('what was asked for, as text and as a link', async () => {
    const { lines, links } = await ask('links', 'what is the address of kudu', undefined)

    expect(lines).toEqual(['Kudu (SCM): https://contoso-web.scm.azurewebsites.net/'])
    expect(links).toEqual([{ title: 'Kudu (SCM)', url: 'https://contoso-web.scm.azurewebsites.net/' }])
  })

  test('the page of the plan where the plan is asked for', async () => {
    const { links = [] } = await ask('links', 'waar vind ik dit plan in de portal', undefined, { language: 'nl' })

    expect(links.map(({ title }) => title)).toEqual(['App Service-plan in de portal'])
  })

  test('all of them else, every one https', async () => {
    const { lines, links = [] } = await ask('links', 'link?', undefined)

    expect(links.length).toBeGreaterThan(3)
    expect(links.every(({ url }) => url.startsWith('https://'))).toBe(true)
    expect(lines.join(' ')).toContain(plainApp('contoso-web').id)
  })
})

describe('support', () => {
  test('the ticket, and the text that the bot writes for it', async () => {
    const { lines, links = [] } = await ask('support', 'how do I open a ticket', setUp)

    expect(lines.join(' ')).toContain('press “Support request” on the card of INC-7')
    expect(links.map(({ url }) => url)).toEqual(
      expect.arrayContaining([
        'https://azure.microsoft.com/support/options/',
        'https://azure.microsoft.com/support/forums/',
      ]),
    )
  })

  test('whether a ticket makes sense, and the page on the cause', async () => {
    const { lines, links = [] } = await ask('support', 'is a ticket any use here', incidentOf('judged'))

    expect(lines[0]).toMatch(/^Hardly: it is on your own side/)
    expect(links.at(-1)?.url).toMatch(/learn\.microsoft\.com\/azure\/app-service/)
  })

  test.each(['support', 'links'])('a page that is asked for is what is given: %s', async (id) => {
    const { links = [] } = await ask(id, 'link to the page about 502 please', setUp)

    expect(links.map(({ url }) => url)).toEqual([
      'https://learn.microsoft.com/azure/app-service/troubleshoot-http-502-http-503',
    ])
  })

  test('a forum first where that was asked for', async () => {
    const { lines, links = [] } = await ask('support', 'is er een forum', undefined, { language: 'nl' })

    expect(lines[0]).toMatch(/Microsoft Q&A/)
    expect(links[0]?.url).toMatch(/learn\.microsoft\.com/)
  })
})
