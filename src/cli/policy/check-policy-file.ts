import { readFileSync } from 'node:fs'
import { steps } from '../../mitigate/index.ts'
import { checkPolicy, formatPolicyProblem } from '../../policy-file/index.ts'

/** True where the file is right. */
export const checkPolicyFile = (file: string): boolean => {
  const checked = checkPolicy(readTextFile(file), { practice: false, steps: steps.map(({ id }) => id) })
  if ('policy' in checked) {
    const { people, rules, freezes } = checked.policy
    const counts = `${Object.keys(people).length} people, ${rules.length} rules, ${freezes.length} freezes`
    process.stdout.write(`${file}: right: ${counts}\n`)
    return true
  }
  const { problems } = checked
  for (const problem of problems) process.stdout.write(`${formatPolicyProblem(problem, file)}\n`)
  process.stdout.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`)
  return false
}

/** Throws a sentence that says what to do. */
export const readTextFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    throw new Error(`${file} can't be read (${code}): give the path of a file that is there.`)
  }
}
