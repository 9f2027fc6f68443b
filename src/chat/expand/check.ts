const wholeBinding = /^\$\{(\$root\.)?[A-Za-z][\w.]*\}$/

/**
 * What a template may not do, since the library would hide the mistake:
 * mix text and bindings (an error inside is swallowed), compute, or use `$when` (a false one warns like a broken one;
 * repeat over none or one with `$data` instead).
 */
export const checkTemplate = (node: unknown, path = ''): readonly string[] => {
  if (typeof node === 'string') return node.includes('${') && !wholeBinding.test(node) ? [`${path}: "${node}"`] : []
  if (Array.isArray(node)) return node.flatMap((item, index) => checkTemplate(item, `${path}[${index}]`))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$when' ? [`${path}: $when`] : checkTemplate(value, path === '' ? key : `${path}.${key}`),
  )
}
