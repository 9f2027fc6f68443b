import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answers } from '../../src/answers/index.ts'
import { replies } from '../../src/runbook/replies/index.ts'
import { readExampleFiles } from '../../src/trained-model/example-files.ts'
import { isIntent } from '../../src/understand/types.ts'

const parts = [
  'index',
  'types',
  'reply-dispatcher',
  'evidence-file-contents',
  'evidence-file-facts',
  'last-requested-step',
]
const meanings = [...new Set(readExampleFiles().map(({ meaning }) => meaning))].sort()

test('every reply has a file of its name and a line in the list', () => {
  const files = readdirSync(new URL('../../src/runbook/replies/', import.meta.url)).map((file) =>
    file.replace('.ts', ''),
  )

  expect(replies.map(({ id }) => id).sort()).toEqual(files.filter((file) => !parts.includes(file)).sort())
})

test('whatever there are examples of is an intent, a reply or an answer, and has examples of its own', () => {
  const known = [...replies, ...answers].map(({ id }) => id)

  expect(meanings.filter((meaning) => !isIntent(meaning) && !known.includes(meaning))).toEqual([])
  expect(known.filter((id) => !meanings.includes(id))).toEqual([])
  expect(known.length).toBe(new Set(known).size)
})
