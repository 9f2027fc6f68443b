import { lintSource } from '@secretlint/core'
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend'
import { expect, test } from 'vitest'
import { redactText } from '../../src/redaction/redact-text.ts'
import { fillShape, leaks } from './shapes/fill-shape.ts'
import { createRandomSource } from './shapes/random-source.ts'
import { vendorSamples } from './vendor-samples.ts'

/** As a token comes: alone, in a sentence, in JSON, in a setting, in a stack trace. */
const surroundings: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => `2030-01-01 12:00:03 WARN rejected ${token} from 10.0.0.7`,
  (token) => JSON.stringify({ level: 'warn', detail: token }),
  (token) => `SETTING=${token}\nLOG=info\n`,
  (token) => `Error: 401 for (${token})\n    at Client.send (/srv/client.js:7:9)`,
]

/** The placeholder is allowed, since `_authToken=` is reported with anything behind it. */
async function countSecrets(content: string): Promise<number> {
  const preset = '@secretlint/secretlint-rule-preset-recommend'
  const rules = recommended.rules.map(({ meta }) => ({ id: meta.id, options: { allows: ['/^\\[redacted\\]/'] } }))
  const { messages } = await lintSource({
    source: { content, filePath: '/log.txt', ext: '.txt', contentType: 'text' },
    options: { noPhysicFilePath: true, config: { rules: [{ id: preset, rule: recommended, rules }] } },
  })
  return messages.length
}

test('what secretlint finds, it finds no more once it is redacted, in 98 of 100 texts and more', async () => {
  const random = createRandomSource(7)
  const texts = vendorSamples.flatMap((sample) =>
    surroundings.map((surround) => {
      const { text, ...filled } = fillShape(sample, random)
      return { ...filled, text: surround(text) }
    }),
  )
  const found = (await Promise.all(texts.map(async (one) => ((await countSecrets(one.text)) > 0 ? [one] : [])))).flat()
  const left = await Promise.all(
    found.map(async (one) => {
      const redacted = redactText(one.text)
      return leaks(one, redacted) || (await countSecrets(redacted)) > 0 ? [one.text] : []
    }),
  )

  // Without this the figure would be good because the oracle is blind.
  expect(found.length).toBeGreaterThan(0.9 * texts.length)
  expect(left.flat().length / found.length, left.flat().join('\n')).toBeLessThanOrEqual(0.02)
})
