/** How often a property is tried: `PROPERTY_TIMES=100` for a long search, by hand. */
export const runs = (usual: number): number => usual * Number(import.meta.env.PROPERTY_TIMES ?? 1)
