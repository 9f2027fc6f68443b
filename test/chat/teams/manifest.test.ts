import { readFileSync } from 'node:fs'
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest'
import { unzipSync } from 'fflate'
import { beforeAll, expect, it } from 'vitest'
import { told } from '../../understand/understood.ts'

interface Packager {
  manifestFor(environment: Readonly<Record<string, string | undefined>>): Manifest
  packageFor(environment: Readonly<Record<string, string | undefined>>): Uint8Array
}
interface Command {
  readonly title: string
  readonly description: string
}
type Manifest = TeamsManifest & {
  readonly id: string
  readonly version: string
  readonly bots: readonly [
    { readonly botId: string; readonly commandLists: readonly [{ readonly commands: readonly Command[] }] },
  ]
  readonly authorization: { readonly permissions: { readonly resourceSpecific: readonly object[] } }
  readonly webApplicationInfo: { readonly id: string; readonly resource: string }
}

const appId = '12345678-1234-4234-8234-123456789abc'
const at = (name: string): URL => new URL(`../../../manifest/teams/${name}`, import.meta.url)
const dutch = JSON.parse(readFileSync(at('nl.json'), 'utf8')) as Record<string, string>
let packager: Packager
let manifest: Manifest
beforeAll(async () => {
  packager = (await import(at('package.mjs').href)) as Packager
  manifest = packager.manifestFor({ MICROSOFT_APP_ID: appId })
})

it('is what Microsoft asks of a manifest', async () => {
  expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([])
  expect(await AppManifestUtils.validateAgainstSchema({ ...manifest, accentColor: 'blue' } as never)).not.toEqual([])
})

it('carries the id of the bot it is made for, and may be offered by anybody', () => {
  expect([manifest.id, manifest.bots[0].botId, manifest.webApplicationInfo.id]).toEqual([appId, appId, appId])
  expect(manifest.webApplicationInfo.resource).toBe(`api://botid-${appId}`)
  expect(JSON.stringify(manifest)).not.toContain('00000000')
  const offered = packager.manifestFor({
    MICROSOFT_APP_ID: appId,
    PUBLISHER_NAME: 'Contoso',
    PUBLISHER_URL: 'https://contoso.example/',
  })
  expect(offered.developer).toMatchObject({ name: 'Contoso', privacyUrl: 'https://contoso.example/privacy' })
})

it.each([{}, { MICROSOFT_APP_ID: 'my-bot' }, { MICROSOFT_APP_ID: appId, PUBLISHER_URL: 'http://contoso.example' }])(
  'says what is missing from %o',
  (environment) => {
    expect(() => packager.manifestFor(environment)).toThrow(/MICROSOFT_APP_ID|PUBLISHER_URL/)
  },
)

it('offers commands that are understood, in both languages', () => {
  const { commands } = manifest.bots[0].commandLists[0]
  const intents = commands.map(({ title }) => told(title).meaning)
  const dutchIntents = commands.map((_, index) => told(titleIn(index)).meaning)

  expect(intents).not.toContain('none')
  expect(dutchIntents).toEqual(intents)
  expect(new Set(intents).size).toBe(commands.length)
})

const titleIn = (index: number): string => dutch[`bots[0].commandLists[0].commands[${index}].title`] ?? ''

it('translates everything that people read, and nothing that is not there', () => {
  const spoken = (node: unknown, path: string): string[] => {
    if (Array.isArray(node)) return node.flatMap((item, index) => spoken(item, `${path}[${index}]`))
    if (typeof node === 'object' && node !== null)
      return Object.entries(node).flatMap(([key, value]) => spoken(value, path === '' ? key : `${path}.${key}`))
    return /^(name|description)\.|commands\[\d+\]\.(title|description)$/.test(path) ? [path] : []
  }

  expect(
    Object.keys(dutch)
      .filter((key) => key !== '$schema')
      .sort(),
  ).toEqual(spoken(manifest, '').sort())
  expect([...(dutch['description.short'] ?? '')].length).toBeLessThanOrEqual(80)
})

it('reads the messages of channels and asks for nothing else', () => {
  expect(manifest.authorization.permissions.resourceSpecific).toEqual([
    { name: 'ChannelMessage.Read.Group', type: 'Application' },
  ])
})

it.each([
  ['color.png', 192],
  ['outline.png', 32],
])('%s is %i pixels each way', (name, size) => {
  const png = readFileSync(at(name))

  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
})

it('is packed as Teams wants it: all files at the top, the same bytes every time', () => {
  const zip = packager.packageFor({ MICROSOFT_APP_ID: appId })
  const files = unzipSync(zip)

  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'nl.json', 'outline.png'])
  expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(JSON.parse(JSON.stringify(manifest)))
  expect(Buffer.from(zip).equals(Buffer.from(packager.packageFor({ MICROSOFT_APP_ID: appId })))).toBe(true)
})
