import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { faults } from '../../../simulator/index.ts'
import { drillDocumentOf } from '../../../src/cli/drill/index.ts'
import { runDrill } from '../../../src/cli/drill/run-drill.ts'

const folder = new URL('../../../docs/drills/', import.meta.url)
const seed = 3

/** All of them differ in what they end with: a step that heals, nothing to be done from here, two things at once. */
test.each(readdirSync(folder))('%s tells what the drill tells, and the drill is right', async (name) => {
  const fault = faults.find(({ id }) => `${id}.md` === name)
  if (fault === undefined) throw new Error(`there is no fault for ${name}`)

  const { lines, score, loggedErrors: troubles } = await runDrill(fault, { seed, language: 'en' })

  const document = drillDocumentOf(fault, seed, lines)
  expect(score).toMatchObject({ right: true })
  expect(troubles).toEqual([])
  await expect(document).toMatchFileSnapshot(fileURLToPath(new URL(name, folder)))
})
