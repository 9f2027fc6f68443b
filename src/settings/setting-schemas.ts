import { z } from 'zod'

/** Checks whose messages say what to set and never repeat what was set: it may be a secret. */
export const wholeNumberSchema = (from: number, to: number, example: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number, for example ${example}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to}, for example ${example}`)

export const oneOfSchema = <Option extends string>(options: readonly [Option, ...Option[]]) =>
  z.enum(options, `must be one of ${options.join(', ')}`)

export const commaSeparatedSchema = (fits: (item: string) => boolean, message: string) =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.length > 0 && items.every(fits), message)

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const guidExample = '00000000-0000-0000-0000-000000000000'

export const guidSchema = z
  .string()
  .regex(guid, `must be an identifier like ${guidExample}`)
  .transform((value) => value.toLowerCase())

export const guidListSchema = commaSeparatedSchema(
  (value) => guid.test(value),
  `must be identifiers like ${guidExample}, separated by commas`,
).transform((values) => [...new Set(values.map((value) => value.toLowerCase()))])

export const prefixedSchema = (prefix: string, what: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}\\S{8,}$`),
      `must be ${what}, whole: ${prefix} and at least eight characters more, without spaces`,
    )

const loopbackNames = ['localhost', '127.0.0.1', '::1', '[::1]']

/** Reached from this machine only. */
export const isLoopback = (host: string): boolean => loopbackNames.includes(host.toLowerCase())
