import { expect, it } from 'vitest'
import { findDoubts } from '../../src/policy-file/find-doubts.ts'
import { parsePolicy } from '../../src/policy-file/index.ts'

const steps = ['restart', 'stop', 'scale-out']
const rule = (name: string, limits: string, needed: number): string =>
  `  - { name: ${name}, ${limits} approvers: [lead], needed: ${needed}, requesterCounts: false, expiresIn: 5m }\n`
const doubtsOf = (...rules: readonly string[]): readonly string[] =>
  findDoubts(
    parsePolicy(`people: { ada: { name: Ada, roles: [lead] } }\nrules:\n${rules.join('')}`, 'p', { practice: false }),
    {
      platforms: [],
      steps,
    },
  )

const production = rule('production', 'environments: [production], steps: [restart, stop],', 2)

it.each([
  ['takes the same steps', [production, rule('others', '', 1)]],
  ['takes one of them', [production, rule('others', 'steps: [st*],', 1)]],
  ['comes after one that takes some of the apps', [production, rule('a', 'apps: [a],', 2), rule('others', '', 1)]],
  [
    'comes after one of another environment',
    [production, rule('t', 'environments: [test],', 1), rule('others', '', 1)],
  ],
])('a looser rule that %s is told, since an app without the tag gets it', (_, rules) => {
  expect(doubtsOf(...rules)).toEqual([
    'rule "production": an app without an environment tag, or with a typo in it, gets the looser rule "others" ' +
      '(1 approval instead of 2): narrow that one too, or let it ask for as many',
  ])
})

it.each([
  ['asks for as many', [production, rule('others', '', 2)]],
  ['is about other steps', [production, rule('others', 'steps: [scale-out],', 1)]],
  ['is narrowed, too', [production, rule('others', 'environments: [test],', 1)]],
  ['is never reached', [production, rule('strict', '', 2), rule('others', 'steps: [stop],', 1)]],
  ['is about other risks', [rule('p', 'risks: [high], tags: { a: b },', 2), rule('others', 'risks: [low],', 1)]],
])('a rule after it that %s is no trap', (_, rules) => {
  expect(doubtsOf(...rules)).toEqual([])
})
