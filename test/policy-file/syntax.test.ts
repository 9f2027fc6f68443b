import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checkPolicy, examplePolicyPath, formatPolicyProblem } from '../../src/policy-file/index.ts'

const example = readFileSync(examplePolicyPath, 'utf8')
const lineOf = (text: string): number => example.slice(0, example.indexOf(text)).split('\n').length

const check = (text: string): readonly string[] => {
  const checked = checkPolicy(text, { practice: false })
  return 'problems' in checked ? checked.problems.map((problem) => formatPolicyProblem(problem, 'p')) : []
}

const alike = 'this line begins in another column than its neighbours: indent them alike, with spaces'
const tab = 'a tab stands where the line is indented: write spaces'

/** What is put in the place of what, how many lines below it is seen, in which column, and the words. */
const slips: readonly (readonly [right: string, wrong: string, below: number, column: number, words: string])[] = [
  ['    needed: 1', '\tneeded: 1', 0, 1, tab],
  ['    needed: 1', '  \tneeded: 1', 0, 3, tab],
  ['  ada:', '\tada:', 0, 1, tab],
  ['    needed: 1', '   needed: 1', 0, 4, alike],
  ['    needed: 1', '      needed: 1', 0, 7, alike],
  ['  bram:', ' bram:', 0, 2, alike],
  ['  - name: scaling', ' - name: scaling', 0, 2, alike],
  ['    needed: 1', '    needed: 1\n    needed: 2', 1, 5, '"needed" stands here twice: leave one of them'],
  ['  bram:', '  ada:', 0, 3, '"ada" stands here twice: leave one of them'],
  [
    'needed: 1',
    'needed 1',
    0,
    5,
    '"needed 1" has no value: write a colon and a space after the key, as in "needed: 1"',
  ],
  ['name: restarts', 'name: restarts: all', 0, 11, 'a second colon in one line: put the text that holds it in quotes'],
  [
    '[soft-restart, restart, restart-instance]',
    '[restart',
    1,
    5,
    'what was opened before this line with [ is not closed: write ] at its end',
  ],
]

it.each(slips)(
  '%j written as %j is one problem, in plain words, at its place',
  (right, wrong, below, column, words) => {
    expect(check(example.replace(right, wrong))).toEqual([`p:${lineOf(right) + below}:${column}: ${words}`])
  },
)
