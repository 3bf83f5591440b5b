import { readFileSync, writeFileSync } from 'node:fs';
import { DERIVED, withDerivedParts } from './derived.ts';

/** Writes the parts of the documents that are made from the tree. */
for (const document of Object.keys(DERIVED)) {
  const file = new URL(`../${document}`, import.meta.url);
  writeFileSync(file, withDerivedParts(document, readFileSync(file, 'utf8')));
}
