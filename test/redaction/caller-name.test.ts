import { expect, test } from 'vitest'
import { callerName } from '../../src/redaction/caller-name.ts'

test.each([
  'bram@contoso.com',
  "o'neill+web_1@shop.contoso.co.uk",
  'bram_contoso.com#EXT#@fabrikam.onmicrosoft.com',
  'live.com#bram@contoso.com',
  '11111111-2222-3333-4444-555555555555',
  'Jan Jansen',
])('%s is who it was, however often it is asked', (caller) => {
  expect(callerName(callerName(` ${caller} `))).toBe(caller)
})

test.each([
  ['bram@contoso.com asked ada@contoso.com', '[redacted]@contoso.com asked [redacted]@contoso.com'],
  ['https://bram:hunter2hunter@contoso.com', 'https://[redacted]@contoso.com'],
  ['ghp_0123456789abcdefABCD@contoso.com', '[redacted]@contoso.com'],
  ['<at>everyone</at>\nAda', '<at>everyone</at> Ada'],
  ['password=hunter2@contoso.com', 'password=[redacted]'],
])('%j is text like any other', (text, expected) => {
  expect(callerName(text)).toBe(expected)
})
