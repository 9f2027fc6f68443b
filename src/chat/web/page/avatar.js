/** @param {string} name */
export const initialsOf = (name) => {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** One of the stylesheet's colours, always the same for the same person. @param {string} key */
export const colourOf = (key) =>
  String([...key].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 5)
