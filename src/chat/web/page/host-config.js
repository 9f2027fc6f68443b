/** Colours are the stylesheet's variables, so that a card follows the light or dark scheme without being made anew. */
const colours = Object.fromEntries(
  ['default', 'accent', 'good', 'warning', 'attention', 'dark', 'light'].map((name) => [
    name,
    { default: `var(--text-${name})`, subtle: `var(--text-${name}-subtle)` },
  ]),
)

/** @param {string} name */
const style = (name) => ({
  backgroundColor: `var(--fill-${name})`,
  borderColor: 'var(--line)',
  foregroundColors: colours,
})

const font = 'var(--font)'
const sizes = { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 }
const weights = { lighter: 300, default: 400, bolder: 650 }

export const hostConfig = {
  supportsInteractivity: true,
  fontFamily: font,
  fontTypes: {
    default: { fontFamily: font, fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: 'var(--font-code)', fontSizes: { ...sizes, default: 14 }, fontWeights: weights },
  },
  lineHeights: { small: 19, default: 22, medium: 24, large: 27, extraLarge: 31 },
  spacing: { small: 6, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: style('default'),
    emphasis: style('emphasis'),
    good: style('good'),
    attention: style('attention'),
    warning: style('warning'),
    accent: style('accent'),
  },
  actions: {
    maxActions: 12,
    spacing: 'medium',
    buttonSpacing: 0, // the stylesheet's gap, which wraps
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: { weight: 'default', isSubtle: true, wrap: true, maxWidth: 180 },
    value: { wrap: true },
    spacing: 16,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention' },
  },
  textBlock: { headingLevel: 3 },
  textStyles: {
    heading: { weight: 'bolder', size: 'large' },
    columnHeader: { weight: 'bolder', size: 'small', isSubtle: true },
  },
  table: { cellSpacing: 8 },
}
