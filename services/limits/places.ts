/** Places for those who work for somebody, of which one of them may take no more than some. */
export const createPlaces = (ofOne: number) => {
  const taken = new Map<string, number>();
  return {
    /** Takes a place; undefined where that one has no more of them. Work for nobody has always one. */
    take(of: string | undefined): (() => void) | undefined {
      if (of === undefined) return () => undefined;
      const before = taken.get(of) ?? 0;
      if (before >= ofOne) return undefined;
      taken.set(of, before + 1);
      return () => {
        const left = (taken.get(of) ?? 1) - 1;
        if (left > 0) taken.set(of, left);
        else taken.delete(of);
      };
    },
  };
};
