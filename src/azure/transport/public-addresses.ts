import type { LookupAddress } from 'node:dns'
import { BlockList, isIPv4, isIPv6, type LookupFunction } from 'node:net'

/** All addresses of a host name. */
export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>

export const privateAddressCode = 'EPRIVATEADDRESS'

/**
 * Looks a name up for a connection, and gives away only addresses on the internet. The connection goes to what is given
 * here and asks no second time, so that no other answer can come between the check and the connection.
 */
export const createPublicLookup =
  (resolve: ResolveHost, isAllowed = isPublicAddress): LookupFunction =>
  (host, { all }, done) => {
    const give = (found: readonly LookupAddress[]): void => {
      const allowed = found.filter(({ address }) => isAllowed(address))
      const [first] = allowed
      if (first === undefined) done(privateAddressError(host), [])
      else if (all) done(null, allowed)
      else done(null, first.address, first.family)
    }
    resolve(host).then(give, (error: NodeJS.ErrnoException) => done(error, []))
  }

const privateAddressError = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} has no address on the internet`), { code: privateAddressCode })

/** What is not the internet, from IANA's registry of special-purpose addresses, and Azure's own helper. */
const special = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // Behind a provider's NAT.
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // Answers for Azure itself on every machine in Azure.
  ['169.254.0.0', 16], // Holds the service that gives a machine its identity's tokens.
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3], // Multicast, and what is kept for later.
] as const)
  special.addSubnet(net, prefix)

/** Of 2000::/3 only: what else there is (loopback, mapped, NAT64, private, link-local, multicast) lies outside of it. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
const specialV6 = new BlockList()
for (const [net, prefix] of [
  ['2001::', 23], // Teredo carries an IPv4 address in it.
  ['2001:db8::', 32],
  ['2002::', 16], // So does 6to4.
  ['3fff::', 20],
] as const)
  specialV6.addSubnet(net, prefix, 'ipv6')

export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !special.check(address)
  return isIPv6(address) && global.check(address, 'ipv6') && !specialV6.check(address, 'ipv6')
}

/** Never anybody's own network, whatever the setting says: this machine, and who answers for it in Azure and elsewhere. */
const never = new BlockList()
never.addSubnet('0.0.0.0', 8)
never.addSubnet('127.0.0.0', 8)
never.addSubnet('169.254.0.0', 16)
never.addAddress('168.63.129.16')
never.addSubnet('224.0.0.0', 3)
const neverV6 = new BlockList()
neverV6.addSubnet('::', 96, 'ipv6')
neverV6.addSubnet('::ffff:0:0', 96, 'ipv6')
neverV6.addSubnet('fe80::', 10, 'ipv6')
neverV6.addSubnet('ff00::', 8, 'ipv6')
neverV6.addAddress('fd00:ec2::254', 'ipv6')

/** Addresses on the internet, and those of the private networks (CIDR) in which the bot's owner lets it visit apps. */
export const allowingNetworks = (networks: readonly string[]): ((address: string) => boolean) => {
  // A list of each: a list of IPv4 also answers for IPv4 inside of IPv6.
  const own = new BlockList()
  const ownV6 = new BlockList()
  for (const [net = '', prefix] of networks.map((network) => network.split('/', 2))) {
    if (isIPv4(net)) own.addSubnet(net, Number(prefix))
    else ownV6.addSubnet(net, Number(prefix), 'ipv6')
  }
  return (address) => {
    if (isPublicAddress(address)) return true
    if (isIPv4(address)) return own.check(address) && !never.check(address)
    return isIPv6(address) && ownV6.check(address, 'ipv6') && !neverV6.check(address, 'ipv6')
  }
}
