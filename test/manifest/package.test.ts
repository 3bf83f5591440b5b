import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import { buildManifest, type ManifestCommand, packageFiles, zipPackage } from '../../manifest/package.ts';
import { validatePackage } from '../../manifest/validate.ts';
import { command, input } from './sample.ts';

const refusal = (commands: ManifestCommand[]) => () => buildManifest(input({ commands }));
const times = (count: number, changes: Partial<ManifestCommand> = {}) =>
  Array.from({ length: count }, () => command(changes));

describe('the app package', () => {
  it('passes its own validation', () => {
    assert.deepEqual(validatePackage(packageFiles(input())), []);
  });

  it('passes with ten commands whose texts are as long as they may be', () => {
    const [title, description] = ['å'.repeat(32), 'ö'.repeat(128)];
    const commands = times(10, { title: { en: title, sv: title }, description: { en: description, sv: description } });
    assert.deepEqual(validatePackage(packageFiles(input({ commands }))), []);
  });

  it('holds the manifest, two icons and the Swedish texts at its root', () => {
    const names = Object.keys(unzipSync(zipPackage(packageFiles(input()))));
    assert.deepEqual(names, ['manifest.json', 'color.png', 'outline.png', 'sv.json']);
  });

  it('gives back from the zip exactly the files that went in', () => {
    const files = packageFiles(input());
    for (const [name, bytes] of Object.entries(unzipSync(zipPackage(files)))) {
      assert.ok(files[name] && Buffer.from(bytes).equals(files[name]), name);
    }
  });

  it('is the same to the byte when it is built again', () => {
    const [first, second] = [zipPackage(packageFiles(input())), zipPackage(packageFiles(input()))];
    assert.ok(Buffer.from(first).equals(second));
  });
});

describe('the manifest', () => {
  it('carries the bot id as the id of the app and of its bot, and the version', () => {
    const { manifest } = buildManifest(input());
    assert.deepEqual(
      [manifest.id, manifest.bots?.[0]?.botId, manifest.version],
      [input().botId, input().botId, input().version],
    );
  });

  it('works in personal chats, teams and group chats, and takes files', () => {
    const bot = buildManifest(input()).manifest.bots?.[0];
    assert.deepEqual([bot?.scopes, bot?.supportsFiles], [['personal', 'team', 'groupChat'], true]);
  });

  it('has a menu for personal chats and one that teams and group chats share, in the order of the declarations', () => {
    const lists = buildManifest(input()).manifest.bots?.[0]?.commandLists ?? [];
    assert.deepEqual(
      lists.map(({ scopes, commands }) => [scopes, commands.map(({ title }) => title)]),
      [
        [['personal'], ['Help', 'Policy']],
        [['team', 'groupChat'], ['Help']],
      ],
    );
  });

  it('leaves out a menu that would be empty', () => {
    const { manifest } = buildManifest(input({ commands: [command({ scopes: ['personal'] })] }));
    assert.deepEqual(
      manifest.bots?.[0]?.commandLists?.map(({ scopes }) => scopes),
      [['personal']],
    );
  });

  it('has a Swedish translation of its name, its descriptions and every command', () => {
    const { manifest, sv } = buildManifest(input());
    const commands = manifest.bots?.[0]?.commandLists?.flatMap(({ commands }) => commands) ?? [];
    assert.equal(Object.keys(sv).filter((key) => key.startsWith('bots')).length, commands.length * 2);
    assert.equal(sv['bots[0].commandLists[1].commands[0].title'], 'Hjälp');
    for (const key of ['name.short', 'name.full', 'description.short', 'description.full']) assert.ok(sv[key], key);
  });
});

describe('building a manifest is refused', () => {
  it('without a bot id', () => {
    assert.throws(() => buildManifest(input({ botId: '' })), /The bot id is missing/);
  });

  it('with a bot id that is not a GUID', () => {
    assert.throws(() => buildManifest(input({ botId: 'my-bot' })), /The bot id "my-bot" is not a GUID\./);
  });

  it('with more than ten commands in a menu', () => {
    assert.throws(
      refusal(times(11, { scopes: ['personal'] })),
      /^Error: The menu for personal has 11 commands; at most 10/,
    );
  });

  it('with a title over 32 characters, in either language', () => {
    const long = 'x'.repeat(33);
    const tooLong = (language: string) => new RegExp(`the ${language} title has 33 characters; at most 32 fit\\.`);
    assert.throws(refusal([command({ title: { en: long, sv: 'Hjälp' } })]), tooLong('English'));
    assert.throws(refusal([command({ title: { en: 'Help', sv: long } })]), tooLong('Swedish'));
  });

  it('with a description over 128 characters, in either language', () => {
    const long = 'x'.repeat(129);
    const tooLong = (language: string) => new RegExp(`"Help": the ${language} description has 129 characters`);
    assert.throws(refusal([command({ description: { en: long, sv: 'Kort' } })]), tooLong('English'));
    assert.throws(refusal([command({ description: { en: 'Short', sv: long } })]), tooLong('Swedish'));
  });

  it('with a text that is empty', () => {
    assert.throws(refusal([command({ title: { en: 'Help', sv: ' ' } })]), /"Help": the Swedish title is empty\./);
  });

  it('with a command that has no scope, or only one of the two that share a menu', () => {
    assert.throws(refusal([command({ scopes: [] })]), /"Help" has no scope\./);
    assert.throws(refusal([command({ scopes: ['team'] })]), /"Help" names only one of team and groupChat/);
  });

  it('with a line for each thing that is wrong', () => {
    const commands = [command({ title: { en: 'x'.repeat(33), sv: '' } })];
    assert.throws(
      () => buildManifest(input({ botId: 'my-bot', commands })),
      ({ message }: Error) => message.split('\n').length === 3,
    );
  });
});
