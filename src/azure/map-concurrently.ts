/** Maps all items, at most `limit` at a time; the answers keep the order of the items (L9). */
export async function mapConcurrently<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}

/** Of reads that nobody waits for one by one: few enough that ARM, which counts them, lets everybody else's through. */
export const readsAtOnce = 8
