import { z } from 'zod'
import { parseAnswer } from '../../azure/arm-reader.ts'
import type { KuduClient } from '../../azure/types.ts'

/** A file below `LogFiles`, as Kudu lists it. */
export interface LogFile {
  /** `Application/a1-4711.txt` */
  readonly name: string
  readonly path: string
  readonly sizeInBytes: number
  readonly changedAt: string
}

const listed = z.object({
  name: z.string(),
  size: z.number().nullish(),
  mtime: z.string().nullish(),
  mime: z.string().nullish(),
})

const root = '/api/vfs/LogFiles/'
const maxFolderDepth = 3
const mostFolders = 40

/** Every file below `LogFiles`, newest first, so deep and in so many folders. */
export async function listLogFiles(kudu: KuduClient, signal: AbortSignal): Promise<readonly LogFile[]> {
  const files: LogFile[] = []
  const folders: { readonly name: string; readonly depth: number }[] = [{ name: '', depth: 1 }]
  for (let read = 0; read < mostFolders; read += 1) {
    const folder = folders.shift()
    if (folder === undefined) break
    const path = `${root}${encoded(folder.name)}`
    for (const one of parseAnswer(await kudu.get(path, signal), z.array(listed), path)) {
      const name = `${folder.name}${one.name}`
      if (one.mime !== 'inode/directory') files.push(fileOf(name, one))
      else if (folder.depth < maxFolderDepth) folders.push({ name: `${name}/`, depth: folder.depth + 1 })
    }
  }
  return files.sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1))
}

const fileOf = (name: string, { size, mtime }: z.infer<typeof listed>): LogFile => ({
  name,
  path: `${root}${encoded(name)}`,
  sizeInBytes: size ?? 0,
  changedAt: mtime ?? '',
})

const encoded = (name: string): string => name.split('/').map(encodeURIComponent).join('/')
