import assert from 'node:assert/strict';
import { commands } from '../../bot/features/index.ts';
import { manifestCommands } from '../../bot/start/manifest-commands.ts';
import { packageFiles } from '../../manifest/package.ts';
import { validatePackage } from '../../manifest/validate.ts';
import { understand } from '../support/chat/understand.ts';

const BOT = '12345678-1234-4234-8234-123456789abc';

describe('The app manifest', () => {
  it('is valid with the commands that the bot declares', () => {
    assert.deepEqual(validatePackage(packageFiles({ botId: BOT, version: '1.2.3', commands: manifestCommands() })), []);
  });

  it('offers the commands chosen for it, which need nothing more', () => {
    const chosen = Object.values(commands).filter(({ inMenu }) => inMenu);
    assert.ok(chosen.length > 5 && chosen.every(({ runsBare, topic }) => runsBare && topic));
    const understood = manifestCommands().map(({ title }) => {
      const meant = understand(title.en);
      return meant.kind === 'command' ? meant.command : meant.kind;
    });
    assert.deepEqual(
      understood,
      chosen.map(({ name }) => name),
    );
  });

  it('sends titles that the bot understands in either language', () => {
    for (const { title } of manifestCommands()) {
      const [en, sv] = [understand(title.en), understand(title.sv)];
      assert.equal(en.kind, 'command', title.en);
      assert.deepEqual(sv, en, title.sv);
    }
  });
});
