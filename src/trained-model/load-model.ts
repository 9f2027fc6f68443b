import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileExamples, type UnderstandingModel } from '../understand/model/compile-examples.ts'
import type { ExampleLine } from '../understand/model/example-line.ts'
import { readExampleFiles } from './example-files.ts'
import { decodeModel, encodeModel } from './model-file.ts'

/** Its own, that of the project around it, that of the built program in it: whichever of them trained before. */
const cacheFolders = ['../../', '../../../', '../../dist/'].map((root) =>
  fileURLToPath(new URL(`${root}.model-cache/`, import.meta.url)),
)

/** Raised by hand whenever the same examples would give another model: a test that compares bytes says when. */
const recipe = 4

let loaded: UnderstandingModel | undefined

/**
 * The model of the examples as they are: read where it was trained before, else trained, which takes some seconds. It is
 * kept under the hash of its examples, so that one of former examples is never used.
 */
export const loadModel = (): UnderstandingModel => {
  loaded ??= loadFor(readExampleFiles())
  return loaded
}

const loadFor = (lines: readonly ExampleLine[]): UnderstandingModel => {
  const name = `${createHash('sha256')
    .update(JSON.stringify([recipe, lines]))
    .digest('hex')
    .slice(0, 32)}.bin`
  const kept = cacheFolders.map((folder) => readKept(join(folder, name))).find((model) => model !== undefined)
  if (kept !== undefined) return kept
  const model = compileExamples(lines)
  keep(model, name)
  return model
}

const readKept = (path: string): UnderstandingModel | undefined => {
  try {
    return decodeModel(readFileSync(path))
  } catch {
    return undefined
  }
}

const keep = (model: UnderstandingModel, name: string): void => {
  const [folder = ''] = cacheFolders
  const unfinished = join(folder, `${name}.${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(unfinished, encodeModel(model))
    renameSync(unfinished, join(folder, name))
  } catch {
    // A folder that cannot be written only means that the next start trains again.
  }
}
