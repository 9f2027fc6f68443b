import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { z } from 'zod'
import { parseChannel } from './alerts/channels.ts'
import type { Place } from './incident/place.ts'
import type { Policy } from './incident/policy.ts'

/** Thrown with every problem of the file in one message, each with its line and what to write. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const duration = z
  .string()
  .regex(/^\d{1,4}[smhd]$/, 'write a number and a unit: 30s, 15m, 2h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 0))

const instant = z.iso
  .datetime({ offset: true, error: 'write a time with its zone: 2026-12-24T18:00:00+01:00' })
  .transform((text) => Date.parse(text))

const names = z.array(z.string().min(1))

const person = z.strictObject({
  name: z.string().min(1),
  roles: names,
  slack: z
    .string()
    .regex(/^[TE]\w+\/[UW]\w+$/, 'write <team id>/<user id>, for example T0123/U0456')
    .optional(),
  entra: z
    .string()
    .regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/i, 'write <tenant id>/<object id>, two GUIDs')
    .optional(),
})

const rule = z
  .strictObject({
    name: z.string().min(1),
    steps: names.optional(),
    apps: names.optional(),
    tags: z.record(z.string(), z.string()).optional(),
    approvers: names.min(1, 'name at least one role'),
    needed: z.int().min(1, 'at least one approval is needed'),
    requesterCounts: z.boolean(),
    expiresIn: duration,
    coolDown: duration.default(0),
    maximumInstances: z.int().min(1).optional(),
  })
  .transform(({ expiresIn, coolDown, ...rest }) => ({ ...rest, expiresInMs: expiresIn, coolDownInMs: coolDown }))

const freeze = z
  .strictObject({
    name: z.string().min(1),
    from: instant,
    to: instant,
    apps: names.optional(),
    steps: names.optional(),
  })
  .refine(({ from, to }) => from < to, 'the freeze ends before it begins')

const channel = z.strictObject({
  apps: names.optional(),
  tags: z.record(z.string(), z.string()).optional(),
  channel: z.string().transform((text, context): Place => {
    const place = parseChannel(text)
    if (place !== undefined) return place
    context.addIssue({ code: 'custom', message: 'write <platform>/<tenant>/<channel>, for example slack/T0123/C0456' })
    return z.NEVER
  }),
})

const policy = z.strictObject({
  channels: z.array(channel).optional(),
  people: z.record(z.string().regex(/^[\w.-]{1,64}$/), person),
  rules: z.array(rule),
  freezes: z.array(freeze).default([]),
})

/** Lies beside `src/` and beside `dist/`; used in practice mode only. */
export const examplePolicy = fileURLToPath(new URL('../policy.example.yaml', import.meta.url))

/** Reads a policy file; `practice` tells whether the web chat's people count. */
export const readPolicy = (file: string, practice: boolean): Policy => parsePolicy(textOf(file), file, practice)

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new PolicyError(
      `The policy file ${file} can't be read (${String((error as NodeJS.ErrnoException).code)}). Check POLICY_FILE.`,
    )
  }
}

export const parsePolicy = (text: string, file: string, practice: boolean): Policy => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const broken = document.errors.map(
    (error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`,
  )
  if (broken.length > 0) throw new PolicyError(broken.join('\n'))
  const parsed = policy.safeParse(document.toJS())
  if (parsed.success) return withoutAbsent({ ...parsed.data, practice })
  const problems = parsed.error.issues.map((issue) => {
    const at = positionOf(document.contents, issue.path.map(String))
    const where = at === undefined ? file : `${file}:${lines.linePos(at).line}`
    return `${where}: ${issue.path.join('.') || 'the file'}: ${issue.message}`
  })
  throw new PolicyError(problems.join('\n'))
}

/** Offset of the deepest part of the path that stands in the file. */
const positionOf = (root: unknown, path: readonly string[]): number | undefined => {
  let node = root
  let at = (root as Node | null)?.range?.[0]
  for (const part of path) {
    node = isMap(node) ? node.get(part, true) : isSeq(node) ? node.get(Number(part), true) : undefined
    at = (node as Node | undefined)?.range?.[0] ?? at
  }
  return at
}

/** zod leaves optional members as undefined; the core's types know absent members only. */
const withoutAbsent = (value: unknown): Policy => JSON.parse(JSON.stringify(value)) as Policy
