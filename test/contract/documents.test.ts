import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DERIVED, withDerivedParts } from '../../docs/derived.ts';
import { ROOT } from '../support/tree/sources.ts';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/decisions.md',
  'docs/operate.md',
  'docs/privacy.md',
  'docs/third-party.md',
];
const textOf = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

const top = readdirSync(ROOT).filter((name) => !['node_modules', '.git', '.data', 'build'].includes(name));
/** Every file and folder of the tree, from its root. */
const tree = top.flatMap((name) => [name, ...(isFolder(name) ? below(name) : [])]);

function isFolder(name: string): boolean {
  return statSync(join(ROOT, name)).isDirectory();
}

function below(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/** `bot/features/<feature>/*.ts` and `{en,sv}` as patterns; undefined where it is no path of the tree. */
const patternsOf = (quoted: string): RegExp[] => {
  const path = quoted.replace(/\/$/, '');
  const isPath = /^[\w.<>{},*-]+(\/[\w.<>{},*-]+)*$/.test(path);
  if (!isPath || !(top.includes(path.split('/')[0] ?? '') || /\.(ts|json|jsonl|lua|md)$/.test(path))) return [];
  return alternatives(path).map((each) => {
    const pattern = each.replaceAll('.', '\\.').replace(/<[\w-]+>|\*/g, '[^/]+');
    return new RegExp(each.includes('/') ? `^${pattern}$` : `(^|/)${pattern}$`);
  });
};

const alternatives = (path: string): string[] => {
  const braces = /\{([^}]*)\}/.exec(path);
  if (!braces) return [path];
  return (braces[1] ?? '').split(',').flatMap((each) => alternatives(path.replace(braces[0], each)));
};

/** What a document names in backticks, outside of code blocks. */
const quotedIn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');

describe('The documents', () => {
  for (const document of DOCUMENTS)
    it(`name files and folders that exist: ${document}`, () => {
      const named = quotedIn(textOf(document)).filter((quoted) => patternsOf(quoted).length > 0);
      assert.ok(named.length > 0);
      const missing = named.filter(
        (quoted) => !patternsOf(quoted).every((pattern) => tree.some((p) => pattern.test(p))),
      );
      assert.deepEqual(missing, []);
    });

  for (const document of Object.keys(DERIVED))
    it(`have their derived parts as the tree says (npm run docs writes them): ${document}`, () =>
      assert.equal(textOf(document), withDerivedParts(document, textOf(document))));

  it('link to what exists', () => {
    for (const document of DOCUMENTS) {
      const links = [...textOf(document).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
      const folder = document.includes('/') ? 'docs' : '';
      assert.deepEqual(
        links.filter((link) => !tree.includes(join(folder, link))),
        [],
        document,
      );
    }
  });

  it('date every decision, and have a heading of its own for each', () => {
    const [, ...entries] = textOf('docs/decisions.md').split(/^### /m);
    assert.ok(entries.length > 30);
    const headings = entries.map((entry) => entry.split('\n')[0] ?? '');
    assert.equal(new Set(headings).size, headings.length);
    assert.deepEqual(
      entries.filter((entry) => !/^.+\n\n\*20\d\d-\d\d-\d\d\* · /.test(entry)),
      [],
    );
  });

  it('are all looked at', () =>
    assert.deepEqual(
      tree.filter((path) => path.endsWith('.md') && !DOCUMENTS.some((known) => basename(known) === basename(path))),
      [],
    ));
});
