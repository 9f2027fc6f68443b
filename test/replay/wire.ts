import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Recorded and documented bodies that stand beside the project, never in it. */
const folder = fileURLToPath(new URL('../../../shared/wire/', import.meta.url))
export const isWirePresent = existsSync(folder)
if (!isWirePresent) console.log(`Skipped: no recorded bodies at ${folder}.`)

// biome-ignore lint/suspicious/noExplicitAny: the wire is what is being tested
export type Recorded = any

export const readWireText = (path: string): string => readFileSync(`${folder}${path}`, 'utf8')
export const readWire = (path: string): Recorded => JSON.parse(readWireText(path))

export const listWireFolders = (): readonly string[] =>
  isWirePresent
    ? readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []))
    : []

/** The samples of a folder, by their file names; none where there is no folder. */
export const listWire = (path: string): readonly string[] =>
  isWirePresent ? readdirSync(`${folder}${path}`).filter((name) => name.endsWith('.json')) : []
