import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { apiVersionOf } from '../../src/azure/api-versions.ts'
import { openLab, site, subscription } from './lab.ts'

test('the SDK and we ask Microsoft.Web in the same version', async () => {
  const { azure, asked, stop } = await openLab(() => ({ status: 200, body: {} }))

  await azure.reading.appService(subscription).webApps.get('contoso-rg', 'contoso-web')

  await stop()
  expect(asked.at(-1)?.url).toContain(`api-version=${apiVersionOf(site)}`)
})

test.each([
  [`${site}/providers/Microsoft.Insights/metrics`, '2024-02-01'],
  [`${site}/slots/staging/config/web`, '2025-05-01'],
  [`/subscriptions/${subscription}/resourceGroups/providers/providers/MICROSOFT.WEB/serverFarms/p`, '2025-05-01'],
  [`/subscriptions/${subscription}/providers/Microsoft.ResourceHealth/events`, '2022-10-01'],
])('%s is asked in %s: the last provider counts', (path, version) => {
  expect(apiVersionOf(path)).toBe(version)
})

test('a path that nobody has given a version is a mistake of ours', () => {
  expect(() => apiVersionOf('/subscriptions/s/providers/Microsoft.Compute/disks')).toThrow('No API version')
})

test('every API version that the product sends stands in one file', () => {
  const src = new URL('../../src/', import.meta.url)
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

  const holding = files.filter((name) =>
    /['"=]20\d\d-\d\d-\d\d(-preview)?\b/.test(readFileSync(new URL(name, src), 'utf8')),
  )

  // The other is an example for a person's own shell.
  expect(holding.sort()).toEqual(['azure/api-versions.ts', 'cli/simulator-command.ts'])
})
