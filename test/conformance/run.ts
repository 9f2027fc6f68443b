import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkEquivalents } from './az-arguments.ts'
import { driveProduct, driveThroughFaults } from './drive-product.ts'
import { driveRoutes } from './drive-routes.ts'
import { type Estate, openEstate } from './estate.ts'
import type { Pair } from './recorder.ts'
import { reportOn } from './report.ts'
import { loadSpecs } from './specs.ts'

const project = resolve(import.meta.dirname, '../..')
const fewestOperations = 40

/** Those that make Azure answer otherwise: stopped, over quota, blocked, out of order, deployed to, alerted. */
const manyFaults = {
  'contoso-web': 'bad-deployment',
  'contoso-admin': 'app-stopped',
  'contoso-api': 'container-blocked',
  'contoso-shop': 'azure-outage',
  'fabrikam-portal': 'crash-on-path',
  'fabrikam-hobby': 'plan-quota',
}

/**
 * Drives the real product against the simulator, then calls every route that is left, and holds each request and each
 * answer to Microsoft's OpenAPI files. Fails with any difference that `exceptions.ts` does not explain.
 */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { specs: { type: 'string' } } })
  const directory = resolve(project, values.specs ?? '../shared/azure-specs')
  if (!existsSync(resolve(directory, 'specification'))) {
    console.log(`Skipped: Microsoft's specifications are not at ${directory} (--specs <directory>).`)
    return
  }
  const specs = await loadSpecs(directory)
  const { pairs, troubles } = await record()
  const checked = []
  for (const pair of pairs) checked.push(await specs.check(pair))
  const { lines, operations, unexplained } = reportOn(checked)
  for (const line of lines) console.log(line)
  for (const trouble of troubles) console.log(trouble)
  console.log(`${operations} operations, ${pairs.length} pairs, ${unexplained} unexplained errors`)
  const isWell = unexplained === 0 && operations >= fewestOperations && troubles.length === 0
  process.exitCode = isWell ? 0 : 1
}

interface Recorded {
  readonly pairs: readonly Pair[]
  readonly troubles: readonly string[]
}

async function record(): Promise<Recorded> {
  const healthy = await on({}, async (estate) => {
    const { apps, steps, plans, troubles } = await driveProduct(estate)
    console.log(`Driven: every probe and collector on ${apps.join(', ')}; steps and their undo: ${steps.join(', ')}.`)
    const equivalents = checkEquivalents(plans)
    for (const line of equivalents.lines) console.log(line)
    const { missed } = await driveRoutes(estate)
    return [...troubles, ...equivalents.troubles, ...missed.map((route) => `not covered: ${route}`)]
  })
  const broken = await on(manyFaults, driveThroughFaults)
  return { pairs: [...healthy.pairs, ...broken.pairs], troubles: [...healthy.troubles, ...broken.troubles] }
}

async function on(
  faults: Readonly<Record<string, string>>,
  drive: (estate: Estate) => Promise<readonly string[]>,
): Promise<Recorded> {
  const estate = await openEstate(faults)
  try {
    const troubles = await drive(estate)
    return { pairs: [...estate.recorder.pairs], troubles }
  } finally {
    await estate.stop()
  }
}

await run()
