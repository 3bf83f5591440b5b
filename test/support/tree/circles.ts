/** What each file imports; files that import nothing may be left out. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Every set of files that import one another, however far round (Tarjan's strongly connected components). */
export const circlesIn = (graph: Graph): string[][] => {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];

  const lower = (file: string, to: number) => lowest.set(file, Math.min(lowest.get(file) ?? to, to));
  const visit = (file: string): void => {
    order.set(file, order.size);
    lower(file, order.size - 1);
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lower(file, lowest.get(next) ?? 0);
    }
    if (lowest.get(file) === order.get(file)) close(file);
  };
  const close = (file: string): void => {
    const circle = path.splice(path.indexOf(file));
    if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle.sort());
  };

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
};
