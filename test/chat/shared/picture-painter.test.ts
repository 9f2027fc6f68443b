import { afterAll, describe, expect, test } from 'vitest'
import { createPicturePainter } from '../../../src/chat/shared/picture-painter.ts'

const svg = (label: string, weight = 400) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="90"><rect width="320" height="90" fill="#fff"/>
   <text x="10" y="55" font-family="Inter" font-size="32" font-weight="${weight}">${label}</text></svg>`

describe('the painter', () => {
  const painter = createPicturePainter()
  afterAll(() => painter.stop())

  test('paints a PNG of the size asked for, in which a label and its weight change pixels', async () => {
    const [empty, plain, bold] = await Promise.all([
      painter.paint(svg('')),
      painter.paint(svg('één app')),
      painter.paint(svg('één app', 700)),
    ])

    expect(Buffer.from(plain.subarray(0, 8))).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
    expect(Buffer.from(plain).readUInt32BE(16)).toBe(320)
    expect(Buffer.from(plain)).not.toEqual(Buffer.from(empty))
    expect(Buffer.from(plain)).not.toEqual(Buffer.from(bold))
  })

  test('gives the same picture again without painting it again', async () => {
    expect(await painter.paint(svg('cached'))).toBe(await painter.paint(svg('cached')))
  })

  test('a picture that is broken rejects in words and the next one still works', async () => {
    await expect(painter.paint('<svg')).rejects.toThrow(/SVG/)

    expect((await painter.paint(svg('after'))).length).toBeGreaterThan(300)
  })

  test('paints again after it was stopped', async () => {
    await painter.paint(svg('before'))
    await painter.stop()

    expect((await painter.paint(svg('after the stop'))).length).toBeGreaterThan(300)
  })
})
