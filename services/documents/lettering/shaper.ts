/** A letter as it is drawn; lengths are in units of the font. */
export interface Glyph {
  readonly id: number;
  /** What it stands for, where it alone stands for it. */
  readonly text: string | undefined;
  readonly xAdvance: number;
  readonly yAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** A font that joins, stacks and orders letters as their script asks for. */
export interface Shaper {
  readonly unitsPerEm: number;
  readonly codePoints: ReadonlySet<number>;
  /** The glyphs of a text, from left to right. */
  shape(text: string, from: 'left' | 'right'): Glyph[];
}

export const shaperOf = async (data: Uint8Array): Promise<Shaper> => {
  const harfBuzz = await import('harfbuzzjs');
  const { Blob, ClusterLevel, Direction, Face, Font, shape } = harfBuzz;
  const face = new Face(new Blob(data));
  const font = new Font(face);
  return {
    unitsPerEm: face.upem,
    codePoints: new Set(face.collectUnicodes()),
    shape(text, from) {
      const buffer = new harfBuzz.Buffer();
      buffer.setClusterLevel(ClusterLevel.MONOTONE_CHARACTERS);
      buffer.addText(text);
      buffer.guessSegmentProperties();
      buffer.setDirection(from === 'left' ? Direction.LTR : Direction.RTL);
      shape(font, buffer);
      const positions = buffer.getGlyphPositions();
      const infos = buffer.getGlyphInfos();
      const texts = textsByCluster(text, infos);
      const alone = (cluster: number) => infos.filter((each) => each.cluster === cluster).length === 1;
      return infos.flatMap(({ codepoint: id, cluster }, i) => {
        const position = positions[i];
        return position ? [{ id, text: alone(cluster) ? texts.get(cluster) : undefined, ...position }] : [];
      });
    },
  };
};

/** What stands between the beginning of a cluster and that of the next, wherever they are drawn. */
const textsByCluster = (text: string, infos: readonly { cluster: number }[]): Map<number, string> => {
  const starts = [...new Set(infos.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  return new Map(starts.map((start, i) => [start, text.slice(start, starts[i + 1])]));
};
