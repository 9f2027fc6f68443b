import { readdirSync } from 'node:fs'
import { languages } from '../../src/i18n/types.ts'

/** Columns of a line, as biome.json has them. */
const lineWidth = 120

/** JSON as `npm run fix` leaves it, so that a golden file that was just renewed needs no formatting. */
export const goldenJson = (value: unknown): string => `${formatted(JSON.parse(JSON.stringify(value)), 0, 0)}\n`

/** `beside` counts the columns that the key and the comma take on the value's own line. */
const formatted = (value: unknown, indent: number, beside: number): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = indent + 2
  if (!Array.isArray(value)) {
    const members = Object.entries(value)
    const lines = members.map(([name, member], index) => {
      const key = `${JSON.stringify(name)}: `
      const comma = index < members.length - 1 ? 1 : 0
      return key + formatted(member, inner, key.length + comma)
    })
    return enclosed('{', lines, '}', indent)
  }
  const items = value.map((item, index) => formatted(item, inner, index < value.length - 1 ? 1 : 0))
  const line = `[${items.join(', ')}]`
  const fits = !line.includes('\n') && indent + beside + line.length <= lineWidth
  return fits ? line : enclosed('[', items, ']', indent)
}

const enclosed = (open: string, lines: readonly string[], close: string, indent: number): string => {
  if (lines.length === 0) return open + close
  const margin = ' '.repeat(indent)
  return `${open}\n${lines.map((line) => `${margin}  ${line}`).join(',\n')}\n${margin}${close}`
}

/** Every golden file that there is in a folder beside the tests, and every one that there should be. */
export const goldenFilesIn = (folder: string): readonly string[] => readdirSync(new URL(folder, import.meta.url)).sort()
export const goldenFilesOf = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => languages.map((language) => `${name}.${language}.json`)).sort()
