import { type z, z as zod } from 'zod'

export interface SettingDeclaration {
  /** What it does and what may be set, as one or two sentences. */
  readonly about: string
  /** Shown, commented out, in `.env.example`: the default where there is one. */
  readonly example: string
  /** Never shown to anybody. */
  readonly secret?: true
}

export const settingDeclarations = zod.registry<SettingDeclaration>()

/** A setting is a check with its words. */
export const declareSetting = <Schema extends z.ZodType>(schema: Schema, declaration: SettingDeclaration): Schema => {
  settingDeclarations.add(schema, declaration)
  return schema
}
