/** One sentence of `examples/<meaning>/<voice>.yaml`. */
export interface ExampleLine {
  readonly meaning: string
  readonly voice: string
  readonly language: string
  /** `{app}` and `{person}` stand for names; a line break is `\n`, as written. */
  readonly text: string
}
