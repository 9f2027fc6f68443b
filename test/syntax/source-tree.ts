import { readdirSync, readFileSync } from 'node:fs'

/** A file by its path from the root of the project, `src/main.ts`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const root = new URL('../../', import.meta.url)

/** All that is code in these folders, as it stands on the disk. */
export const readSourceTree = (folders: readonly string[]): readonly SourceFile[] =>
  folders
    .flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((path) => /\.m?[jt]s$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }))
