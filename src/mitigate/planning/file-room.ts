import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { FileSize, WhatIfResult } from '../../incident/mitigation-plan.ts'

/** What our own store can take of a file that a step fetches. */
export interface FileRoom {
  /** More is never taken. */
  readonly limitInBytes: number
  /** On the disk of the store; absent where nobody can tell. */
  readonly freeInBytes?: number
  /** Of a simulated Azure: no file of it is larger, however much memory it speaks of. */
  readonly largestInPracticeInBytes?: number
  /** After how many days the file is deleted; 0 never. */
  readonly daysKept: number
}

/** The journal has to be written whatever comes: without it nothing runs. */
const reserveInBytes = 1_000_000_000
const smallInBytes = 50_000_000

/** How many bytes may come before a download is cut off. */
export const mostBytesFor = (room: FileRoom): number => {
  const { limitInBytes, largestInPracticeInBytes = limitInBytes } = room
  return Math.max(0, Math.min(limitInBytes, largestInPracticeInBytes, roomOnDisk(room)))
}

const roomOnDisk = ({ freeInBytes }: FileRoom): number =>
  freeInBytes === undefined ? Number.POSITIVE_INFINITY : freeInBytes - reserveInBytes

/** Says beforehand how large the file will be and what there is room for; impossible where it does not fit. */
export const fitFile = (found: WhatIfResult, room: FileRoom): WhatIfResult => {
  if ('impossible' in found || found.plan.file === undefined) return found
  const size = sizeHere(found.plan.file, room)
  const obstacle = obstacleFor(size, room)
  if (obstacle !== undefined) return { impossible: obstacle }
  const kept = room.daysKept === 0 ? [] : [messageOf('step.notice.file-kept', { days: room.daysKept })]
  const { fileNotice = [] } = found.plan
  return { plan: { ...found.plan, fileNotice: [...sizeNotices(size, room), ...fileNotice, ...kept] } }
}

const sizeHere = (size: FileSize, { largestInPracticeInBytes: most }: FileRoom): FileSize => {
  if (most === undefined || size.is !== 'known') return size
  return { is: 'known', inBytes: Math.min(size.inBytes, most) }
}

const obstacleFor = (size: FileSize, room: FileRoom): TranslatableMessage | undefined => {
  const expected = expectedBytesOf(size)
  if (size.is === 'known' && expected > room.limitInBytes)
    return messageOf('step.impossible.file-too-large', {
      megabytes: megabytesOf(expected),
      most: megabytesOf(room.limitInBytes),
    })
  if (room.freeInBytes === undefined || expected <= roomOnDisk(room)) return undefined
  return messageOf('step.impossible.no-room', {
    size: size.is,
    megabytes: megabytesOf(expected),
    free: megabytesOf(room.freeInBytes),
    reserve: megabytesOf(reserveInBytes),
  })
}

/** At least so much has to fit. */
const expectedBytesOf = (size: FileSize): number => (size.is === 'known' ? size.inBytes : smallInBytes)

const sizeNotices = (size: FileSize, room: FileRoom): readonly TranslatableMessage[] => {
  const { freeInBytes, largestInPracticeInBytes } = room
  return [
    messageOf('step.notice.file-size', {
      size: size.is,
      megabytes: size.is === 'known' ? megabytesOf(size.inBytes) : 0,
      most: megabytesOf(mostBytesFor(room)),
    }),
    freeInBytes === undefined
      ? messageOf('step.notice.disk-unknown')
      : messageOf('step.notice.disk-free', { megabytes: Math.floor(freeInBytes / 1_000_000) }),
    ...(largestInPracticeInBytes === undefined ? [] : [messageOf('step.notice.file-practice')]),
  ]
}

const megabytesOf = (bytes: number): number => Math.ceil(bytes / 1_000_000)
