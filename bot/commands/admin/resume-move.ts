import { defineSteering } from '../../moves/moves.ts';

export const resumeMove = defineSteering('resume-move', ({ actor, commerce }, source, confirmed) =>
  commerce.resumeMove(actor, source, confirmed),
);
