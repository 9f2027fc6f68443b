import { readFileSync, statSync } from 'node:fs'

/** The text of a policy file, or in words why there is none. */
export type PolicyText = { readonly text: string } | { readonly trouble: string }

/** Thousands of people fit; what is larger is no policy, and nobody should wait while it is read. */
const sizeLimitInBytes = 1_048_576

/** Never throws, and never waits: a pipe or a device in place of the file is no policy. */
export const readPolicyText = (file: string): PolicyText => {
  try {
    const found = statSync(file)
    if (!found.isFile()) return { trouble: 'is not a file' }
    if (found.size > sizeLimitInBytes) return { trouble: 'is larger than 1 MiB' }
    return decode(readFileSync(file))
  } catch (error) {
    return { trouble: `can't be read (${String((error as NodeJS.ErrnoException).code)})` }
  }
}

/** Strictly: a letter that got lost could be one of somebody's name. */
const decode = (bytes: Uint8Array): PolicyText => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { trouble: 'is not UTF-8' }
  }
}
