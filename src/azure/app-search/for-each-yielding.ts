import { setImmediate } from 'node:timers/promises'

const atOnce = 1_000

/** Does something with each of very many items, and lets others have their turn in between (L7). */
export const forEachYielding = async <T>(
  items: readonly T[],
  work: (item: T, index: number) => void,
): Promise<void> => {
  for (const [index, item] of items.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate()
    work(item, index)
  }
}
