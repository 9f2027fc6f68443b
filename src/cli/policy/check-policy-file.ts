import { findDoubts } from '../../policy-file/find-doubts.ts'
import { type CheckedPolicy, checkPolicy, formatPolicyProblem, type WholePolicy } from '../../policy-file/index.ts'
import { endMark, findLosses } from '../../policy-file/policy-outline.ts'
import { readPolicyText } from '../../policy-file/read-policy-text.ts'
import { countWords } from '../../text/count-words.ts'
import { stepIds } from './policy-question.ts'

/**
 * True where the file is right, and has lost nothing of the one that it takes the place of. What only deserves a look,
 * on the chat platforms that are set up, is printed all the same.
 */
export const checkPolicyFile = (file: string, formerFile?: string, platforms: readonly string[] = []): boolean => {
  const checked = readAndCheck(file)
  const former = formerFile === undefined ? undefined : readAndCheck(formerFile)
  if (former !== undefined && 'problems' in former) return printProblems(linesOf(former, formerFile ?? ''))
  const lines = 'problems' in checked ? linesOf(checked, file) : lossesOf(former, checked, file)
  if (lines.length > 0 || 'problems' in checked) return printProblems(lines)
  const { people, rules, freezes } = checked.policy
  const counts = [
    countWords(Object.keys(people).length, 'person', 'people'),
    countWords(rules.length, 'rule'),
    countWords(freezes.length, 'freeze'),
  ].join(', ')
  for (const doubt of doubtsOf(checked, platforms)) process.stdout.write(`${file}: look at this: ${doubt}\n`)
  process.stdout.write(`${file}: right: ${counts}\n`)
  return true
}

const readAndCheck = (file: string): CheckedPolicy => checkPolicy(readPolicy(file), { practice: false, steps: stepIds })

const doubtsOf = ({ policy, outline }: WholePolicy, platforms: readonly string[]): readonly string[] => [
  ...findDoubts(policy, { platforms, steps: stepIds }),
  ...(outline.hasEndMark ? [] : [`write "${endMark}" as the last line, so that a file that is cut off never counts`]),
]

type WrongPolicy = Extract<CheckedPolicy, { problems: unknown }>
const linesOf = ({ problems }: WrongPolicy, file: string): readonly string[] =>
  problems.map((problem) => formatPolicyProblem(problem, file))

const lossesOf = (former: WholePolicy | undefined, { outline }: WholePolicy, file: string): readonly string[] =>
  former === undefined ? [] : findLosses(former.outline, outline).map((loss) => `${file}: ${loss}`)

const printProblems = (lines: readonly string[]): false => {
  for (const line of lines) process.stdout.write(`${line}\n`)
  process.stdout.write(`${countWords(lines.length, 'problem')}\n`)
  return false
}

/** As strictly as the running bot reads it; throws a sentence that says what to do. */
const readPolicy = (file: string): string => {
  const read = readPolicyText(file)
  if ('text' in read) return read.text
  throw new Error(`${file} ${read.trouble}: give the path of a file that is there, as text in UTF-8.`)
}
