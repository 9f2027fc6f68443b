import { seededHex } from '../../physics/seeded-random.ts'
import { scmHostOf } from '../../routes/sites/site-body.ts'
import { okAnswer, type RouteAnswer } from '../arm-route.ts'
import { textDownload } from '../generated-download.ts'
import { type KuduFile, kuduFilesOf } from './kudu-files.ts'
import { type KuduCall, type KuduRoute, kuduError } from './kudu-route.ts'

export const kuduVfsRoutes: readonly KuduRoute[] = [
  { method: 'get', path: '/api/vfs{/*path}', answer: (call) => answerOf(call) },
]

/** A directory's address ends in a slash; one without it is sent on, as Kudu does. */
function answerOf(call: KuduCall): RouteAnswer {
  const path = call.path.replace(/^\/api\/vfs\/?/i, '')
  const files = kuduFilesOf(call)
  if (path === '' || path.endsWith('/')) return listing(call, files, path)
  const file = files.find((one) => same(one.path, path))
  if (file !== undefined) return { status: 200, download: downloadOf(file) }
  if (files.some((one) => startsWith(one.path, `${path}/`)))
    return { status: 307, headers: { Location: `${call.path}/` } }
  throw kuduError(404, `'${onDisk(call, path)}' not found.`)
}

function listing(call: KuduCall, files: readonly KuduFile[], directory: string): RouteAnswer {
  const below = files.filter(({ path }) => startsWith(path, directory))
  if (below.length === 0 && directory !== '') throw kuduError(404, `'${onDisk(call, directory)}' not found.`)
  const names = [...new Set(below.map(({ path }) => path.slice(directory.length).split('/')[0] ?? ''))].toSorted()
  return okAnswer(names.map((name) => entryOf(call, below, `${directory}${name}`)))
}

function entryOf(call: KuduCall, files: readonly KuduFile[], path: string) {
  const file = files.find((one) => one.path === path)
  const changedAt = file?.changedAt ?? Math.max(...files.map((one) => one.changedAt))
  return {
    name: path.split('/').at(-1) ?? '',
    size: file === undefined ? 0 : Buffer.byteLength(file.text()),
    mtime: new Date(changedAt).toISOString(),
    crtime: new Date(call.world.from).toISOString(),
    mime: file === undefined ? 'inode/directory' : mimeOf(path),
    href: `https://${scmHostOf(call.app)}/api/vfs/${path}${file === undefined ? '/' : ''}`,
    path: onDisk(call, path),
  }
}

function downloadOf(file: KuduFile) {
  const text = file.text()
  return {
    ...textDownload(text, mimeOf(file.path)),
    etag: `"${seededHex(16, Buffer.byteLength(text), file.path, text)}"`,
  }
}

function mimeOf(path: string): string {
  switch (path.split('.').at(-1)) {
    case 'xml':
      return 'text/xml'
    case 'json':
      return 'application/json'
    case 'html':
      return 'text/html'
    case 'txt':
      return 'text/plain'
    default:
      return 'application/octet-stream'
  }
}

function onDisk({ app }: KuduCall, path: string): string {
  return app.plan.spec.os === 'windows' ? `C:\\home\\${path.replaceAll('/', '\\')}` : `/home/${path}`
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function startsWith(path: string, directory: string): boolean {
  return path.toLowerCase().startsWith(directory.toLowerCase())
}
