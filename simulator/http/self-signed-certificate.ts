import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import * as der from './der-encoding.ts'

export interface TlsCertificate {
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
export function createSelfSignedCertificate(now: number): TlsCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' })
  const body = toBeSigned(publicInfo, now)
  const signature = sign('sha256', body, privateKey)
  const certificate = der.encodeSequence(body, signedWith, der.encodeBitString(signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(certificate),
  }
}

const signedWith = der.encodeSequence(der.encodeObjectId(oid.ecdsaWithSha256))

function toBeSigned(publicInfo: Buffer, now: number): Buffer {
  const name = der.encodeSequence(
    der.encodeSet(der.encodeSequence(der.encodeObjectId(oid.commonName), der.encodeUtf8String('Appmedic simulator'))),
  )
  const validity = der.encodeSequence(der.encodeUtcTime(now - aDayInMs), der.encodeUtcTime(now + validForInMs))
  const version3 = der.encodeTagged(0, der.encodeInteger(Buffer.from([2])))
  const serial = der.encodeInteger(Buffer.concat([Buffer.from([1]), randomBytes(15)]))
  return der.encodeSequence(version3, serial, signedWith, name, validity, name, publicInfo, extensions(publicInfo))
}

function extensions(publicInfo: Buffer): Buffer {
  const keyId = createHash('sha1').update(publicInfo).digest()
  const names = hosts.map((host) => der.encodeTagged(2, Buffer.from(host), false))
  const loopback = der.encodeTagged(7, Buffer.from([127, 0, 0, 1]), false)
  // Of keyUsage: digitalSignature is bit 0, keyCertSign bit 5; two bits of the byte are not used.
  const usage = Buffer.from([0x03, 0x02, 0x02, 0b1000_0100])
  return der.encodeTagged(
    3,
    der.encodeSequence(
      extension(oid.basicConstraints, der.encodeSequence(der.encodedTrue), true),
      extension(oid.keyUsage, usage, true),
      extension(oid.extendedKeyUsage, der.encodeSequence(der.encodeObjectId(oid.serverAuth))),
      extension(oid.subjectKeyIdentifier, der.encodeOctetString(keyId)),
      extension(oid.subjectAltName, der.encodeSequence(...names, loopback)),
    ),
  )
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return der.encodeSequence(
    der.encodeObjectId(id),
    ...(isCritical ? [der.encodedTrue] : []),
    der.encodeOctetString(value),
  )
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
