import { type Node, parseSync, visitorKeys } from 'oxc-parser'
import type { SourceFile } from './source-tree.ts'

/** A node, with those that it stands in: the nearest first. */
export type VisitNode = (node: Node, parents: readonly Node[]) => void

export interface ParsedSource {
  /** Every node, in the order of the text. */
  walk(visit: VisitNode): void
  /** From 1. */
  lineOf(node: Node): number
}

/** Throws where the file is no TypeScript: what cannot be read must not count as clean. */
export const parseSource = ({ path, text }: SourceFile): ParsedSource => {
  const { program, errors } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path}: ${error.message}`)
  return {
    walk: (visit) => walkFrom(program, [], visit),
    lineOf: ({ start }) => text.slice(0, start).split('\n').length,
  }
}

const walkFrom = (node: Node, parents: readonly Node[], visit: VisitNode): void => {
  visit(node, parents)
  const inside = [node, ...parents]
  for (const child of childrenOf(node)) walkFrom(child, inside, visit)
}

/** A hole in an array, `[, second]`, is no node. */
const childrenOf = (node: Node): readonly Node[] =>
  (visitorKeys[node.type] ?? [])
    .flatMap((key) => (node as unknown as Record<string, Node | readonly (Node | null)[] | null>)[key] ?? [])
    .filter((child) => child !== null)
