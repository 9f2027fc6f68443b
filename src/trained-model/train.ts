import { loadModel } from './load-model.ts'

/** Run by the build, so that no start has to train. */
loadModel()
