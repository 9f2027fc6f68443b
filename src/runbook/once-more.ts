import { AzureError } from '../azure/types.ts'

/** Ours: nobody waits longer than this for an answer to begin. */
const longestWaitInMs = 10_000

/** Reads again, once, where Azure asks for a moment of patience: whoever asks should not have to ask again. */
export const onceMore = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    const waitInMs = error instanceof AzureError ? waitOf(error) : undefined
    if (waitInMs === undefined) throw error
    await new Promise<void>((resolve) => {
      setTimeout(resolve, waitInMs)
    })
    return read()
  }
}

const waitOf = ({ kind, phrase }: AzureError): number | undefined => {
  const seconds = Number(phrase.args?.seconds ?? 0)
  const waitInMs = Math.max(1, seconds) * 1000
  return kind === 'throttled' && waitInMs <= longestWaitInMs ? waitInMs : undefined
}
