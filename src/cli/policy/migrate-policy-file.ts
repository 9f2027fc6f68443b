import { realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { formatPolicyProblem } from '../../policy-file/index.ts'
import { migratePolicy } from '../../policy-file/migrate-policy.ts'
import { readPolicyText } from '../../policy-file/read-policy-text.ts'

/** Prints the file as one of the newest version, or writes it in its place. Throws a sentence that says what to do. */
export const migratePolicyFile = (file: string, { write = false }: { readonly write?: boolean } = {}): boolean => {
  const read = readPolicyText(file)
  if ('trouble' in read) throw new Error(`${file} ${read.trouble}: give the path of a policy file.`)
  const migrated = migratePolicy(read.text)
  if ('problems' in migrated) {
    throw new Error(migrated.problems.map((problem) => formatPolicyProblem(problem, file)).join('\n'))
  }
  if ('trouble' in migrated) throw new Error(`${file} ${migrated.trouble}.`)
  if (!write) process.stdout.write(migrated.text)
  else replaceFile(file, migrated.text)
  return true
}

/** As a whole or not at all: a running bot reads it at any moment. */
const replaceFile = (file: string, text: string): void => {
  const target = realpathSync(file)
  const draft = `${target}.${process.pid}.new`
  writeFileSync(draft, text, { mode: statSync(target).mode, flag: 'wx' })
  renameSync(draft, target)
  process.stdout.write(`${file} is of version 2 now, and decides as before. Narrow its permissions, and check it.\n`)
}
