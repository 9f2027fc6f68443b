import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { dependencies: object }

const packagesOf = (folder: string): readonly string[] => {
  const files = readdirSync(new URL(`${folder}/`, root), { recursive: true }).map(String)
  const sources = files.filter((file) => file.endsWith('.ts')).map((file) => new URL(`${folder}/${file}`, root))
  const named = sources.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)(?! type)[^']* from '([^.][^']*)'|import\('([^.][^']*)'\)/gm,
    ),
  ])
  return named.map(([, fixed, lazy]) =>
    (fixed ?? lazy ?? '')
      .split('/')
      .slice(0, (fixed ?? lazy)?.startsWith('@') ? 2 : 1)
      .join('/'),
  )
}

it('runs, practice included, with its runtime dependencies alone', () => {
  const needed = new Set(['src', 'simulator'].flatMap(packagesOf))

  const missing = [...needed].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))

  expect(missing.filter((name) => !Object.hasOwn(dependencies, name))).toEqual([])
  expect(missing).toEqual(expect.arrayContaining(['express', 'fflate', 'selfsigned']))
})
