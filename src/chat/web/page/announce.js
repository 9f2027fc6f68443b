import { byId } from './elements.js'

/** Says one line to who listens instead of looks, when they are not being told something else. @param {string} line */
export const announce = (line) => {
  byId('announcer').textContent = line.replace(/\p{Extended_Pictographic}\uFE0F?\s*/gu, '') // read out, they are noise
}
