import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { understandLines } from '../../src/cli/understand-command.ts'

const run = async (lines: readonly string[], explain = false) => {
  const output = new PassThrough()
  const errors = new PassThrough()
  const [said, complaints, exitCode] = await Promise.all([
    text(output),
    text(errors),
    understandLines({ input: Readable.from(lines.map((line) => `${line}\n`)), output, errors }, explain).then(
      (code) => {
        output.end()
        errors.end()
        return code
      },
    ),
  ])
  const answers = said
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return { answers, complaints, exitCode }
}

it('answers each line in order', async () => {
  const { answers, complaints, exitCode } = await run([
    '{"id":"a","text":"contoso-web geeft een 503"}',
    '',
    '{"id":2,"text":"lunch at noon, who is in?"}',
  ])

  expect(answers).toMatchObject([
    { id: 'a', intent: 'report_outage', meaning: 'report_outage', codes: [503], apps: ['contoso-web'] },
    { id: 2, intent: 'none', codes: [], apps: [] },
  ])
  expect([complaints, exitCode]).toEqual(['', 0])
})

it('adds why on request', async () => {
  const { answers } = await run(['{"id":"a","text":"restart contoso-web"}'], true)

  expect(answers[0].why.join(' ')).toContain('restart')
})

it('names each line that it can not read, goes on, and fails at the end', async () => {
  const { answers, complaints, exitCode } = await run([
    'nonsense',
    '{"id":"a","text":"site is down"}',
    '{"text":"no id"}',
    '{"id":"b"}',
    '[]',
    '{"id":"c","text":"help"}',
  ])

  expect(answers.map(({ id, intent }) => [id, intent])).toEqual([
    ['a', 'report_outage'],
    ['c', 'help'],
  ])
  expect(complaints).toMatch(
    /Line 1: is not JSON.*\nLine 3: has no "id".*\nLine 4: has no "text".*\nLine 5: has no "id"/,
  )
  expect(exitCode).toBe(1)
})
