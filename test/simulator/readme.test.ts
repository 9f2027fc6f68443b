import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faults } from '../../simulator/faults/index.ts'
import { planPath, resourceGroupPath, sitePath, webProviderPath } from '../../simulator/http/arm-route.ts'

const home = new URL('../../simulator/', import.meta.url)
const text = readFileSync(new URL('README.md', home), 'utf8')

/** The rows of the table below a heading, each with the code of its first cell and the text of its last. */
const tableAfter = (heading: string) => {
  const [, after = ''] = text.split(`| ${heading} |`)
  const lines = after.split('\n').slice(2)
  const rows = lines.slice(0, lines.indexOf(''))
  return rows.map((row) => {
    const cells = row.split('|').map((cell) => cell.trim())
    return {
      codes: [...(cells[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
      last: cells.at(-2) ?? '',
    }
  })
}

interface Answered {
  readonly request: string
  readonly file: string
}

/** As the README writes it: `GET {app}/detectors/{detector}`. */
const requestOf = ({ method, path }: { method: string; path: string }): string => {
  const named = path
    .replace(sitePath, '{app}')
    .replace(`${webProviderPath}/sites/:site`, '{app}')
    .replace(planPath, '{plan}')
    .replace(resourceGroupPath, '{group}')
    .replace('/subscriptions/:subscription', '{subscription}')
  return `${method.toUpperCase()} ${named.replaceAll(/\{(\/[^}]*)\}/g, '$1').replaceAll(/:(\w+)/g, '{$1}')}`
}

const answeredIn = async (file: string): Promise<readonly Answered[]> => {
  const exported: Readonly<Record<string, unknown>> = await import(new URL(file, home).href)
  const lists = Object.entries(exported).filter(([name]) => name.endsWith('Routes') && name !== 'armRoutes')
  const routes = lists.flatMap(([, list]) => list as { method: string; path: string }[])
  return routes.map((route) => ({ request: requestOf(route), file }))
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, home), { recursive: true })
    .map((path) => `${folder}/${String(path)}`)
    .filter((path) => path.endsWith('.ts'))

/** `…` stands for anything; a row without a method is for all of them. */
const fits = (code: string, request: string): boolean => {
  const [first = ''] = code.split(' ')
  const whole = /^[A-Z]+$/.test(first) ? code : `… ${code}`
  const parts = whole.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(request)
}

describe("the simulator's README", () => {
  it('names the file of every request, and nothing that is answered nowhere', async () => {
    const rows = tableAfter('request | file').map(({ codes, last }) => ({ codes, file: last.replaceAll('`', '') }))
    const files = [...filesBelow('routes'), ...filesBelow('http/kudu')]
    const answered = (await Promise.all(files.map(answeredIn))).flat()

    const named = answered.map(({ request }) => ({
      request,
      file: rows.find(({ codes }) => codes.some((code) => fits(code, request)))?.file,
    }))
    const codes = rows.flatMap((row) => row.codes.map((code) => ({ code, file: row.file })))
    const unused = codes.filter(
      ({ code, file }) => !answered.some((one) => one.file === file && fits(code, one.request)),
    )

    expect(answered.length).toBeGreaterThan(100)
    expect(named).toEqual(answered)
    expect(unused).toEqual([])
  })

  it('has a line for every fault', () => {
    expect(tableAfter('fault | what is wrong | acts through').map(({ codes }) => codes[0])).toEqual(
      faults.map(({ id }) => id),
    )
  })
})
