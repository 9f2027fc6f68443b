/**
 * The painter's worker as plain script: run from source, from tests and from the build alike, it needs no file beside
 * the compiled one and no TypeScript loader in the worker. Fonts are given as bytes (without one, text vanishes
 * silently), and what is made in WebAssembly is freed by hand, since nothing else frees it.
 */
export const pictureWorkerScript = `
const { readFileSync } = require('node:fs')
const { parentPort, workerData } = require('node:worker_threads')
const { Resvg, initWasm } = require(workerData.resvg)

const ready = initWasm(readFileSync(workerData.wasm))
const font = {
  fontBuffers: workerData.fonts.map((path) => new Uint8Array(readFileSync(path))),
  defaultFontFamily: 'Inter',
  sansSerifFamily: 'Inter',
  serifFamily: 'Inter',
  monospaceFamily: 'Inter',
}

const paint = (svg) => {
  const picture = new Resvg(svg, { font })
  try {
    const image = picture.render()
    try {
      return image.asPng()
    } finally {
      image.free()
    }
  } finally {
    picture.free()
  }
}

parentPort.on('message', async ({ id, svg }) => {
  try {
    await ready
    parentPort.postMessage({ id, png: paint(svg) })
  } catch (error) {
    parentPort.postMessage({ id, error: String(error?.message ?? error) })
  }
})
`
