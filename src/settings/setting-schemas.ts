import { BlockList, isIP } from 'node:net'
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

/** What a network of one's own may be: neither loopback nor link-local, so no machine's identity service either. */
const ownNetworks = [
  { net: '10.0.0.0', prefix: 8, family: 'ipv4' },
  { net: '172.16.0.0', prefix: 12, family: 'ipv4' },
  { net: '192.168.0.0', prefix: 16, family: 'ipv4' },
  { net: 'fc00::', prefix: 7, family: 'ipv6' },
] as const

const isOwnNetwork = (written: string): boolean => {
  const [address = '', bits = '', ...more] = written.split('/')
  const family = isIP(address)
  const prefix = Number(bits)
  if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || prefix > (family === 4 ? 32 : 128)) return false
  return ownNetworks.some((own) => {
    const list = new BlockList()
    list.addSubnet(own.net, own.prefix, own.family)
    return own.family === `ipv${family}` && prefix >= own.prefix && list.check(address, own.family)
  })
}

export const ownNetworksSchema = commaSeparatedSchema(
  isOwnNetwork,
  'must be private networks like 10.20.0.0/16, separated by commas, inside of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or fc00::/7',
)
