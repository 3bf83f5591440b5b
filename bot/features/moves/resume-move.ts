import { defineSteering } from './move-view.ts';

export const resumeMove = defineSteering('resume-move', ({ actor, commerce }, source, confirmed) =>
  commerce.resumeMove(actor, source, confirmed),
);
