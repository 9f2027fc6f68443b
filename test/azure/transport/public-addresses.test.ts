import type { LookupAddress } from 'node:dns'
import { createServer, get, Agent as HttpAgent, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { createAzure } from '../../../src/azure/create-azure.ts'
import {
  allowingNetworks,
  createPublicLookup,
  isPublicAddress,
  type ResolveHost,
} from '../../../src/azure/transport/public-addresses.ts'

const forever = new AbortController().signal
const v4 = (address: string): LookupAddress => ({ address, family: 4 })
const v6 = (address: string): LookupAddress => ({ address, family: 6 })

test.each([
  ['itself', ['0.0.0.0', '127.0.0.1', '127.255.255.254', '::', '::1']],
  ['private networks', ['10.0.0.4', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1']],
  ['link-local', ['169.254.0.1', 'fe80::1', 'fe80::1%lo', 'fec0::1']],
  ['the metadata services', ['169.254.169.254', '168.63.129.16', 'fd00:ec2::254']],
  ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255']],
  ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1']],
  ['mapped and compatible IPv4', ['::ffff:127.0.0.1', '::ffff:20.50.2.1', '::ffff:a9fe:a9fe', '::127.0.0.1']],
  ['IPv4 inside of 6to4, Teredo and NAT64', ['2002:a9fe:a9fe::1', '2001:0:4136:e378::1', '64:ff9b::a9fe:a9fe']],
  ['NAT64 of one’s own', ['64:ff9b:1::7f00:1']],
  ['documentation and measuring', ['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']],
  ['what is no address', ['', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '127.1']],
])('%s is not the internet', (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})

test('the internet is the internet', () => {
  const addresses = ['20.50.2.1', '40.112.243.1', '100.63.255.255', '172.32.0.1', '2603:1030:20e:3::23c', '2a01:111::1']

  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([])
})

/** `127.0.0.2` stands for what is private, so that the test can have somebody listen there. */
const isAllowed = (address: string): boolean => address !== '127.0.0.2'

describe('a connection', () => {
  const servers: Server[] = []
  const reached: string[] = []
  let port: number
  beforeEach(async () => {
    reached.length = 0
    port = await listen('127.0.0.1', 0)
    await listen('127.0.0.2', port)
  })
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  const listen = (host: string, at: number): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer((_, response) => {
        reached.push(host)
        response.end('ok')
      })
      servers.push(server)
      server.listen(at, host, () => resolve((server.address() as AddressInfo).port))
    })

  const visit = (resolve: ResolveHost): Promise<string> => {
    const agent = new HttpAgent({ lookup: createPublicLookup(resolve, isAllowed) })
    return new Promise((done) => {
      get({ host: 'shop.contoso.com', port, agent }, (response) => {
        response.resume().on('end', () => done('answered'))
      }).on('error', (error) => done('code' in error ? String(error.code) : error.message))
    })
  }

  it('goes to the address that was checked, though the name changes its answer right after', async () => {
    const answers = [[v4('127.0.0.1')], [v4('127.0.0.2')], [v4('127.0.0.2')]]
    let asked = 0
    const rebinding: ResolveHost = async () => answers[asked++] ?? []

    expect([await visit(rebinding), asked]).toEqual(['answered', 1])
    expect(await visit(rebinding)).toBe('EPRIVATEADDRESS')
    expect(reached).toEqual(['127.0.0.1'])
  })

  it.each([
    ['private, then public', [v4('127.0.0.2'), v4('127.0.0.1')]],
    ['public, then private', [v4('127.0.0.1'), v4('127.0.0.2')]],
  ])('goes to no private address of several: %s', async (_, found) => {
    expect(await visit(async () => found)).toBe('answered')
    expect(reached).toEqual(['127.0.0.1'])
  })

  it('keeps the reason where the name can’t be looked up', async () => {
    const unknown = Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })

    expect(await visit(() => Promise.reject(unknown))).toBe('ENOTFOUND')
    expect(await visit(async () => [])).toBe('EPRIVATEADDRESS')
  })
})

const openVisiting = async (found: readonly LookupAddress[]) => {
  const asked: string[] = []
  const { reading } = await createAzure({
    credential: { getToken: async () => null },
    // Somebody got the worst of names into the directory.
    mayVisit: () => true,
    resolve: async (host) => {
      asked.push(host)
      return found
    },
  })
  return { asked, visit: (url: string) => reading.visit(url, forever) }
}

test.each([
  ['loopback', [v4('127.0.0.1')]],
  ['the metadata service', [v4('169.254.169.254')]],
  ['a private endpoint', [v4('10.1.0.4')]],
  ['an internal address of six', [v6('fd00:ec2::254'), v6('::ffff:127.0.0.1')]],
])('an app whose name leads to %s is not visited', async (_, found) => {
  const { asked, visit } = await openVisiting(found)

  for (const scheme of ['http', 'https'])
    expect(await visit(`${scheme}://intranet.contoso.com/`)).toMatchObject({ failure: 'private' })
  expect(asked).toEqual(['intranet.contoso.com', 'intranet.contoso.com'])
})

test.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://[::1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://169.254.169.254/metadata/identity/oauth2/token',
  'https://user:word@shop.contoso.com/',
  'https://shop.contoso.com:22/',
  'gopher://shop.contoso.com/',
])('%s is refused before anybody is asked, though the directory has it', async (url) => {
  const { asked, visit } = await openVisiting([v4('127.0.0.1')])

  await expect(visit(url)).rejects.toMatchObject({ kind: 'refused-here' })
  expect(asked).toEqual([])
})

describe('where the owner lets it visit private networks', () => {
  it('goes to those and to the internet, and to no other private address', () => {
    const isAllowed = allowingNetworks(['10.20.0.0/16', 'fd12:3456::/32'])
    const addresses = ['10.20.0.4', '10.20.255.254', 'fd12:3456::4', '20.50.2.1', '10.21.0.4', '192.168.1.1', 'fd13::1']

    expect(addresses.filter(isAllowed)).toEqual(addresses.slice(0, 4))
    expect(['::ffff:10.20.0.4', '::10.20.0.4', '64:ff9b::a14:4', '10.20.1', 'localhost'].filter(isAllowed)).toEqual([])
  })

  it('never goes to this machine, to link-local or to Azure itself, whatever it is told', () => {
    const isAllowed = allowingNetworks(['0.0.0.0/0', '::/0'])
    const addresses = [
      ...['127.0.0.1', '0.0.0.0', '169.254.169.254', '168.63.129.16', '224.0.0.1', '255.255.255.255'],
      ...['::1', '::', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', 'fd00:ec2::254'],
    ]

    expect(addresses.filter(isAllowed)).toEqual([])
  })
})
