import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import {
  type ChainFault,
  type ChainHead,
  type Checkpoint,
  type JournalKeyring,
  type JournalVerification,
  keyFileOf,
  readKeyFile,
  readWitness,
  signatureKeysOf,
  verifyChain,
} from '../../journal/index.ts'
import { withJournalFile } from './with-journal-file.ts'

export interface VerifyJournalOptions {
  readonly data: string
  readonly noted?: ChainHead
  readonly keyFile?: string
  readonly witnessFile?: string
  /** For who may check and not seal; in base64, as a verify with the key printed it. */
  readonly publicKey?: readonly string[]
  /** A copy to be looked into in place of the journal itself. */
  readonly backup?: string
  readonly json?: true
}

/** True where nothing is wrong; never for a sealed journal of which nobody can tell who wrote it. */
export const verifyJournal = async (options: VerifyJournalOptions): Promise<boolean> => {
  const { data, noted, publicKey = [] } = options
  const keyFile = keyFileOf({ dataDir: data, keyFile: options.keyFile })
  const keys = await readKeyFile(keyFile)
  // Before the journal is read or copied: what is noted later is not in it.
  const witness = options.backup === undefined ? await witnessOf(options, keyFile) : undefined
  const signatures = keys ?? (publicKey.length === 0 ? undefined : signatureKeysOf(publicKey))
  const verify = (file: string) => verifyChain(data, { noted, keys, signatures, witness, file })
  const verification = await (options.backup === undefined ? withJournalFile(data, verify) : verify(options.backup))
  const report = { ...verification, unproven: unprovenOf(verification, { keys, keyFile, signatures, witness }) }
  for (const line of options.json ? [JSON.stringify(report)] : reportOf(report, keys)) console.log(line)
  const { evidence } = verification
  const isProven = !verification.sealed || signatures !== undefined
  return isProven && verification.holds && (evidence === undefined || evidenceFaultsOf(evidence).length === 0)
}

export const parseChainHead = (text: string): ChainHead => {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('It looks like 12:9f86d081….')
  return { seq: Number(seq), hash }
}

/** Beside the key, or in the directory where the key is no file. */
const witnessOf = async (
  { data, witnessFile }: VerifyJournalOptions,
  keyFile: string,
): Promise<Checkpoint | undefined> =>
  (await readWitness(witnessFile ?? `${keyFile}.witness`)) ?? readWitness(join(data, 'journal.witness'))

interface Proof {
  readonly keys: JournalKeyring | undefined
  readonly keyFile: string
  readonly signatures: object | undefined
  readonly witness: Checkpoint | undefined
}

/** What nobody can tell with what is at hand. */
const unprovenOf = (
  { sealed }: JournalVerification,
  { keys, keyFile, signatures, witness }: Proof,
): readonly string[] => {
  if (!sealed)
    return ['It is not sealed yet: start Appmedic on it once. Until then who can write here can write it anew.']
  const unproven: string[] = []
  if (keys === undefined)
    unproven.push(
      `Not proven without the key (${keyFile}, or --key-file): that Appmedic wrote the entries, and not somebody else.`,
    )
  if (signatures === undefined) unproven.push('Not proven without the key or --public-key: who signed the checkpoints.')
  if (witness === undefined)
    unproven.push('Not proven without what is noted beside the key, or --noted: that nothing was cut off at the end.')
  return unproven
}

type Report = JournalVerification & { readonly unproven: readonly string[] }

const reportOf = (report: Report, keys: JournalKeyring | undefined): readonly string[] => [
  ...(report.broken === undefined ? wholeLines(report) : brokenLines(report.broken)),
  ...report.faults.filter((fault) => fault !== report.broken).map((fault) => `WRONG: ${faultName(fault)}`),
  ...(report.evidence === undefined ? [] : evidenceFaultsOf(report.evidence)),
  ...report.unproven,
  ...(keys === undefined || !report.sealed
    ? []
    : [`Public key, for who may check and not seal: ${keys.current.publicKey}`]),
]

const wholeLines = ({ events, streams, erased, head, evidence }: JournalVerification): readonly string[] => [
  `The chain holds: ${countOf(events, 'event')} in ${countOf(streams, 'stream')}, ${countOf(evidence?.files ?? 0, 'evidence file')}.`,
  `Its end, to be noted where nobody who can write here can write: ${head.seq}:${head.hash}`,
  ...(erased === 0 ? [] : [`Erased, as later entries say: what ${countOf(erased, 'event')} said.`]),
  ...(evidence === undefined || evidence.erased.length === 0
    ? []
    : [`Erased, as later entries say: ${countOf(evidence.erased.length, 'evidence file')}.`]),
]

const brokenLines = (broken: ChainFault): readonly string[] => [
  `The chain is broken at ${brokenEntryName(broken)}.`,
  `${broken.what}: ${broken.detail}`,
]

const brokenEntryName = ({ seq, stream, version, type }: ChainFault): string =>
  stream === undefined ? `entry ${seq}` : `entry ${seq}: ${stream} #${version} ${type}`

const faultName = ({ what, seq, detail }: ChainFault): string =>
  seq === 0 ? `${what}: ${detail}` : `${what}: entry ${seq}: ${detail}`

const evidenceFaultsOf = ({
  missing,
  changed,
  left,
}: NonNullable<JournalVerification['evidence']>): readonly string[] => [
  ...missing.map(({ fileName, seq }) => `EVIDENCE IS GONE from the disk: ${fileName} of entry ${seq}.`),
  ...changed.map(({ fileName, seq }) => `EVIDENCE WAS CHANGED on the disk: ${fileName} of entry ${seq}.`),
  ...left.map(({ fileName, seq }) => `ERASED EVIDENCE IS STILL THERE: ${fileName} of entry ${seq}. Erase it again.`),
]

const countOf = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
