import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { pictureWorkerScript } from './picture-worker-script.ts'

/** SVG → PNG. Text is set in Inter (Latin); other fonts and files that the SVG names are not looked for. */
export interface PicturePainter {
  paint(svg: string): Promise<Uint8Array>
  /** Ends the worker; what is being painted is rejected. A later `paint` starts a new one. */
  stop(): Promise<void>
}

interface Job {
  readonly resolve: (png: Uint8Array) => void
  readonly reject: (error: Error) => void
}

type Answer = { readonly id: number; readonly png: Uint8Array } | { readonly id: number; readonly error: string }

const { resolve } = createRequire(import.meta.url)
const paths = {
  resvg: resolve('@resvg/resvg-wasm'),
  wasm: resolve('@resvg/resvg-wasm/index_bg.wasm'),
  fonts: [400, 700].map((weight) => resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`)),
}
const maxCachedPictures = 50
const paintTimeoutInMs = 15_000

/** Painting costs some 85 ms of pure computing, so it happens in a worker, which starts with the first picture. */
export const createPicturePainter = (): PicturePainter => {
  const cache = new LRUCache<string, Promise<Uint8Array>>({ max: maxCachedPictures })
  const jobs = new Map<number, Job>()
  let worker: Worker | undefined
  let lastId = 0

  const start = (): Worker => {
    const started = new Worker(pictureWorkerScript, { eval: true, execArgv: [], workerData: paths })
    started.on('message', (answer: Answer) => {
      settle(jobs, answer)
      if (jobs.size === 0) started.unref() // an idle painter keeps no program alive
    })
    started.on('error', (error) => drop(started, error))
    return started
  }

  const drop = (dropped: Worker, error: Error): void => {
    if (worker !== dropped) return
    worker = undefined
    for (const job of jobs.values()) job.reject(error)
    jobs.clear()
    void dropped.terminate()
  }

  const paintAnew = async (svg: string): Promise<Uint8Array> => {
    worker ??= start()
    const painting = worker
    const id = ++lastId
    const late = AbortSignal.timeout(paintTimeoutInMs)
    late.addEventListener('abort', () => jobs.has(id) && drop(painting, new Error('The picture took too long.')))
    return new Promise((resolve, reject) => {
      jobs.set(id, { resolve, reject })
      painting.ref()
      painting.postMessage({ id, svg })
    })
  }

  const paint = (svg: string): Promise<Uint8Array> => {
    const key = createHash('sha256').update(svg).digest('hex')
    const painted = cache.get(key) ?? paintAnew(svg)
    painted.catch(() => cache.delete(key))
    cache.set(key, painted)
    return painted
  }

  const stop = async (): Promise<void> => {
    if (worker === undefined) return
    const ended = once(worker, 'exit')
    drop(worker, new Error('The painter was stopped.'))
    await ended
  }

  return { paint, stop }
}

const settle = (jobs: Map<number, Job>, answer: Answer): void => {
  const job = jobs.get(answer.id)
  jobs.delete(answer.id)
  if ('png' in answer) job?.resolve(answer.png)
  else job?.reject(new Error(answer.error))
}
