import { defineSteering } from './move-view.ts';

export const undoMove = defineSteering('undo-move', ({ actor, commerce }, source, confirmed) =>
  commerce.undoMove(actor, source, confirmed),
);
