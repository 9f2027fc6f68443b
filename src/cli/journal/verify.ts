import { InvalidArgumentError } from 'commander'
import { type Broken, type Head, type Verification, verify } from '../../journal/index.ts'

/** True where the chain holds. */
export const verifyJournal = async (dataDir: string, noted?: Head): Promise<boolean> => {
  const verification = await verify(dataDir, noted)
  for (const line of reportOf(verification)) console.log(line)
  return verification.holds && verification.evidence.changed.length === 0
}

export const parseHead = (text: string): Head => {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('It looks like 12:9f86d081….')
  return { seq: Number(seq), hash }
}

const reportOf = (verification: Verification): readonly string[] => {
  if (!verification.holds)
    return [`The chain is broken at ${nameOf(verification.broken)}.`, detailOf(verification.broken)]
  const { events, streams, head, evidence } = verification
  return [
    `The chain holds: ${count(events, 'event')} in ${count(streams, 'stream')}, ${count(evidence.files, 'evidence file')}.`,
    `Its end, to be noted where nobody who can write here can write: ${head.seq}:${head.hash}`,
    ...evidence.missing.map(({ fileName, seq }) => `Evidence is gone from the disk: ${fileName} of entry ${seq}.`),
    ...evidence.changed.map(({ fileName, seq }) => `EVIDENCE WAS CHANGED on the disk: ${fileName} of entry ${seq}.`),
  ]
}

const nameOf = ({ seq, stream, version, type }: Broken): string =>
  stream === undefined ? `entry ${seq}` : `entry ${seq}: ${stream} #${version} ${type}`

const detailOf = ({ what, detail }: Broken): string => `${what}: ${detail}`

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
