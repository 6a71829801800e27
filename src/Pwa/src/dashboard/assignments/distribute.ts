interface Share {
  /** Set already: by the file, or by hand. */
  employeeId: string | null
}

/** Gives each row that has nobody to whoever of the chosen has the fewest; in the order of the rows and of the people. */
export function distribute(rows: readonly Share[], chosen: readonly string[]): (string | null)[] {
  const load = new Map(chosen.map((id) => [id, 0]))
  for (const { employeeId } of rows) if (employeeId && load.has(employeeId)) load.set(employeeId, (load.get(employeeId) ?? 0) + 1)
  return rows.map(({ employeeId }) => {
    if (employeeId) return employeeId
    const [next] = [...load].sort(([, a], [, b]) => a - b)
    if (!next) return null
    load.set(next[0], next[1] + 1)
    return next[0]
  })
}
