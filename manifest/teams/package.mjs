import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { env, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'

/**
 * The app package that Teams takes: the manifest with the bot's own id, its translations and icons.
 * `MICROSOFT_APP_ID` says whose bot it is; `PUBLISHER_NAME` and `PUBLISHER_URL` (https) who offers it.
 */
const read = (name) => readFileSync(new URL(name, import.meta.url))
const json = (name) => JSON.parse(read(name).toString('utf8'))
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** @param {Record<string, string | undefined>} environment */
export const manifestFor = (environment) => {
  const id = environment.MICROSOFT_APP_ID ?? ''
  if (!guid.test(id)) throw new Error('MICROSOFT_APP_ID must be the application (client) id of the Azure Bot: a GUID.')
  const manifest = json('manifest.json')
  return {
    ...manifest,
    version: json('../../package.json').version,
    id,
    developer: developerFor(manifest.developer, environment),
    bots: manifest.bots.map((bot) => ({ ...bot, botId: id })),
    webApplicationInfo: { id, resource: `api://botid-${id}` },
  }
}

const developerFor = (developer, { PUBLISHER_NAME: name, PUBLISHER_URL: url }) => {
  const named = name === undefined ? developer : { ...developer, name }
  if (url === undefined) return named
  if (!url.startsWith('https://')) throw new Error('PUBLISHER_URL must begin with https://.')
  const at = url.replace(/\/$/, '')
  return { ...named, websiteUrl: at, privacyUrl: `${at}/privacy`, termsOfUseUrl: `${at}/terms` }
}

/** The zip, the same for the same environment. @param {Record<string, string | undefined>} environment */
export const packageFor = (environment) => {
  const manifest = Buffer.from(`${JSON.stringify(manifestFor(environment), null, 2)}\n`)
  const files = { 'manifest.json': manifest, ...named('nl.json'), ...named('color.png'), ...named('outline.png') }
  return zipSync(files, { mtime: '2000-01-01' })
}

const named = (name) => ({ [name]: new Uint8Array(read(name)) })

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const file = resolve(process.argv[2] ?? 'dist/appmedic-teams.zip')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, packageFor(env))
  stdout.write(`${file}\nUpload it in Teams: Apps > Manage your apps > Upload an app.\n`)
}
