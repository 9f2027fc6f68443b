import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import * as der from './der.ts'

export interface Certificate {
  /** PEM. */
  readonly key: string
  readonly certificate: string
}

const aDayInMs = 86_400_000
const validForInMs = 30 * aDayInMs

const oid = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
}

/** The simulated hosts are among them for clients that come through a proxy. */
const hosts = ['localhost', '*.azurewebsites.net', '*.scm.azurewebsites.net']

/**
 * A certificate that vouches for itself, good for loopback and the simulated hosts from yesterday on for a month. Node
 * signs but makes no certificates, so the X.509 frame (RFC 5280) is put together here; `now` in epoch milliseconds.
 */
export function selfSigned(now: number): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' })
  const body = toBeSigned(publicInfo, now)
  const signature = sign('sha256', body, privateKey)
  const certificate = der.sequence(body, signedWith, der.bits(signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(certificate),
  }
}

const signedWith = der.sequence(der.objectId(oid.ecdsaWithSha256))

function toBeSigned(publicInfo: Buffer, now: number): Buffer {
  const name = der.sequence(der.set(der.sequence(der.objectId(oid.commonName), der.text('Appmedic simulator'))))
  const validity = der.sequence(der.time(now - aDayInMs), der.time(now + validForInMs))
  const version3 = der.tagged(0, der.integer(Buffer.from([2])))
  const serial = der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)]))
  return der.sequence(version3, serial, signedWith, name, validity, name, publicInfo, extensions(publicInfo))
}

function extensions(publicInfo: Buffer): Buffer {
  const keyId = createHash('sha1').update(publicInfo).digest()
  const names = hosts.map((host) => der.tagged(2, Buffer.from(host), false))
  const loopback = der.tagged(7, Buffer.from([127, 0, 0, 1]), false)
  // Of keyUsage: digitalSignature is bit 0, keyCertSign bit 5; two bits of the byte are not used.
  const usage = Buffer.from([0x03, 0x02, 0x02, 0b1000_0100])
  return der.tagged(
    3,
    der.sequence(
      extension(oid.basicConstraints, der.sequence(der.yes), true),
      extension(oid.keyUsage, usage, true),
      extension(oid.extendedKeyUsage, der.sequence(der.objectId(oid.serverAuth))),
      extension(oid.subjectKeyIdentifier, der.octets(keyId)),
      extension(oid.subjectAltName, der.sequence(...names, loopback)),
    ),
  )
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return der.sequence(der.objectId(id), ...(isCritical ? [der.yes] : []), der.octets(value))
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
