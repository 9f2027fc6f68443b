import { readFileSync } from 'node:fs'
import {
  type AlphabetName,
  alphabets,
  drawBytes,
  drawFrom,
  drawGuid,
  pickOf,
  type RandomSource,
} from './random-source.ts'

/** A text as it would stand in a log, and the secrets in it as they are written there. */
export interface FilledShape {
  shape: string
  text: string
  secrets: readonly string[]
}

/** The shapes of a file, without its comments. */
export function readShapes(file: string): readonly string[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('# '))
}

/** Secrets are made, never stored: no file of ours holds a token that a scanner would have to report. */
export function fillShape(shape: string, random: RandomSource): FilledShape {
  const secrets: string[] = []
  const text = shape.replace(/⟦(\w+):?(\d*)⟧/g, (_, kind: string, length: string) => {
    const secret = drawSecret(random, kind, Number(length))
    secrets.push(secret)
    return secret
  })
  return { shape, secrets, text: text.replaceAll('␤', '\n').replaceAll('␍', '\r') }
}

/** Six characters in a row are already too much of a secret; of a shorter one, all of it. */
export function leaks({ secrets }: FilledShape, redacted: string): boolean {
  return secrets.some((secret) => runsOf(secret, 6).some((run) => redacted.includes(run)))
}

function runsOf(secret: string, length: number): readonly string[] {
  if (secret.length <= length) return [secret]
  return Array.from({ length: secret.length - length + 1 }, (_, start) => secret.slice(start, start + length))
}

function drawSecret(random: RandomSource, kind: string, length: number): string {
  const draw = composed[kind]
  if (draw !== undefined) return draw(random, length)
  if (kind in alphabets) return drawFrom(random, kind as AlphabetName, length)
  throw new Error(`No such kind of secret: ${kind}`)
}

const composed: Record<string, (random: RandomSource, length: number) => string> = {
  guid: drawGuid,
  password: drawPassword,
  base64: (random, length) => drawBytes(random, length).toString('base64'),
  percent64: (random, length) => encodeURIComponent(drawBytes(random, length).toString('base64')),
  basic: (random) => Buffer.from(`deploy:${drawPassword(random)}`).toString('base64'),
  encoded: (random) => Buffer.from(drawPassword(random)).toString('base64'),
  jwt: drawJwt,
}

/** What people type: two words, a number, and a sign that neither quotes nor URLs give a meaning to. */
function drawPassword(random: RandomSource): string {
  const word = () => pickOf(random, ['winter', 'Kiln', 'harbor', 'Otter', 'velvet', 'Quartz', 'maple', 'Falcon'])
  return word() + pickOf(random, ['!', '.', '-', '_', '~', '*']) + word() + drawFrom(random, 'digits', 3)
}

function drawJwt(random: RandomSource): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
  return [part({ alg: 'RS256', typ: 'JWT' }), part({ sub: drawGuid(random) }), drawFrom(random, 'base64url', 86)].join(
    '.',
  )
}
