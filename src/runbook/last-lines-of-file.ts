import type { EvidenceStore } from '../journal/types.ts'

const mostKeptInBytes = 65_536

/** The last lines of a kept text, as it was redacted when it was kept; none where it is gone. */
export const lastLinesOfFile = async (
  evidence: Pick<EvidenceStore, 'get'>,
  id: string,
  count: number,
): Promise<readonly string[]> => {
  const found = await evidence.get(id)
  if (found === undefined || !/^text\//.test(found.evidence.contentType)) return []
  let tail = Buffer.alloc(0)
  for await (const chunk of found.body) tail = Buffer.concat([tail, chunk]).subarray(-mostKeptInBytes)
  return tail
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-count)
}
