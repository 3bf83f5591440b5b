import { defineSteering } from '../../moves/moves.ts';

export const undoMove = defineSteering('undo-move', ({ actor, commerce }, source, confirmed) =>
  commerce.undoMove(actor, source, confirmed),
);
