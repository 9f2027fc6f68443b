/** A line as a shell would take it apart: words, with what stands in quotes kept together. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/["']/g, ''))
}
