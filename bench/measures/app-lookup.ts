import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import type { ReadingAzure } from '../../src/azure/types.ts'
import { appName, pageOf } from '../estate.ts'
import { quantile, rounded } from '../figures.ts'
import { inMs } from '../rounds.ts'
import type { Measure } from '../types.ts'

const apps = 50_000
const lookUps = 2_000
const mostInMs = 5

/** By name as it is, and as people get it wrong: a letter too few, too many, changed places, a part left out. */
export const appLookup: Measure = {
  name: 'app-lookup',
  goal: `an app among ${apps} by its name, exact or misspelt: p99 ≤ ${mostInMs} ms (the floor, a look-up in a map, is only told)`,
  run: async () => {
    const directory = createAppDirectory({ reading: estateOf(apps), now: Date.now })
    const loadedInMs = await inMs(() => directory.refresh())
    const known = new Map(Array.from({ length: apps }, (_, n) => [appName(n), n]))
    const times = { exact: [] as number[], fuzzy: [] as number[], map: [] as number[] }
    let foundAgain = 0
    for (let count = 0; count < lookUps; count += 1) {
      const name = appName((count * 7919) % apps)
      const wrong = misspelt(name, count)
      times.exact.push(await inMs(() => directory.find(name)))
      times.map.push(lookIn(known, name))
      let found: Awaited<ReturnType<typeof directory.find>> = { is: 'none' }
      times.fuzzy.push(
        await inMs(async () => {
          found = await directory.find(wrong)
        }),
      )
      if (hasName(found, name)) foundAgain += 1
    }
    const ours = quantile([...times.exact, ...times.fuzzy], 0.99)
    const floor = quantile(times.map, 0.99)
    const p99 = quantile(times.fuzzy, 0.99)
    return {
      ours: rounded(ours),
      floor: rounded(floor),
      unit: 'ms (p99)',
      ratio: rounded(ours / floor),
      holds: ours <= mostInMs,
      also: {
        fuzzy: {
          goal: `p99 of misspelt names alone ≤ ${mostInMs} ms`,
          ours: rounded(p99),
          floor: rounded(floor),
          unit: 'ms (p99)',
          ratio: rounded(p99 / floor),
          holds: p99 <= mostInMs,
        },
      },
      notes: {
        lookUps: 2 * lookUps,
        exactP99InMs: rounded(quantile(times.exact, 0.99)),
        slowestInMs: rounded(quantile([...times.exact, ...times.fuzzy], 1)),
        misspeltButFound: `${foundAgain} of ${lookUps}`,
        loadedInMs: Math.round(loadedInMs),
      },
    }
  },
}

/** Only what the directory asks of Azure: its one query, page by page. */
const estateOf = (count: number): ReadingAzure =>
  ({
    arm: {
      pathUnchecked: () => ({
        post: async ({ body }: { readonly body: unknown }) => ({ status: '200', body: pageOf(count, body) }),
      }),
    },
  }) as unknown as ReadingAzure

/** Without a promise around it, which would take longer than the look. */
const lookIn = (known: ReadonlyMap<string, number>, name: string): number => {
  const from = performance.now()
  if (!known.has(name)) throw new Error(`${name} is missing`)
  return performance.now() - from
}

const misspelt = (name: string, way: number): string => {
  const at = 1 + (way % (name.length - 2))
  const [before, after] = [name.slice(0, at), name.slice(at)]
  switch (way % 5) {
    case 0:
      return before + after.slice(1)
    case 1:
      return `${before}${after.slice(0, 1)}${after}`
    case 2:
      return `${before}${after.slice(1, 2)}${after.slice(0, 1)}${after.slice(2)}`
    case 3:
      return `${before}q${after.slice(1)}`
    default:
      return name.split('-').slice(0, 3).join('-')
  }
}

const hasName = (
  found: { readonly is: string; readonly app?: { readonly name: string }; readonly apps?: readonly { name: string }[] },
  name: string,
): boolean => found.app?.name === name || found.apps?.some((app) => app.name === name) === true
