import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logNames } from '../../src/incident/finding.ts'
import { readLog } from '../../src/logs/index.ts'

/** Pieces that the patterns look for, in any order: what is worst for a pattern is what nearly fits. */
const pieces = [
  '\n',
  '\r\n',
  '\t',
  ' ',
  '   at ',
  'Contoso.X.Y(',
  'a.b.c',
  '(node:internal/x:1:2)',
  'Caused by: ',
  ' ---> ',
  'Traceback (most recent call last):',
  '  File "/app/a.py", line 3, in f',
  'System.Exception: ',
  'PHP Fatal error:  ',
  'Stack trace:',
  '#0 /a/b.php(3): ',
  'ERROR - ',
  '[ERROR] ',
  'fail: X[1]',
  '2026-11-28T10:00:00Z ',
  '[28-Nov-2026 10:00:00] ',
  '\u001b[31m',
  '\u001b[',
  '{"level":50,"msg":"',
  '"}',
  '<Event>',
  '</System>',
  '<Data>',
  '</Data>',
  '<Events>',
  ' in ',
  ' on line ',
  'PID[11] ',
  "didn't respond to HTTP pings on port: 8080",
  'docker run -p 1:2',
  'Now listening on: http://localhost:',
  '8080',
  'exited with code ',
  '137',
  'Worker (pid:3) was sent SIGKILL!',
  'x'.repeat(300),
  '1'.repeat(100),
  '&#x',
  '&lt;',
  "'",
  '"',
  '\\',
  '🙂',
  '\ud800',
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 120 })
  .map((parts) => parts.join(''))
const logs = fc.constantFrom(...logNames)

describe('whatever the text is', () => {
  it('never throws, and gives a bounded list of lines', () => {
    fc.assert(
      fc.property(text, logs, (given, log) => {
        const findings = readLog(given, log)

        expect(findings.length).toBeLessThanOrEqual(20)
        for (const { line, message = '', exception = '', frame = '', path = '', count } of findings) {
          expect(count).toBeGreaterThan(0)
          for (const said of [line, message, exception, frame, path]) {
            expect(said.length).toBeLessThanOrEqual(300)
            expect(said).not.toMatch(/\p{Cc}/u)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('says the same with either end of line, with colours and without, and cut off at its beginning', () => {
    fc.assert(
      fc.property(text, (given) => {
        const plain = given.replaceAll('\r', '').replaceAll('\u001b', '')
        const coloured = plain.replaceAll('\n', '\n\u001b[31m')

        expect(readLog(plain.replaceAll('\n', '\r\n'), 'container')).toEqual(readLog(plain, 'container'))
        if (!plain.includes('<')) expect(readLog(coloured, 'container')).toEqual(readLog(plain, 'container'))
        expect(() => readLog(given.slice(given.length / 3), 'container')).not.toThrow()
      }),
    )
  })
})

describe('a megabyte', () => {
  const megabyte = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length))

  it.each([
    ['one line of words', megabyte('a ')],
    ['one line of a frame', `   at ${megabyte('a.b')}(`],
    ['one line of digits', megabyte('1')],
    ['one line of brackets', megabyte('[[(')],
    ['one line of a path', ` at /${megabyte('a/')}`],
    ['one line of a JSON', `{"msg":"${megabyte('x')}`],
    ['heads of exceptions', megabyte('System.Exception: x y z\n')],
    ['long heads', megabyte(`${'A.b'.repeat(1_300)}Exception: x\n`)],
    ['PHP without an end', megabyte(`PHP Fatal error:  ${' in x'.repeat(700)}\n`)],
    ['names that nearly fit', megabyte(`at ${'x'.repeat(400)} (${'y'.repeat(400)}:1:\n`)],
    [
      'starts that fail',
      megabyte("2026-11-28T10:00:00Z ERROR - Container x didn't respond to HTTP pings on port: 8080\n"),
    ],
    [
      'events',
      `<Events>${megabyte('<Event><System><Provider Name="x"/><EventID>1</EventID><Level>2</Level></System><Data>a</Data></Event>')}`,
    ],
    ['an event without an end', `<Events><Event><System></System><Data>${megabyte('&#x')}`],
    ['tags without an end', `<Events>${megabyte('<Event ')}`],
    ['levels that nearly fit', megabyte('[a] [b] [c] [d] ERRO\n')],
    ['requests', megabyte('1.1.1.1 - - [x] "GET /aaaa HTTP/1.1" 500 12 ECONNREFUSED\n')],
  ])('%s is read in time', (_, given) => {
    // Some 0.2 s where nothing else runs; a pattern that runs wild takes minutes, past any test's ceiling.
    expect(readLog(given, 'container').length).toBeLessThanOrEqual(20)
  })
})
