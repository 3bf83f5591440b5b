/** Blows after so many effects of one tenant's acts and jobs, wherever they show. */
export interface Fuse {
  /** What was seen since it was lit. */
  readonly effects: readonly string[];
  /** Lights it, to blow after that many effects; 0 is before the first. Without a number it only watches. */
  light(tenantId: string, after?: number): void;
  /** Resolves with the effects once it has blown and all is over. */
  readonly blown: Promise<readonly string[]>;
  /** Puts it out; false where it has begun to blow before. */
  out(): boolean;
  /** `pass`, or what has to be done with an effect that is about to happen. */
  judge(name: string, about: string): 'pass' | 'stop' | 'stop-after';
  /** For whoever was told to stop, once that is done. */
  over(): void;
}

/** One for a process. */
export const createFuse = (): Fuse => {
  let effects: string[] = [];
  let lit: { readonly tenantId: string; readonly after: number } | undefined;
  let over = () => {};
  let blown: Promise<readonly string[]> = new Promise(() => {});
  return {
    get effects() {
      return effects;
    },
    get blown() {
      return blown;
    },
    light(tenantId, after = Number.POSITIVE_INFINITY) {
      effects = [];
      lit = { tenantId, after };
      blown = new Promise((resolve) => {
        over = () => resolve(effects);
      });
    },
    out() {
      const wasLit = lit !== undefined;
      lit = undefined;
      return wasLit;
    },
    judge(name, about) {
      if (!lit || !about.includes(lit.tenantId)) return 'pass';
      const { after } = lit;
      if (after === 0) lit = undefined;
      if (after === 0) return 'stop';
      effects.push(name);
      if (effects.length < after) return 'pass';
      lit = undefined;
      return 'stop-after';
    },
    over: () => over(),
  };
};
