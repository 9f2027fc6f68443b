import { InvalidArgumentError } from 'commander'
import { type ChainFault, type ChainHead, type JournalVerification, verifyChain } from '../../journal/index.ts'

/** True where the chain holds. */
export const verifyJournal = async (dataDir: string, noted?: ChainHead): Promise<boolean> => {
  const verification = await verifyChain(dataDir, noted)
  for (const line of reportOf(verification)) console.log(line)
  return verification.holds && verification.evidence.changed.length === 0
}

export const parseChainHead = (text: string): ChainHead => {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('It looks like 12:9f86d081….')
  return { seq: Number(seq), hash }
}

const reportOf = (verification: JournalVerification): readonly string[] => {
  if (!verification.holds)
    return [`The chain is broken at ${brokenEntryName(verification.broken)}.`, detailOf(verification.broken)]
  const { events, streams, head, evidence } = verification
  return [
    `The chain holds: ${countOf(events, 'event')} in ${countOf(streams, 'stream')}, ${countOf(evidence.files, 'evidence file')}.`,
    `Its end, to be noted where nobody who can write here can write: ${head.seq}:${head.hash}`,
    ...evidence.missing.map(({ fileName, seq }) => `Evidence is gone from the disk: ${fileName} of entry ${seq}.`),
    ...evidence.changed.map(({ fileName, seq }) => `EVIDENCE WAS CHANGED on the disk: ${fileName} of entry ${seq}.`),
  ]
}

const brokenEntryName = ({ seq, stream, version, type }: ChainFault): string =>
  stream === undefined ? `entry ${seq}` : `entry ${seq}: ${stream} #${version} ${type}`

const detailOf = ({ what, detail }: ChainFault): string => `${what}: ${detail}`

const countOf = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
