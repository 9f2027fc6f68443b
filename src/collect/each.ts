import { AzureError } from '../azure/types.ts'
import { atMost } from '../observe/wire/at-most.ts'

export interface Failed {
  readonly failed: string
}

const atOnce = 4

/**
 * Fetches each part, a few at a time. A part that Azure refuses is told in the file and does not lose the others;
 * where all of them fail, the first one's error is thrown.
 */
export async function fetchEach<T, R>(
  items: readonly T[],
  fetch: (item: T) => Promise<R>,
): Promise<readonly (R | Failed)[]> {
  const errors: AzureError[] = []
  const parts = await atMost(atOnce, items, async (item) => {
    try {
      return await fetch(item)
    } catch (error) {
      if (!(error instanceof AzureError)) throw error
      errors.push(error)
      return { failed: error.message }
    }
  })
  const [first] = errors
  if (first !== undefined && errors.length === items.length) throw first
  return parts
}
