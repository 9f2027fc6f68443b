import { describe, expect, test } from 'vitest'
import type { FileSize, MitigationPlan, WhatIfResult } from '../../src/incident/mitigation-plan.ts'
import { type FileRoom, fitFile, mostBytesFor } from '../../src/mitigate/planning/file-room.ts'

const gigabyte = 1_000_000_000
const room: FileRoom = { limitInBytes: 8 * gigabyte, freeInBytes: 100 * gigabyte, daysKept: 7 }
const known = (inBytes: number): FileSize => ({ is: 'known', inBytes })

const fitted = (file: FileSize | undefined, given: FileRoom = room): WhatIfResult =>
  fitFile({ plan: { notice: [], ...(file === undefined ? {} : { file }) } as unknown as MitigationPlan }, given)
const noticesOf = (found: WhatIfResult) => ('plan' in found ? (found.plan.fileNotice ?? []) : [])
const obstacleOf = (found: WhatIfResult) => ('impossible' in found ? found.impossible : undefined)

describe('a file that a step fetches', () => {
  test('its size, the free disk and how long it is kept are said before anybody approves', () => {
    expect(noticesOf(fitted(known(2_345_000_001)))).toEqual([
      { key: 'step.notice.file-size', args: { size: 'known', megabytes: 2_346, most: 8_000 } },
      { key: 'step.notice.disk-free', args: { megabytes: 100_000 } },
      { key: 'step.notice.file-kept', args: { days: 7 } },
    ])
  })

  test('what is not known is said', () => {
    const said = noticesOf(fitted({ is: 'unknown' }, { limitInBytes: gigabyte, daysKept: 0 }))

    expect(said).toEqual([
      { key: 'step.notice.file-size', args: { size: 'unknown', megabytes: 0, most: 1_000 } },
      { key: 'step.notice.disk-unknown' },
    ])
  })

  test.each([
    ['as large as may be', known(8 * gigabyte), room, undefined],
    ['larger', known(8 * gigabyte + 1), room, 'step.impossible.file-too-large'],
    ['all that is free but the reserve', known(2 * gigabyte), { ...room, freeInBytes: 3 * gigabyte }, undefined],
    [
      'a byte of the reserve',
      known(2 * gigabyte + 1),
      { ...room, freeInBytes: 3 * gigabyte },
      'step.impossible.no-room',
    ],
    ['small, on a full disk', { is: 'small' } as const, { ...room, freeInBytes: gigabyte }, 'step.impossible.no-room'],
    ['unknown, on a full disk', { is: 'unknown' } as const, { ...room, freeInBytes: 0 }, 'step.impossible.no-room'],
    [
      'small, where a dump may not be large',
      { is: 'small' } as const,
      { ...room, limitInBytes: 10_000_000 },
      undefined,
    ],
    ['on a disk of which nobody tells', known(gigabyte), { limitInBytes: 8 * gigabyte, daysKept: 7 }, undefined],
  ])('%s', (_, size, given, obstacle) => {
    expect(obstacleOf(fitted(size, given))?.key).toBe(obstacle)
  })

  test('in practice it is no larger than the stand-in, and that is said', () => {
    const found = fitted(known(50 * gigabyte), { ...room, largestInPracticeInBytes: 64_000_000 })

    expect(noticesOf(found).map(({ key }) => key)).toContain('step.notice.file-practice')
    expect(noticesOf(found)[0]?.args?.megabytes).toBe(64)
  })

  test('a step that fetches nothing is left as it is, and so is what is impossible', () => {
    const impossible = { impossible: { key: 'step.impossible.no-process' } }

    expect(noticesOf(fitted(undefined, { ...room, freeInBytes: 0 }))).toEqual([])
    expect(fitFile(impossible, room)).toBe(impossible)
  })

  test('while it comes it is cut off at the limit, or where the reserve begins', () => {
    expect(mostBytesFor(room)).toBe(8 * gigabyte)
    expect(mostBytesFor({ ...room, freeInBytes: 3 * gigabyte })).toBe(2 * gigabyte)
    expect(mostBytesFor({ ...room, freeInBytes: 5 })).toBe(0)
    expect(mostBytesFor({ limitInBytes: 9, daysKept: 0 })).toBe(9)
    expect(mostBytesFor({ ...room, largestInPracticeInBytes: 64_000_000 })).toBe(64_000_000)
  })
})
