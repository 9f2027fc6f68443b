import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { localPlatform, remotePlatforms } from '../../src/chat/index.ts'
import { parseChannel } from '../../src/chat/written-channel.ts'
import { readConfig, renderEnvExample } from '../../src/config/index.ts'
import { languages } from '../../src/i18n/types.ts'
import { settingDeclarations } from '../../src/settings/declare-setting.ts'

const root = new URL('../../', import.meta.url)
const everyPlatform = [...remotePlatforms, localPlatform]

it('every folder of a platform stands in the list, and every one in the list has its folder and its strings', () => {
  const folders = readdirSync(new URL('src/chat/', root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map(({ name }) => name)

  expect(everyPlatform.map(({ name }) => name).sort()).toEqual(folders.sort())
  for (const { name } of everyPlatform)
    for (const language of languages)
      expect(existsSync(new URL(`cards/strings/${language}/${name}.json`, root)), `${name} in ${language}`).toBe(true)
})

it('no two platforms share a name, a setting or a key of the policy', () => {
  const taken = [
    ...everyPlatform.map(({ name }) => `name ${name}`),
    ...remotePlatforms.flatMap(({ settings }) => Object.keys(settings.shape)),
    ...remotePlatforms.map(({ identity }) => `key ${identity.key}`),
  ]

  expect(new Set(taken).size).toBe(taken.length)
})

it('a channel of every platform can be written, and of no other', () => {
  for (const { name } of everyPlatform)
    expect(parseChannel(`${name}/T1/C1`)).toEqual({ platform: name, tenant: 'T1', channel: 'C1' })
  expect(parseChannel('nowhere/T1/C1')).toBeUndefined()
})

describe.each(remotePlatforms)('$name', ({ name, settings, identity }) => {
  it('declares every setting with its words, under its own prefix', () => {
    const { shape, prefix, neededSetting, deliverySetting } = settings

    expect(renderEnvExample()).toContain(`# --- ${settings.title} ---`)
    for (const [setting, schema] of Object.entries(shape)) {
      expect(setting).toMatch(new RegExp(`^${prefix}[A-Z_]+$`))
      expect(settingDeclarations.get(schema as never)?.about, setting).toMatch(/\.$/)
    }
    expect(Object.keys(shape)).toEqual(expect.arrayContaining([neededSetting, deliverySetting]))
  })

  it('is not there with nothing set, and says what is missing where only the needed one is', () => {
    const { neededSetting } = settings

    expect(readConfig({}).platforms).not.toHaveProperty(name)
    expect(settings.conflicts({})).toEqual([])
    expect(settings.conflicts({ [neededSetting]: 'set' }).join()).toContain('is missing')
  })

  it('takes no identity that is not <tenant>/<id>', () => {
    expect(identity.schema.safeParse('ada').success).toBe(false)
  })
})
