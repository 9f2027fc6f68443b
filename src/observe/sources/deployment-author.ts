interface Deployed {
  readonly author?: string | null | undefined
  readonly deployer?: string | null | undefined
}

/** A person, or where none is named the tool: Azure then writes `N/A` for the author. */
export const deployedBy = ({ author, deployer }: Deployed): { readonly by?: string; readonly tool?: string } => {
  if (isNamed(author)) return { by: author }
  if (!isNamed(deployer)) return {}
  // Some tools put the person's address where their own name belongs.
  return deployer.includes('@') ? { by: deployer } : { tool: deployer }
}

const isNamed = (name: string | null | undefined): name is string => !/^\s*(n\/?a)?\s*$/i.test(name ?? '')
