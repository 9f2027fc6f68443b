import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const data = fileURLToPath(new URL('../data/', import.meta.url))

/** A directory on the disk of the checkout, where a temporary one might lie in memory and flush for nothing. */
export const scratch = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  await mkdir(data, { recursive: true })
  const path = await mkdtemp(`${data}bench-`)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
