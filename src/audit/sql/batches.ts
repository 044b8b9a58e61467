// Rows -> as many at once as one statement takes values for.
export function batches<T extends object>(rows: readonly T[], maxValues: number): T[][] {
  const [first] = rows;
  if (!first) return [];
  const size = Math.floor(maxValues / Object.keys(first).length);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
