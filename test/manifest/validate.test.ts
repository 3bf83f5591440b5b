import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { type PackageFiles, packageFiles } from '../../manifest/package.ts';
import { validatePackage } from '../../manifest/validate.ts';
import { edited, input } from './sample.ts';

const sound = packageFiles(input());
const inManifest = (change: (json: Record<string, unknown>) => void) =>
  validatePackage(edited(sound, 'manifest.json', change));
const inSwedish = (texts: Record<string, string>) =>
  validatePackage(edited(sound, 'sv.json', (json) => Object.assign(json, texts)));
const without = (name: string): PackageFiles =>
  Object.fromEntries(Object.entries(sound).filter(([file]) => file !== name));
const commandList = (count: number, title = 'Help') => ({
  scopes: ['personal'],
  commands: Array.from({ length: count }, () => ({ title, description: 'What you can do here' })),
});
const withMenu = (menu: object) =>
  inManifest((json) => {
    json['bots'] = [{ botId: input().botId, scopes: ['personal'], commandLists: [menu] }];
    json['localizationInfo'] = { defaultLanguageTag: 'en' };
  });

function icon(size: number, rgba: readonly number[]): Uint8Array {
  const png = new PNG({ width: size, height: size });
  for (let pixel = 0; pixel < size ** 2; pixel++) png.data.set(rgba, pixel * 4);
  return PNG.sync.write(png);
}

describe('validating a package finds, in the manifest,', () => {
  it('that it is missing', () => {
    assert.deepEqual(validatePackage(without('manifest.json')), ['manifest.json is missing from the package.']);
  });

  it('that it is not JSON', () => {
    const files = { ...sound, 'manifest.json': new TextEncoder().encode('{ "id": ') };
    assert.deepEqual(validatePackage(files), ['manifest.json is not JSON.']);
  });

  it('a required field that is missing', () => {
    const problems = inManifest((json) => delete json['developer']);
    assert.deepEqual(problems, ["manifest.json: must have required property 'developer'"]);
  });

  it('a field that the schema does not know', () => {
    const problems = inManifest((json) => Object.assign(json, { packageName: 'com.example' }));
    assert.deepEqual(problems, ['manifest.json: must NOT have additional properties (packageName)']);
  });

  it('another schema version than the pinned one', () => {
    const problems = inManifest((json) => Object.assign(json, { manifestVersion: '1.29' }));
    assert.deepEqual(problems, ['manifest.json/manifestVersion: must be equal to constant']);
  });

  it('a bot id that is not a GUID', () => {
    const problems = inManifest((json) => Object.assign(json, { bots: [{ botId: 'my-bot', scopes: ['personal'] }] }));
    assert.match(problems.join('\n'), /^manifest\.json\/bots\/0\/botId: must match pattern/);
  });

  it('a menu of eleven commands', () => {
    assert.deepEqual(withMenu(commandList(11)), [
      'manifest.json/bots/0/commandLists/0/commands: must NOT have more than 10 items',
    ]);
  });

  it('a command title of 33 characters', () => {
    assert.deepEqual(withMenu(commandList(1, 'x'.repeat(33))), [
      'manifest.json/bots/0/commandLists/0/commands/0/title: must NOT have more than 32 characters',
    ]);
  });

  it("a name that contains a Microsoft product's", () => {
    const problems = inManifest((json) =>
      Object.assign(json, { name: { short: 'Purchases for Teams', full: 'Purchases' } }),
    );
    assert.deepEqual(problems, [
      'manifest.json: the app\'s name "Purchases for Teams" contains the name of a Microsoft product.',
    ]);
  });
});

describe('validating a package finds, in a language file,', () => {
  it('that it is missing', () => {
    assert.deepEqual(validatePackage(without('sv.json')), ['sv.json is missing from the package.']);
  });

  it('a key that translates nothing', () => {
    const key = 'bots[0].commandLists[0].commands[7].title';
    assert.deepEqual(inSwedish({ [key]: 'Fakturor' }), [`sv.json: ${key} translates nothing in manifest.json.`]);
  });

  it('a key that no manifest can have', () => {
    assert.deepEqual(inSwedish({ 'developer.name': 'Exempel' }), [
      'sv.json: must NOT have additional properties (developer.name)',
    ]);
  });

  it('a translation that is empty', () => {
    assert.deepEqual(inSwedish({ 'description.short': ' ' }), ['sv.json: description.short is empty.']);
  });

  it('a translation that is too long', () => {
    const key = 'bots[0].commandLists[0].commands[0].description';
    assert.match(
      inSwedish({ [key]: 'x'.repeat(129) }).join('\n'),
      /^sv\.json\/.*: must NOT have more than 128 characters$/,
    );
  });

  it("a name that contains a Microsoft product's", () => {
    assert.match(
      inSwedish({ 'name.short': 'Köp i Microsoft 365' }).join('\n'),
      /^sv\.json: the app's name "Köp i Microsoft 365"/,
    );
  });
});

describe('validating a package finds, in the icons,', () => {
  const colorProblems = (file: Uint8Array) => validatePackage({ ...sound, 'color.png': file });
  const outlineProblems = (file: Uint8Array) => validatePackage({ ...sound, 'outline.png': file });

  it('that one is missing', () => {
    assert.deepEqual(validatePackage(without('outline.png')), ['outline.png is missing from the package.']);
  });

  it('that one is not a PNG image', () => {
    assert.deepEqual(colorProblems(new Uint8Array([1, 2, 3])), ['color.png is not a PNG image.']);
  });

  it('a color icon of the wrong size', () => {
    assert.deepEqual(colorProblems(icon(96, [0, 0, 0, 255])), ['color.png is 96x96 pixels; it has to be 192x192.']);
  });

  it('an outline that has a color', () => {
    assert.ok(outlineProblems(icon(32, [255, 0, 0, 128])).includes('outline.png has a color other than white.'));
  });

  it('an outline on a background', () => {
    assert.deepEqual(outlineProblems(icon(32, [255, 255, 255, 255])), ['outline.png has no transparent background.']);
  });

  it('an outline that shows nothing', () => {
    assert.deepEqual(outlineProblems(icon(32, [0, 0, 0, 0])), ['outline.png shows nothing.']);
  });
});
