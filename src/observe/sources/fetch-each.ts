import { mapConcurrently } from '../../azure/map-concurrently.ts'
import { AzureError } from '../../azure/types.ts'

export interface FailedPart {
  readonly failed: string
}

const maxConcurrent = 4

/**
 * Fetches each part, a few at a time. A part that Azure refuses is told in the file and does not lose the others;
 * where all of them fail, the first one's error is thrown.
 */
export async function fetchEach<T, R>(
  items: readonly T[],
  fetch: (item: T) => Promise<R>,
): Promise<readonly (R | FailedPart)[]> {
  const errors: AzureError[] = []
  const parts = await mapConcurrently(maxConcurrent, items, async (item) => {
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
