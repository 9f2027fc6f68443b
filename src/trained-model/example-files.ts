import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ExampleLine } from '../understand/model/example-line.ts'

/** `examples/<meaning>/<voice>.yaml`, beside the code that reads them, built or not. */
const examplesFolder = fileURLToPath(new URL('../understand/examples/', import.meta.url))

const exampleFile = z.record(z.string().regex(/^[a-z]{2}$/, 'a language of two letters'), z.string())

/** Every line of every file, in an order that does not depend on the disk. Throws with the file's name for what is no such file. */
export const readExampleFiles = (folder: string = examplesFolder): readonly ExampleLine[] =>
  foldersIn(folder).flatMap((meaning) =>
    readdirSync(join(folder, meaning))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .flatMap((name) => readExampleFile(join(folder, meaning, name), meaning, name.replace(/\.yaml$/, ''))),
  )

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

const readExampleFile = (path: string, meaning: string, voice: string): readonly ExampleLine[] => {
  const read = exampleFile.safeParse(parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path} must have a block of sentences for each language, such as “en: |”.`)
  return Object.entries(read.data).flatMap(([language, block]) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((text) => ({ meaning, voice, language, text })),
  )
}
