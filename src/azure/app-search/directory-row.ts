import type { AppRef } from '../../incident/app-ref.ts'
import { parseAppId } from '../arm-id.ts'

/** An app as the directory keeps it. */
export interface DirectoryEntry {
  readonly app: AppRef
  /** Host names by which it is found, Kudu's among them; `app.hostNames` has only those that serve the app. */
  readonly aliases: readonly string[]
}

const webKinds = new Set(['app', 'api', 'mobileapp', 'webapp'])
const otherKinds = new Set(['functionapp', 'workflowapp'])

/**
 * Reads a row of Resource Graph. `undefined` for what is no web app: function apps and logic apps share the type
 * `microsoft.web/sites` but not the article's remedies. Rows that can't be read are left out, never guessed at.
 */
export const parseDirectoryRow = (row: unknown): DirectoryEntry | undefined => {
  if (!isRecord(row) || !isWebApp(text(row.kind))) return
  const parts = parseAppId(text(row.id))
  const properties = isRecord(row.properties) ? row.properties : {}
  const planId = text(properties.serverFarmId)
  if (parts === undefined || planId === '') return
  const hosts = lowered([...texts(properties.hostNames), text(properties.defaultHostName)])
  const app: AppRef = {
    ...parts,
    planId,
    location: text(row.location).toLowerCase().replaceAll(' ', ''),
    os: properties.reserved === true || text(row.kind).toLowerCase().includes('linux') ? 'linux' : 'windows',
    hostNames: hosts,
    tags: tagsOf(row.tags),
  }
  const ssl = Array.isArray(properties.hostNameSslStates) ? properties.hostNameSslStates : []
  const others = ssl.map((state) => (isRecord(state) ? text(state.name) : ''))
  return { app, aliases: lowered([...hosts, ...texts(properties.enabledHostNames), ...others]) }
}

const isWebApp = (kind: string): boolean => {
  const kinds = kind.toLowerCase().split(',')
  return kinds.some((one) => webKinds.has(one)) && !kinds.some((one) => otherKinds.has(one))
}

const lowered = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase())),
]

const tagsOf = (tags: unknown): Readonly<Record<string, string>> =>
  isRecord(tags) ? Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, text(value)])) : {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : [])
