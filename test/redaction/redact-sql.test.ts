import { expect, test } from 'vitest'
import { redactText } from '../../src/redaction/redact-text.ts'

test.each([
  [
    "INSERT INTO users (name, password, city) VALUES ('ada, (b)', 'hunter', 'it''s'), ('bram', N'more', NULL)",
    "INSERT INTO users (name, password, city) VALUES ('ada, (b)',[redacted], 'it''s'), ('bram',[redacted], NULL)",
  ],
  [
    "[Parameters=[@p0='Ada', @p1='it's secret' (Size = 40), @p2='7']]\nINSERT INTO [U] ([Name], [Password], [Age])\nVALUES (@p0, @p1, @p2)",
    "[Parameters=[@p0='Ada', @p1='[redacted]' (Size = 40), @p2='7']]\nINSERT INTO [U] ([Name], [Password], [Age])\nVALUES (@p0, @p1, @p2)",
  ],
  ["@p0='hunter2' (Nullable = false), @p1='ORD-17'", "@p0='[redacted]' (Nullable = false), @p1='ORD-17'"],
])('%j loses the value in the column of a secret, and no other', (text, expected) => {
  expect(redactText(text)).toBe(expected)
})

test.each([
  "INSERT INTO users (name, password) VALUES (?, ?), ('ada', NULL)",
  "INSERT INTO orders (id, note) VALUES (7, 'the password, (x)')",
  "[Parameters=[@__password_0='?' (Size = 4000), @__id_1='3f2504e0-4f89-41d3-9a0c-0305e82c3301']]",
])('%j says nothing, and stays', (text) => {
  expect(redactText(text)).toBe(text)
})
