import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { RouteAnswer } from './arm-route.ts'
import { takeDownloadCut } from './conditions.ts'
import { type GeneratedDownload, skipBytes, takeBytes } from './generated-download.ts'
import type { SimulatorState } from './simulator-state.ts'

interface DownloadContext {
  readonly state: SimulatorState
  readonly request: Request
  readonly response: Response
  /** What conditions are matched against. */
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
}

/** Sends no faster than the client reads; stops making bytes when it goes away. */
export async function sendDownload(
  context: DownloadContext,
  answer: RouteAnswer,
  download: GeneratedDownload,
): Promise<void> {
  const { state, request, response, name } = context
  const start = startOf(context, download)
  if (start !== undefined && download.sizeInBytes !== undefined && start >= download.sizeInBytes) {
    response.status(416).set('Content-Range', `bytes */${download.sizeInBytes}`).end()
    return
  }
  response.status(start === undefined ? answer.status : 206)
  response.set({ 'Cache-Control': 'no-cache', ...context.headers, ...headersOf(download, start), ...answer.headers })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const bytes = piecesFrom(download, start ?? 0)
  const cut = takeDownloadCut(state, name)
  const source = Readable.from(cut === undefined ? bytes : takeBytes(cut, bytes), { objectMode: false })
  // A client that goes away is no failure of the simulator.
  await pipeline(source, response, { end: cut === undefined }).catch(() => response.destroy())
  if (cut !== undefined) request.socket.end()
}

/** The first byte asked for; `undefined` where all are, or where the part asked for is of something else. */
function startOf({ state, request }: DownloadContext, download: GeneratedDownload): number | undefined {
  if (state.conditions.ranges === false || download.etag === undefined) return undefined
  const [, start] = /^bytes=(\d+)-$/.exec(request.get('range') ?? '') ?? []
  const condition = request.get('if-range')
  if (start === undefined || (condition !== undefined && condition !== download.etag)) return undefined
  return Number(start)
}

function headersOf(download: GeneratedDownload, start: number | undefined): Record<string, string> {
  const { contentType, fileName, sizeInBytes, etag } = download
  const headers: Record<string, string> = { 'Content-Type': contentType }
  if (fileName !== undefined) headers['Content-Disposition'] = `attachment; filename=${fileName}`
  if (sizeInBytes !== undefined) headers['Content-Length'] = String(sizeInBytes - (start ?? 0))
  if (etag !== undefined) Object.assign(headers, { ETag: etag, 'Accept-Ranges': 'bytes' })
  if (start !== undefined && sizeInBytes !== undefined) {
    headers['Content-Range'] = `bytes ${start}-${sizeInBytes - 1}/${sizeInBytes}`
  }
  return headers
}

function piecesFrom(download: GeneratedDownload, start: number): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (start === 0) return download.pieces()
  return download.piecesFrom?.(start) ?? skipBytes(start, download.pieces())
}
